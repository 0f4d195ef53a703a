import { readFile } from 'node:fs/promises'
import type { Bus } from '../../server/bus/index.ts'
import { countSamples, readWholeLog, sampleKey } from '../support/read-log.ts'
import type { TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { type Pusher, startPusher } from './pusher.ts'

export type Blow = 'kill server' | 'kill redis' | 'kill both' | 'freeze redis'

export interface RoundOptions {
  blow: Blow
  /** How long Redis stays frozen. */
  frozenMs?: number
  random?: () => number
}

export interface RoundOutcome {
  blow: Blow
  /** Batches, all of them answered in the end. */
  batches: number
  samples: number
  /** Sent more than once, because the first time brought no answer. */
  resent: number
  /** Answered accepted and not in the log: must be none. */
  lost: string[]
  /** In the log more than once: must be none. */
  doubled: string[]
  /** Samples the answers counted other than they were sent: must be 0. */
  miscounted: number
  /** Batches sent and accepted while Redis was frozen: must be 0. */
  falselyAccepted: number
  refused503: number
  cut: number
  /** Sent and left hanging without a word: must be 0. */
  unheard: number
  /** From the blow to the next accepted batch that was sent after it. */
  backAfterMs: number
}

const FIRST_ANSWERS = 10
const SPREAD = 40
const ANSWERS_AFTERWARDS = 12
const BACK_WITHIN_MS = 90_000

/** One blow at a random moment under a load of pushed batches; afterwards the log is compared with what was answered. */
export async function runKillRound(server: TestServer, bus: Bus, options: RoundOptions): Promise<RoundOutcome> {
  const { blow, random = Math.random } = options
  const pusher = startPusher(server.url)
  const after = FIRST_ANSWERS + Math.floor(random() * SPREAD)
  await waitUntil('the load runs', () => pusher.answered() >= after, { everyMs: 1 })
  const struckAt = Date.now()
  const frozen = await strike(server, options)
  const sentAfter = () => pusher.batches.filter((batch) => batch.answer !== undefined && batch.sentAt > struckAt)
  await waitUntil(`${blow}: batches are accepted again`, () => sentAfter().length >= ANSWERS_AFTERWARDS, { withinMs: BACK_WITHIN_MS })
  await pusher.finish()
  const first = Math.min(...sentAfter().map((batch) => batch.answer?.at ?? Infinity))
  return { blow, ...(await compare(pusher, bus)), falselyAccepted: acceptedWithin(pusher, frozen), backAfterMs: first - struckAt }
}

interface Frozen {
  from: number
  until: number
}

async function strike(server: TestServer, { blow, frozenMs = 5_000 }: RoundOptions): Promise<Frozen | undefined> {
  if (blow === 'freeze redis') return freeze(await server.redisPid(), frozenMs)
  if (blow !== 'kill server') process.kill(await server.redisPid(), 'SIGKILL')
  if (blow !== 'kill redis') await server.restart()
  return undefined
}

/** Counts as frozen only once the kernel says so: what was sent after that cannot have been written. */
export async function freeze(pid: number, ms: number): Promise<Frozen> {
  process.kill(pid, 'SIGSTOP')
  try {
    await waitUntil('Redis is stopped', async () => / T /.test(await readFile(`/proc/${pid}/stat`, 'utf8')), { everyMs: 1 })
    const from = Date.now()
    await waitUntil('the freeze is over', () => Date.now() - from >= ms, { withinMs: ms + 10_000 })
    return { from, until: Date.now() }
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

function acceptedWithin({ batches }: Pusher, frozen: Frozen | undefined): number {
  if (frozen === undefined) return 0
  return batches.filter(({ answer, sentAt }) => answer !== undefined && sentAt > frozen.from && answer.at < frozen.until).length
}

async function compare(pusher: Pusher, bus: Bus) {
  const counts = countSamples(await waitUntil('the log can be read', () => readWholeLog(bus)))
  const accepted = pusher.batches.filter((batch) => batch.answer !== undefined)
  const keys = accepted.flatMap((batch) => batch.samples.map(sampleKey))
  return {
    batches: pusher.batches.length,
    samples: keys.length,
    resent: accepted.filter((batch) => batch.sends > 1).length,
    lost: keys.filter((key) => !counts.has(key)),
    doubled: keys.filter((key) => (counts.get(key) ?? 0) > 1),
    miscounted: accepted.filter((batch) => batch.answer?.accepted !== batch.samples.length).length,
    refused503: pusher.refusals().get(503) ?? 0,
    cut: pusher.refusals().get(0) ?? 0,
    unheard: pusher.refusals().get(-1) ?? 0,
  }
}
