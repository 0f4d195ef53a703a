import { isIPv6 } from 'node:net'
import type { Clock } from '../clock.ts'

/** `first`: the first refusal in a row, worth an entry in the audit trail; the others after it are not. */
export type Turn = 'free' | 'first-refusal' | 'refused'

export interface Throttle {
  /** Takes one try. To be called before the password is looked at, so that tries at the same time count too. */
  take(address: string, name: string): Turn
  /** The try was right: it does not count. */
  giveBack(address: string, name: string): void
  retryAfterS(): number
}

/** Tries at once, then one per so many ms. A whole department may sit behind one address, so that key is wider. */
const PER_ADDRESS = { burst: 20, everyMs: 10_000 }
const PER_PERSON = { burst: 5, everyMs: 60_000 }
/** Beyond so many the ones longest untouched are forgotten. */
const MOST_KEYS = 20_000

interface Bucket {
  tries: number
  filledAt: number
  isRefusing: boolean
}

/** Wrong passwords are slowed down by where they come from, and by whom they try there. In this process alone. */
export function createThrottle(clock: Clock): Throttle {
  const addresses = new Map<string, Bucket>()
  const persons = new Map<string, Bucket>()

  function filled(buckets: Map<string, Bucket>, key: string, { burst, everyMs }: typeof PER_ADDRESS): Bucket {
    const now = clock.now()
    const bucket = buckets.get(key) ?? { tries: burst, filledAt: now, isRefusing: false }
    bucket.tries = Math.min(burst, bucket.tries + Math.max(0, now - bucket.filledAt) / everyMs)
    bucket.filledAt = now
    buckets.delete(key)
    buckets.set(key, bucket)
    const [longest] = buckets.keys()
    if (buckets.size > MOST_KEYS && longest !== undefined) buckets.delete(longest)
    return bucket
  }

  const both = (address: string, name: string) => {
    const from = networkOf(address)
    return [filled(addresses, from, PER_ADDRESS), filled(persons, `${from} ${name}`, PER_PERSON)] as const
  }

  return {
    take(address, name) {
      const pair = both(address, name)
      const short = pair.filter((bucket) => bucket.tries < 1)
      if (short.length === 0) {
        for (const bucket of pair) Object.assign(bucket, { tries: bucket.tries - 1, isRefusing: false })
        return 'free'
      }
      const isFirst = short.some((bucket) => !bucket.isRefusing)
      for (const bucket of short) bucket.isRefusing = true
      return isFirst ? 'first-refusal' : 'refused'
    },
    giveBack(address, name) {
      const [from, person] = both(address, name)
      from.tries = Math.min(PER_ADDRESS.burst, from.tries + 1)
      person.tries = PER_PERSON.burst
    },
    retryAfterS: () => PER_PERSON.everyMs / 1_000,
  }
}

/** One household has a whole /64 of IPv6 to try from. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::', 2)
  const front = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - front.length - (tail === '' ? 0 : tail.split(':').length)
  const groups = [...front, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail === undefined || tail === '' ? [] : tail.split(':'))]
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
