import type { RunId, SeriesName, SourceId, ValueState } from '#contract'
import { type Db, DbUnavailableError } from '../db/index.ts'
import type { History, KeptPast, RangeAnswer, RangeQuery } from './recent.ts'
import { thin } from './thin.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Rows read for one answer at most; a longer question is answered from its newest part, and `reach` says so. */
const MOST_ROWS = 20_000

export interface PastDeps {
  db: Db
  /** What the log still holds; it answers alone while there is no PostgreSQL, and always for the newest part. */
  recent: History
}

/** Questions about the past, from PostgreSQL and, for what it has not taken yet, from the log: nothing is missing between the two. */
export function createPast({ db, recent }: PastDeps): Pick<History, 'range'> {
  return {
    async range(query) {
      const near = recent.range(query)
      const kept = await keptIn(db, query).catch((thrown: unknown) => {
        if (thrown instanceof DbUnavailableError) return undefined
        throw thrown
      })
      if (kept === undefined) return await near
      const merged = merge(kept.samples, (await near).samples, query.step)
      const reach = lesser(kept.reach, (await near).reach)
      return { reach, samples: query.limit === undefined ? merged : thin(merged, query.limit) }
    },
  }
}

const lesser = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? (a ?? b) : Math.min(a, b))

/** By bucket or by moment; what the log says is newer than what PostgreSQL says. */
function merge(kept: readonly KeptPast[], near: readonly KeptPast[], step: RangeQuery['step']): KeptPast[] {
  const keyOf = (sample: KeptPast) => (step === 'raw' ? `${sample.at} ${sample.period ?? ''}` : String(Math.floor(sample.at / step)))
  const byKey = new Map(kept.map((sample) => [keyOf(sample), sample]))
  for (const sample of near) {
    const known = byKey.get(keyOf(sample))
    // Of a bucket the log may hold the last value only; what the bucket came to stays.
    if (known === undefined || sample.at >= known.at) byKey.set(keyOf(sample), { ...known, ...sample })
  }
  return [...byKey.values()].sort((a, b) => a.at - b.at)
}

async function keptIn(db: Db, { series, from, to, step }: RangeQuery): Promise<RangeAnswer> {
  const [known] = await db.query<{ id: number }>('select id from series where name = $1', [series])
  if (known === undefined) return { reach: undefined, samples: [] }
  const rows = step !== 'raw' && step % HOUR_MS === 0
    ? await fromRollups(db, { id: known.id, from, to, step })
    : await fromSamples(db, { id: known.id, from, to, step })
  const [oldest] = rows
  return { reach: rows.length < MOST_ROWS ? await reachOf(db, known.id, step) : oldest?.at, samples: rows.map((row) => asKept(series, row)) }
}

interface Asked {
  id: number
  from: number
  to: number
  step: RangeQuery['step']
}

interface PastRow extends Record<string, unknown> {
  at: number
  period: string
  value: number | string
  state: string | null
  suspect: boolean
  reported: number | null
  expected: number | null
  source: string
  run: string
  received_at: number
  n: number | null
  sum: number | null
  min: number | null
  max: number | null
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

/** The samples in force; a step takes the last of each. */
async function fromSamples(db: Db, { id, from, to, step }: Asked): Promise<PastRow[]> {
  const rows = await db.query<PastRow>(
    `select * from (
       select distinct on (s.at, s.period) ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
         o.name as source, s.run, ${MS('s.received_at')} as received_at, null::int as n, null::float8 as sum, null::float8 as min, null::float8 as max
       from sample s join source o on o.id = s.source
       where s.series = $1 and s.at >= to_timestamp($2::bigint / 1000.0) and s.at <= to_timestamp($3::bigint / 1000.0)
       order by s.at desc, s.period desc, s.written_ms desc, s.written_seq desc, s.n desc limit $4
     ) newest order by at, period`,
    [id, from, to, MOST_ROWS],
  )
  return step === 'raw' ? rows : rows.filter((row, i) => Math.floor((rows[i + 1]?.at ?? Infinity) / step) !== Math.floor(row.at / step))
}

/** Whole hours, or days where the step is of whole days. */
async function fromRollups(db: Db, { id, from, to, step }: Asked): Promise<PastRow[]> {
  const table = typeof step === 'number' && step % DAY_MS === 0 ? 'rollup_day' : 'rollup_hour'
  const rows = await db.query<PastRow>(
    `select * from (
       select ${MS('r.last_at')} as at, '' as period, to_jsonb(r.last) as value, null as state, false as suspect, r.reported, r.expected, o.name as source, '' as run, ${MS('r.last_at')} as received_at,
         r.n, r.sum, r.min, r.max
       from ${table} r join source o on o.id = r.source
       where r.series = $1 and r.at >= to_timestamp($2::bigint / 1000.0) and r.at <= to_timestamp($3::bigint / 1000.0) order by r.at desc limit $4
     ) newest order by at`,
    [id, from, to, MOST_ROWS],
  )
  return step === DAY_MS || step === HOUR_MS ? rows : join(rows, step as number) // a rolled-up step is a number
}

/** Several hours or days as one step. */
function join(rows: readonly PastRow[], step: number): PastRow[] {
  const steps = new Map<number, PastRow>()
  for (const row of rows) {
    const key = Math.floor(row.at / step)
    const known = steps.get(key)
    steps.set(key, known === undefined ? row : {
      ...row, n: (known.n ?? 0) + (row.n ?? 0), sum: (known.sum ?? 0) + (row.sum ?? 0),
      min: Math.min(known.min ?? Infinity, row.min ?? Infinity), max: Math.max(known.max ?? -Infinity, row.max ?? -Infinity),
    })
  }
  return [...steps.values()]
}

async function reachOf(db: Db, id: number, step: RangeQuery['step']): Promise<number | undefined> {
  const table = step !== 'raw' && step % HOUR_MS === 0 ? 'rollup_hour' : 'sample'
  const [row] = await db.query<{ at: number | null }>(`select ${MS('min(at)')} as at from ${table} where series = $1`, [id])
  return row?.at ?? undefined
}

function asKept(series: SeriesName, row: PastRow): KeptPast {
  return {
    series, at: row.at, value: row.value, source: row.source as SourceId, run: row.run as RunId, receivedAt: row.received_at, // we wrote them
    ...(row.period === '' ? {} : { period: row.period }),
    ...(row.state === null ? {} : { state: row.state as ValueState }),
    ...(row.suspect ? { quality: 'suspect' as const } : {}),
    ...(row.reported === null || row.expected === null ? {} : { coverage: { reported: row.reported, expected: row.expected } }),
    ...(row.n === null || row.sum === null || row.min === null || row.max === null ? {} : { bucket: { n: row.n, mean: row.sum / row.n, min: row.min, max: row.max } }),
  }
}
