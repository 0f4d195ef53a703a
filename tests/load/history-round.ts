import type { Bus } from '../../server/bus/index.ts'
import type { KeptHistory } from '../support/kept-history.ts'
import type { TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { compareHistory, type Comparison, takenUntil, waitUntilTaken } from './compare-history.ts'
import { postReadings, type PushedBatch, startPusher } from './pusher.ts'

export type HistoryBlow = 'kill history' | 'kill postgres' | 'freeze postgres'

/** What this round added to the log, and how PostgreSQL holds it. */
export interface HistoryOutcome extends Comparison {
  blow: HistoryBlow
  /** From the blow until history has taken what was accepted. */
  drainedAfterMs: number
}

const ANSWERS_BEFORE = 12
const SPREAD = 30
const ANSWERS_AFTER = 12
const DRAINED_WITHIN_MS = 180_000
const CORRECTED = 3

/** One blow at a random moment under a load of pushed batches and corrections; then PostgreSQL is compared with the log. */
export async function runHistoryRound(server: TestServer, log: Bus, kept: KeptHistory, { blow, frozenMs = 3_000, random = Math.random }: { blow: HistoryBlow; frozenMs?: number; random?: () => number }): Promise<HistoryOutcome> {
  const from = await takenUntil(kept.db)
  const pusher = startPusher(server.url)
  const after = ANSWERS_BEFORE + Math.floor(random() * SPREAD)
  await waitUntil('the load runs', () => pusher.answered() >= after, { everyMs: 1 })
  const struckAt = Date.now()
  await strike(server, kept, blow, frozenMs)
  const sentAfter = () => pusher.batches.filter((batch) => batch.answer !== undefined && batch.sentAt > struckAt)
  await waitUntil(`${blow}: batches are accepted`, () => sentAfter().length >= ANSWERS_AFTER, { withinMs: 90_000 })
  await pusher.finish()
  for (const batch of pusher.batches.slice(0, CORRECTED)) await correct(server.url, batch)
  await waitUntilTaken(log, kept.db, DRAINED_WITHIN_MS)
  const drainedAfterMs = Date.now() - struckAt
  return { blow, ...(await compareHistory(log, kept.db, from)), drainedAfterMs }
}

async function strike(server: TestServer, kept: KeptHistory, blow: HistoryBlow, frozenMs: number): Promise<void> {
  if (blow === 'kill history') return await server.restart()
  const pids = await kept.pids()
  if (blow === 'kill postgres') {
    process.kill(pids[0] ?? 0, 'SIGKILL')
    return
  }
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  const since = Date.now()
  await waitUntil('the freeze is over', () => Date.now() - since >= frozenMs, { withinMs: frozenMs + 10_000, everyMs: 50 })
  for (const pid of pids) process.kill(pid, 'SIGCONT')
}

/** The same moments with other values. */
async function correct(url: string, { samples }: PushedBatch): Promise<void> {
  const readings = samples.map(({ series, at, value }) => ({ indicator: series.split('@')[0], subject: 'tn2025', at: new Date(at).toISOString(), value: value + 0.5 }))
  const answer = await postReadings(url, JSON.stringify(readings))
  if (answer.status !== 200) throw new Error(`a correction was answered ${answer.status}`)
}
