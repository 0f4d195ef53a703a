import { compareCursor, CURSOR_ZERO, type Cursor, type KeptSample } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import type { Db } from '../../server/db/index.ts'
import { readWholeLog, sampleKey } from '../support/read-log.ts'
import { waitUntil } from '../support/wait-until.ts'

export interface Comparison {
  /** Samples in the log, corrections among them. */
  samples: number
  corrections: number
  /** In the log and not in PostgreSQL, or the other way round: must be 0. */
  differing: number
  /** Hours whose n or sum is not what a recount of the raw samples gives: must be 0. */
  wrongHours: number
}

/** How far history has come. */
export async function takenUntil(db: Db): Promise<Cursor> {
  const [row] = await db.query<{ cursor: string }>('select cursor from reader')
  return (row?.cursor ?? CURSOR_ZERO) as Cursor // history wrote it
}

/** What is in the log now, history has taken; others may push on meanwhile. */
export async function waitUntilTaken(log: Bus, db: Db, withinMs: number): Promise<void> {
  const { cursor } = await log.head()
  await waitUntil('history has taken what was accepted', async () => compareCursor(await takenUntil(db), cursor) >= 0, { withinMs, everyMs: 100 })
}

/** The log beside PostgreSQL, from one place on: a run of many rounds does not read its beginning again and again. */
export async function compareHistory(log: Bus, db: Db, from: Cursor = CURSOR_ZERO): Promise<Comparison> {
  const until = await takenUntil(db)
  const logged = (await readWholeLog(log, from)).filter((entry) => compareCursor(entry.cursor, until) <= 0).flatMap((entry) => entry.samples)
  const raw = await db.query<{ series: string; at: number; value: number | null; word: string | null }>(
    `select s.name as series, (extract(epoch from r.at) * 1000)::bigint as at, r.value, r.word from sample r join series s on s.id = r.series
     where (r.written_ms, r.written_seq) > ($1, $2) and (r.written_ms, r.written_seq) <= ($3, $4)`, [...from.split('-').map(Number), ...until.split('-').map(Number)])
  const news = thoseThatChange(logged)
  const inLog = new Set(news.map(sampleKey))
  const inRaw = raw.map(({ series, at, value, word }) => sampleKey({ series, at, value: value ?? word ?? '' }))
  const moments = new Set(logged.map(({ series, at }) => `${series} ${at}`))
  return {
    samples: logged.length,
    corrections: logged.length - moments.size,
    differing: Math.abs(inRaw.length - news.length) + inRaw.filter((key) => !inLog.has(key)).length,
    wrongHours: await countWrongHours(db),
  }
}

/** What a row is due for: a late repeat of what is in force already is in the log (decision 0014) and not in PostgreSQL. */
function thoseThatChange(logged: readonly KeptSample[]): KeptSample[] {
  const inForce = new Map<string, string>()
  return logged.filter(({ series, at, period = '', value, coverage }) => {
    const [moment, told] = [`${series} ${at} ${period}`, JSON.stringify([value, coverage?.reported, coverage?.expected])]
    const before = inForce.get(moment)
    // Who says nothing of coverage changes none.
    if (before !== undefined && (before === told || (coverage === undefined && before.startsWith(`[${JSON.stringify(value)},`)))) return false
    inForce.set(moment, told)
    return true
  })
}

/** Counts again from the raw samples in force. */
async function countWrongHours(db: Db): Promise<number> {
  return await db.transaction(async (queries) => {
    await queries.query("set local work_mem = '256MB'") // millions of rows after a long run
    const [row] = await queries.query<{ wrong: number }>(
      `with in_force as (
         select distinct on (series, at, period) series, at, value from sample order by series, at, period, written_ms desc, written_seq desc, n desc
       ), recount as (
         select series, date_trunc('hour', at) as at, count(*)::int as n, sum(value) as sum, min(value) as min, max(value) as max, (array_agg(value order by at desc))[1] as last
         from in_force where value is not null group by 1, 2
       )
       select count(*)::int as wrong from recount c full join rollup_hour r using (series, at)
       where (c.n, c.min, c.max, c.last) is distinct from (r.n, r.min, r.max, r.last) or abs(c.sum - r.sum) > 1e-6 * greatest(1, abs(c.sum))`)
    return row?.wrong ?? -1
  })
}
