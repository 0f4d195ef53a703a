import type { RunId, SeriesName, SourceId } from '#contract'
import { type Db, DbUnavailableError, type Row } from '../db/index.ts'
import { DAY_MS, NOON_MS, type StepOf } from './day-of.ts'
import type { History, KeptPast, RangeAnswer, RangeQuery } from './recent.ts'
import { coverageOf, MS, ofSample, type SampleRow } from './sample-row.ts'
import { lastOfSteps, thin } from './thin.ts'

const HOUR_MS = 3_600_000
/** Rows read for one answer at most; a longer question is answered from its newest part, and `reach` says so. */
const MOST_ROWS = 20_000

export interface PastDeps {
  db: Db
  /** What the log still holds; it answers alone while there is no PostgreSQL, and always for the newest part. */
  recent: History
  stepOf: StepOf
}

/** Questions about the past, from PostgreSQL and, for what it has not taken yet, from the log: nothing is missing between the two. */
export function createPast({ db, recent, stepOf }: PastDeps): Pick<History, 'range'> {
  const sources = createSourceNames(db)
  return {
    async range(query) {
      const near = recent.range(query)
      const kept = await keptIn({ db, sources, stepOf }, query).catch((thrown: unknown) => {
        if (thrown instanceof DbUnavailableError) return undefined
        throw thrown
      })
      if (kept === undefined) return await near
      const merged = merge(kept.samples, (await near).samples, query.step, stepOf)
      const reach = lesser(kept.reach, (await near).reach)
      return { reach, samples: query.limit === undefined ? merged : thin(merged, query.limit) }
    },
  }
}

const lesser = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? (a ?? b) : Math.min(a, b))

/** By bucket or by moment; what the log says is newer than what PostgreSQL says. */
function merge(kept: KeptPast[], near: readonly KeptPast[], step: RangeQuery['step'], stepOf: StepOf): KeptPast[] {
  if (near.length === 0) return kept
  const keyOf = (sample: KeptPast) => (step === 'raw' ? `${sample.at} ${sample.period ?? ''}` : stepOf(sample.at, step))
  const byKey = new Map<string | number, KeptPast>(kept.map((sample) => [keyOf(sample), sample]))
  for (const sample of near) {
    const known = byKey.get(keyOf(sample))
    // Of a bucket the log may hold the last value only; what the bucket came to stays.
    if (known === undefined || sample.at >= known.at) byKey.set(keyOf(sample), { ...known, ...sample })
  }
  return [...byKey.values()].sort((a, b) => a.at - b.at)
}

interface Reading {
  db: Db
  sources: SourceNames
  stepOf: StepOf
}

async function keptIn({ db, sources, stepOf }: Reading, query: RangeQuery): Promise<RangeAnswer> {
  const { step } = query
  const kept = step !== 'raw' && step % HOUR_MS === 0 ? await fromRollups(db, sources, { ...query, step }) : await fromSamples(db, query, stepOf)
  const [oldest] = kept.samples
  if (oldest === undefined) return { reach: await reachOf(db, query), samples: [] }
  return { reach: kept.rows < MOST_ROWS ? kept.reach : oldest.at, samples: kept.samples }
}

interface Kept {
  samples: KeptPast[]
  /** Read for it, before a step took the last of several. */
  rows: number
  /** From when on there is anything of the series at all. */
  reach: number | undefined
}

interface RollupRow extends Row {
  /** With a fraction: 8-byte floats are cheaper than exact numbers, to write and to read. */
  at: number
  value: number
  reported: number | null
  expected: number | null
  source: number
  n: number
  sum: number
  min: number
  max: number
  reach: number | null
}

/** The samples in force; a step takes the last of each. */
async function fromSamples(db: Db, { series, from, to, step }: RangeQuery, stepOf: StepOf): Promise<Kept> {
  const rows = await db.query<SampleRow & { reach: number | null }>(
    `with asked as (select id from series where name = $1)
     select * from (
       select distinct on (s.at, s.period) ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
         o.name as source, s.run, ${MS('s.received_at')} as received_at, (select ${MS('min(at)')} from sample where series = asked.id) as reach
       from asked join sample s on s.series = asked.id join source o on o.id = s.source
       where s.at >= to_timestamp($2::bigint / 1000.0) and s.at <= to_timestamp($3::bigint / 1000.0)
       order by s.at desc, s.period desc, s.written_ms desc, s.written_seq desc, s.n desc limit $4
     ) newest order by at, period`,
    [series, from, to, MOST_ROWS],
  )
  const samples = rows.map((row) => ofSample(series, row))
  return { rows: rows.length, reach: rows[0]?.reach ?? undefined, samples: step === 'raw' ? samples : lastOfSteps(samples, step, stepOf) }
}

/**
 * Whole hours, or days where the step is of whole days; several of them as one step, joined where they lie. One question, planned
 * once per connection. The names of sources are looked up here: a join would be guessed wrong and cost as much as the rest.
 */
async function fromRollups(db: Db, sources: SourceNames, { series, from, to, step }: RangeQuery & { step: number }): Promise<Kept> {
  const isDays = step % DAY_MS === 0
  const table = isDays ? 'rollup_day' : 'rollup_hour'
  // A day is kept under its local midnight: its last figure may lie in the next day of UTC.
  const place = isDays ? `extract(epoch from r.at)::float8 * 1000 + ${NOON_MS}` : 'extract(epoch from r.last_at)::float8 * 1000'
  const rows = await db.query<RollupRow>(
    `with asked as materialized (select id from series where name = $1),
     part as (
       select r.*, floor((${place}) / $5::float8) as step from ${table} r
       where r.series = (select id from asked) and r.at >= to_timestamp($2::bigint / 1000.0) and r.at <= to_timestamp($3::bigint / 1000.0) order by r.at desc limit $4
     ), joined as (
       select max(last_at) as last_at, sum(n)::int as n, sum(sum) as sum, min(min) as min, max(max) as max,
         (array_agg(last order by at desc))[1] as last, (array_agg(reported order by at desc))[1] as reported, (array_agg(expected order by at desc))[1] as expected,
         (array_agg(source order by at desc))[1] as source
       from part group by step
     )
     select extract(epoch from last_at)::float8 * 1000 as at, last as value, reported, expected, source, n, sum, min, max,
       (select ${MS('r.at')} from ${table} r where r.series = (select id from asked) order by r.at limit 1) as reach
     from joined order by 1`,
    [series, from, to, MOST_ROWS, step], `past-${table}`,
  )
  await sources.learn(rows)
  return { rows: rows.length, reach: rows[0]?.reach ?? undefined, samples: rows.map((row) => ofRollup(series, row, sources.nameOf(row.source))) }
}

/** Nothing in the span asked for is not the same as nothing ever. */
async function reachOf(db: Db, { series, step }: RangeQuery): Promise<number | undefined> {
  const table = step !== 'raw' && step % HOUR_MS === 0 ? 'rollup_hour' : 'sample'
  const [row] = await db.query<{ at: number | null }>(`select ${MS('min(r.at)')} as at from series s join ${table} r on r.series = s.id where s.name = $1`, [series])
  return row?.at ?? undefined
}

function ofRollup(series: SeriesName, row: RollupRow, source: SourceId): KeptPast {
  const at = Math.round(row.at)
  const bucket = { n: row.n, mean: row.sum / row.n, min: row.min, max: row.max }
  const kept: KeptPast = { series, at, value: row.value, source, run: '' as RunId, receivedAt: at, bucket }
  return row.reported === null ? kept : { ...kept, ...coverageOf(row) }
}

interface SourceNames {
  learn(rows: readonly RollupRow[]): Promise<void>
  nameOf(id: number): SourceId
}

/** A number once given to a source is never another's. */
function createSourceNames(db: Db): SourceNames {
  const known = new Map<number, SourceId>()
  return {
    async learn(rows) {
      if (rows.every(({ source }) => known.has(source))) return
      for (const { id, name } of await db.query<{ id: number; name: string }>('select id, name from source')) known.set(id, name as SourceId) // we wrote it
    },
    nameOf: (id) => known.get(id) ?? ('' as SourceId), // unknown only where the table was emptied by hand
  }
}
