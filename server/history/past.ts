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

async function keptIn(db: Db, query: RangeQuery): Promise<RangeAnswer> {
  const rows = query.step !== 'raw' && query.step % HOUR_MS === 0 ? await fromRollups(db, { ...query, step: query.step }) : await fromSamples(db, query)
  const [oldest] = rows
  if (oldest === undefined) return { reach: await reachOf(db, query), samples: [] }
  return { reach: rows.length < MOST_ROWS ? (oldest.reach ?? undefined) : oldest.at, samples: rows.map((row) => asKept(query.series, row)) }
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
  /** From when on there is anything of the series at all. */
  reach: number | null
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

/** The samples in force; a step takes the last of each. */
async function fromSamples(db: Db, { series, from, to, step }: RangeQuery): Promise<PastRow[]> {
  const rows = await db.query<PastRow>(
    `with asked as (select id from series where name = $1)
     select * from (
       select distinct on (s.at, s.period) ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
         o.name as source, s.run, ${MS('s.received_at')} as received_at, null::int as n, null::float8 as sum, null::float8 as min, null::float8 as max,
         (select ${MS('min(at)')} from sample where series = asked.id) as reach
       from asked join sample s on s.series = asked.id join source o on o.id = s.source
       where s.at >= to_timestamp($2::bigint / 1000.0) and s.at <= to_timestamp($3::bigint / 1000.0)
       order by s.at desc, s.period desc, s.written_ms desc, s.written_seq desc, s.n desc limit $4
     ) newest order by at, period`,
    [series, from, to, MOST_ROWS],
  )
  return step === 'raw' ? rows : rows.filter((row, i) => Math.floor((rows[i + 1]?.at ?? Infinity) / step) !== Math.floor(row.at / step))
}

/** Whole hours, or days where the step is of whole days; several of them as one step, joined where they lie. One question, one answer. */
async function fromRollups(db: Db, { series, from, to, step }: RangeQuery & { step: number }): Promise<PastRow[]> {
  const table = step % DAY_MS === 0 ? 'rollup_day' : 'rollup_hour'
  return await db.query<PastRow>(
    `with asked as (select id from series where name = $1),
     part as (
       select r.*, floor(extract(epoch from r.last_at) * 1000 / $5::bigint) as step from asked join ${table} r on r.series = asked.id
       where r.at >= to_timestamp($2::bigint / 1000.0) and r.at <= to_timestamp($3::bigint / 1000.0) order by r.at desc limit $4
     ), joined as (
       select max(last_at) as last_at, sum(n)::int as n, sum(sum) as sum, min(min) as min, max(max) as max,
         (array_agg(last order by at desc))[1] as last, (array_agg(reported order by at desc))[1] as reported, (array_agg(expected order by at desc))[1] as expected,
         (array_agg(source order by at desc))[1] as source
       from part group by step
     )
     select ${MS('j.last_at')} as at, '' as period, to_jsonb(j.last) as value, null as state, false as suspect, j.reported, j.expected, o.name as source, '' as run,
       ${MS('j.last_at')} as received_at, j.n, j.sum, j.min, j.max, (select ${MS(`min(r.at)`)} from ${table} r, asked where r.series = asked.id) as reach
     from joined j join source o on o.id = j.source order by j.last_at`,
    [series, from, to, MOST_ROWS, step],
  )
}

/** Nothing in the span asked for is not the same as nothing ever. */
async function reachOf(db: Db, { series, step }: RangeQuery): Promise<number | undefined> {
  const table = step !== 'raw' && step % HOUR_MS === 0 ? 'rollup_hour' : 'sample'
  const [row] = await db.query<{ at: number | null }>(`select ${MS('min(r.at)')} as at from series s join ${table} r on r.series = s.id where s.name = $1`, [series])
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
