import type { KeptSample } from '#contract'
import type { LogEntry } from '../bus/bus.ts'
import type { Queries, Row } from '../db/index.ts'
import type { DayStart } from './day-of.ts'
import type { Names } from './names.ts'

const HOUR_MS = 3_600_000

export interface WriteDeps {
  series: Names
  source: Names
  dayStart: DayStart
  /** Before it raw samples are not kept whole: rollups there grow by what comes, they are not computed anew. */
  floor: number
}

/** Every sample of these entries, corrections as further rows, and the rollups of the hours and days they touch. Twice is once. */
export async function writeBatch(queries: Queries, entries: readonly LogEntry[], deps: WriteDeps): Promise<number> {
  const rows = entries.flatMap((entry) => entry.samples.map((sample, n) => ({ sample, n, ...placeOf(entry.cursor) })))
  if (rows.length === 0) return 0
  await deps.series.learn(queries, rows.map(({ sample }) => sample.series))
  await deps.source.learn(queries, rows.map(({ sample }) => sample.source))
  const written = await insertSamples(queries, rows, deps)
  if (written.length === 0) return 0
  const whole = written.filter(({ at }) => at >= deps.floor)
  const past = written.filter(({ at }) => at < deps.floor)
  await recomputeHours(queries, whole)
  await addToHours(queries, past)
  await recomputeDays(queries, written, deps.dayStart)
  return written.length
}

interface LogRow {
  sample: KeptSample
  ms: number
  seq: number
  n: number
}

/** A row that was news, and what was in force before it. */
interface Written {
  series: number
  at: number
  value: number | null
  before: number | null
  is_correction: boolean
  reported: number | null
  expected: number | null
  source: number
}

function placeOf(cursor: string): { ms: number; seq: number } {
  const [ms = '0', seq = '0'] = cursor.split('-')
  return { ms: Number(ms), seq: Number(seq) }
}

/** Answers what was news: neither there already nor equal to what is in force (a log that was emptied may bring known values again). */
async function insertSamples(queries: Queries, rows: readonly LogRow[], { series, source }: WriteDeps): Promise<Written[]> {
  const column = <T>(of: (row: LogRow) => T): T[] => rows.map(of)
  return await queries.query<Written & Row>(
    `with given as (
       select series, to_timestamp(at / 1000.0) as at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, to_timestamp(received_at / 1000.0) as received_at
       from unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[], $5::int[], $6::smallint[], $7::float8[], $8::text[], $9::text[], $10::bool[], $11::int[], $12::int[], $13::smallint[], $14::text[], $15::bigint[])
         as u(series, at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, received_at)
     ), ordered as (
       select *, lag(value) over same as value_above, lag(word) over same as word_above, lag(reported) over same as reported_above, lag(expected) over same as expected_above, lag(n) over same is not null as has_above
       from given window same as (partition by series, at, period order by written_ms, written_seq, n)
     ), fresh as (
       select g.*, case when has_above then value_above else known.value end as before, has_above or known is not null as is_correction from ordered g
       left join lateral (
         select s.value, s.word, s.reported, s.expected from sample s where s.series = g.series and s.at = g.at and s.period = g.period
         order by s.written_ms desc, s.written_seq desc, s.n desc limit 1
       ) known on true
       -- An equal value of another coverage is news, too: 92 of 96 is another figure than 96 of 96.
       where case when has_above then value_above is distinct from g.value or word_above is distinct from g.word
           or (g.expected is not null and (reported_above, expected_above) is distinct from (g.reported, g.expected))
         else known is null or known.value is distinct from g.value or known.word is distinct from g.word
           or (g.expected is not null and (known.reported, known.expected) is distinct from (g.reported, g.expected)) end
     ), inserted as (
       insert into sample (series, at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, received_at)
       select series, at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, received_at from fresh
       on conflict do nothing returning series, at, period, written_ms, written_seq, n
     )
     select series, (extract(epoch from at) * 1000)::bigint as at, value, before, is_correction, reported, expected, source
     from inserted join fresh using (series, at, period, written_ms, written_seq, n)`,
    [
      column(({ sample }) => series.numberOf(sample.series)), column(({ sample }) => sample.at), column(({ sample }) => sample.period ?? ''),
      column(({ ms }) => ms), column(({ seq }) => seq), column(({ n }) => n),
      column(({ sample }) => (typeof sample.value === 'number' ? sample.value : null)), column(({ sample }) => (typeof sample.value === 'string' ? sample.value : null)),
      column(({ sample }) => sample.state ?? null), column(({ sample }) => sample.quality === 'suspect'),
      column(({ sample }) => sample.coverage?.reported ?? null), column(({ sample }) => sample.coverage?.expected ?? null),
      column(({ sample }) => source.numberOf(sample.source)), column(({ sample }) => sample.run), column(({ sample }) => sample.receivedAt),
    ],
  )
}

/** The buckets these samples fall into, each once. */
function bucketsOf(written: readonly Pick<Written, 'series' | 'at'>[], startOf: (at: number) => number): { series: number[]; from: number[] } {
  const seen = new Map<string, { series: number; from: number }>()
  for (const { series, at } of written) seen.set(`${series} ${startOf(at)}`, { series, from: startOf(at) })
  const all = [...seen.values()]
  return { series: all.map((one) => one.series), from: all.map((one) => one.from) }
}

const hourStart = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS
const SET_ALL = 'n = excluded.n, sum = excluded.sum, min = excluded.min, max = excluded.max, last = excluded.last, last_at = excluded.last_at, reported = excluded.reported, expected = excluded.expected, source = excluded.source'

/** From the samples in force: a correction changes the sum and not the count. */
async function recomputeHours(queries: Queries, written: readonly Written[]): Promise<void> {
  const { series, from } = bucketsOf(written, hourStart)
  if (series.length === 0) return
  await queries.query(
    `insert into rollup_hour as r (series, at, n, sum, min, max, last, last_at, reported, expected, source)
     select b.series, b.at, f.n, f.sum, f.min, f.max, f.last, f.last_at, f.reported, f.expected, f.source
     from (select series, to_timestamp(ms / 1000.0) as at from unnest($1::int[], $2::bigint[]) as u(series, ms)) b
     cross join lateral (
       select count(*)::int as n, sum(value) as sum, min(value) as min, max(value) as max,
         (array_agg(value order by at desc, period desc))[1] as last, max(at) as last_at,
         (array_agg(reported order by at desc, period desc))[1] as reported, (array_agg(expected order by at desc, period desc))[1] as expected,
         (array_agg(source order by at desc, period desc))[1] as source
       from (
         select distinct on (s.at, s.period) s.at, s.period, s.value, s.reported, s.expected, s.source from sample s
         where s.series = b.series and s.at >= b.at and s.at < b.at + interval '1 hour'
         order by s.at, s.period, s.written_ms desc, s.written_seq desc, s.n desc
       ) in_force where value is not null
     ) f
     where f.n > 0
     on conflict (series, at) do update set ${SET_ALL}`,
    [series, from],
  )
}

/** Where the raw samples of an hour are not kept whole, a late one adds itself to what is known of it. */
async function addToHours(queries: Queries, written: readonly Written[]): Promise<void> {
  const hours = new Map<string, Written & { n: number; sum: number; min: number; max: number; from: number }>()
  for (const row of written) {
    const { value } = row
    if (value === null) continue
    const key = `${row.series} ${hourStart(row.at)}`
    const [n, sum] = row.is_correction ? [0, value - (row.before ?? 0)] : [1, value]
    const known = hours.get(key)
    if (known === undefined) hours.set(key, { ...row, n, sum, min: value, max: value, from: hourStart(row.at) })
    else hours.set(key, { ...(row.at >= known.at ? row : known), n: known.n + n, sum: known.sum + sum, min: Math.min(known.min, value), max: Math.max(known.max, value), from: known.from })
  }
  const all = [...hours.values()]
  if (all.length === 0) return
  await queries.query(
    `insert into rollup_hour as r (series, at, n, sum, min, max, last, last_at, reported, expected, source)
     select series, to_timestamp(at / 1000.0), n, sum, min, max, last, to_timestamp(last_at / 1000.0), reported, expected, source
     from unnest($1::int[], $2::bigint[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::bigint[], $9::int[], $10::int[], $11::smallint[])
       as u(series, at, n, sum, min, max, last, last_at, reported, expected, source)
     on conflict (series, at) do update set n = r.n + excluded.n, sum = r.sum + excluded.sum, min = least(r.min, excluded.min), max = greatest(r.max, excluded.max),
       last = case when excluded.last_at >= r.last_at then excluded.last else r.last end, last_at = greatest(r.last_at, excluded.last_at)`,
    [
      all.map((one) => one.series), all.map((one) => one.from), all.map((one) => one.n), all.map((one) => one.sum), all.map((one) => one.min), all.map((one) => one.max),
      all.map((one) => one.value), all.map((one) => one.at), all.map((one) => one.reported), all.map((one) => one.expected), all.map((one) => one.source),
    ],
  )
}

/** From the hours of each local day that these moments fall into. */
export async function recomputeDays(queries: Queries, written: readonly Pick<Written, 'series' | 'at'>[], dayStart: DayStart): Promise<void> {
  const { series, from } = bucketsOf(written, dayStart)
  if (series.length === 0) return
  const to = from.map((start) => dayStart(start + 26 * HOUR_MS)) // a day is never longer than 25 hours
  await queries.query(
    `insert into rollup_day as r (series, at, n, sum, min, max, last, last_at, reported, expected, source)
     select b.series, b.at, f.n, f.sum, f.min, f.max, f.last, f.last_at, f.reported, f.expected, f.source
     from (select series, to_timestamp(lo / 1000.0) as at, to_timestamp(hi / 1000.0) as until from unnest($1::int[], $2::bigint[], $3::bigint[]) as u(series, lo, hi)) b
     cross join lateral (
       select sum(h.n)::int as n, sum(h.sum) as sum, min(h.min) as min, max(h.max) as max,
         (array_agg(h.last order by h.at desc))[1] as last, max(h.last_at) as last_at,
         (array_agg(h.reported order by h.at desc))[1] as reported, (array_agg(h.expected order by h.at desc))[1] as expected, (array_agg(h.source order by h.at desc))[1] as source
       from rollup_hour h where h.series = b.series and h.at >= b.at and h.at < b.until
     ) f
     where f.n > 0
     on conflict (series, at) do update set ${SET_ALL}`,
    [series, from, to],
  )
}
