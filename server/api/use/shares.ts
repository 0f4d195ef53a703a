import type { Clock } from '../../clock.ts'

/** A whole office may stand behind one address. */
const BURST = 60
const PER_SECOND = 2
/** Beyond so many the ones longest untouched are forgotten; an address is never written anywhere. */
const MOST_ADDRESSES = 5_000

/** So much may be told from one address: what is beyond it would only be somebody who makes up counts. */
export function createShares(clock: Clock): { take(address: string): boolean } {
  const left = new Map<string, { tokens: number; filledAt: number }>()
  return {
    take(address) {
      const now = clock.now()
      const before = left.get(address) ?? { tokens: BURST, filledAt: now }
      const tokens = Math.min(BURST, before.tokens + (Math.max(0, now - before.filledAt) / 1_000) * PER_SECOND)
      left.delete(address)
      left.set(address, { tokens: tokens < 1 ? tokens : tokens - 1, filledAt: now })
      const [longest] = left.keys()
      if (left.size > MOST_ADDRESSES && longest !== undefined) left.delete(longest)
      return tokens >= 1
    },
  }
}
