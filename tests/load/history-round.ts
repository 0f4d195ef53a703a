import { compareCursor, CURSOR_ZERO, type Cursor } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import type { Db } from '../../server/db/index.ts'
import type { KeptHistory } from '../support/kept-history.ts'
import { readWholeLog, sampleKey } from '../support/read-log.ts'
import type { TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { postReadings, type PushedBatch, startPusher } from './pusher.ts'

export type HistoryBlow = 'kill history' | 'kill postgres' | 'freeze postgres'

export interface HistoryOutcome {
  blow: HistoryBlow
  /** Samples in the log, corrections among them. */
  samples: number
  corrections: number
  /** In the log and not in PostgreSQL, or the other way round: must be 0. */
  differing: number
  /** Hours whose n or sum is not what a recount of the raw samples gives: must be 0. */
  wrongHours: number
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
  const pusher = startPusher(server.url)
  const after = ANSWERS_BEFORE + Math.floor(random() * SPREAD)
  await waitUntil('the load runs', () => pusher.answered() >= after, { everyMs: 1 })
  const struckAt = Date.now()
  await strike(server, kept, blow, frozenMs)
  const sentAfter = () => pusher.batches.filter((batch) => batch.answer !== undefined && batch.sentAt > struckAt)
  await waitUntil(`${blow}: batches are accepted`, () => sentAfter().length >= ANSWERS_AFTER, { withinMs: 90_000 })
  await pusher.finish()
  for (const batch of pusher.batches.slice(0, CORRECTED)) await correct(server.url, batch)
  const { cursor } = await log.head()
  await waitUntil('history has taken what was accepted', async () => compareCursor(await takenUntil(kept.db), cursor) >= 0, { withinMs: DRAINED_WITHIN_MS, everyMs: 100 })
  const drainedAfterMs = Date.now() - struckAt
  return { blow, ...(await compare(log, kept.db)), wrongHours: await countWrongHours(kept.db), drainedAfterMs }
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

/** How far history has come; others push on meanwhile. */
async function takenUntil(db: Db): Promise<Cursor> {
  const [row] = await db.query<{ cursor: string }>('select cursor from reader')
  return (row?.cursor ?? CURSOR_ZERO) as Cursor // history wrote it
}

async function compare(log: Bus, db: Db): Promise<{ samples: number; corrections: number; differing: number }> {
  const until = await takenUntil(db)
  const [ms, seq] = until.split('-').map(Number)
  const logged = (await readWholeLog(log)).filter((entry) => compareCursor(entry.cursor, until) <= 0).flatMap((entry) => entry.samples)
  const raw = await db.query<{ series: string; at: number; value: number | null; word: string | null }>(
    'select s.name as series, (extract(epoch from r.at) * 1000)::bigint as at, r.value, r.word from sample r join series s on s.id = r.series where (r.written_ms, r.written_seq) <= ($1, $2)', [ms, seq])
  const inLog = new Set(logged.map(sampleKey))
  const inRaw = raw.map(({ series, at, value, word }) => sampleKey({ series, at, value: value ?? word ?? '' }))
  const moments = new Set(logged.map(({ series, at }) => `${series} ${at}`))
  return {
    samples: logged.length,
    corrections: logged.length - moments.size,
    differing: Math.abs(inRaw.length - logged.length) + inRaw.filter((key) => !inLog.has(key)).length,
  }
}

/** Counts again from the raw samples in force. */
async function countWrongHours(db: Db): Promise<number> {
  const [row] = await db.query<{ wrong: number }>(
    `with in_force as (
       select distinct on (series, at, period) series, at, value from sample order by series, at, period, written_ms desc, written_seq desc, n desc
     ), recount as (
       select series, date_trunc('hour', at) as at, count(*)::int as n, sum(value) as sum from in_force where value is not null group by 1, 2
     )
     select count(*)::int as wrong from recount c full join rollup_hour r using (series, at)
     where c.n is distinct from r.n or abs(c.sum - r.sum) > 1e-6 * greatest(1, abs(c.sum))`)
  return row?.wrong ?? -1
}
