import type { Queries, Row } from '../db/index.ts'
import type { DayStart } from './day-of.ts'

const HOUR_MS = 3_600_000
/** An hour of more samples than this grows by what is new: counting all of it again with every batch makes a full hour ever slower to write. */
const COUNTED_UP_TO = 240

interface Bucketed {
  series: number
  at: number
}

/** A sample that was news, and what was in force before it. */
export interface Written extends Bucketed {
  period: string
  value: number | null
  before: number | null
  is_correction: boolean
  reported: number | null
  expected: number | null
  source: number
}

/** The hours these samples fall into. Before `floor` raw samples are not kept whole: there is nothing to count anew from. */
export async function rollUpHours(queries: Queries, written: readonly Written[], floor: number): Promise<void> {
  const mustCount = new Set(written.filter(needsCounting).map(hourKey))
  const counted: Written[] = []
  const added = written.filter(({ at }) => at < floor)
  const large = await largeHours(queries, written.filter((row) => row.at >= floor && !mustCount.has(hourKey(row))))
  for (const row of written) if (row.at >= floor) (large.has(hourKey(row)) ? added : counted).push(row)
  await countHours(queries, counted)
  await addToHours(queries, added)
}

/** Least, greatest and last of an hour cannot be told from a correction alone, nor which of two periods of one moment counts as the last. */
const needsCounting = ({ is_correction, period }: Written): boolean => is_correction || period !== ''

const hourKey = ({ series, at }: Bucketed): string => `${series} ${hourStart(at)}`

async function largeHours(queries: Queries, written: readonly Written[]): Promise<Set<string>> {
  const { series, from } = bucketsOf(written, hourStart)
  if (series.length === 0) return new Set()
  const rows = await queries.query<Bucketed & Row>(
    `select r.series, (extract(epoch from r.at) * 1000)::bigint as at from unnest($1::int[], $2::bigint[]) as u(series, ms)
     join rollup_hour r on r.series = u.series and r.at = to_timestamp(u.ms / 1000.0) where r.n > $3`,
    [series, from, COUNTED_UP_TO],
  )
  return new Set(rows.map(hourKey))
}

/** The buckets these samples fall into, each once. */
function bucketsOf(written: readonly Bucketed[], startOf: (at: number) => number): { series: number[]; from: number[] } {
  const seen = new Map<string, { series: number; from: number }>()
  for (const { series, at } of written) seen.set(`${series} ${startOf(at)}`, { series, from: startOf(at) })
  const all = [...seen.values()]
  return { series: all.map((one) => one.series), from: all.map((one) => one.from) }
}

const hourStart = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS
const SET_ALL = 'n = excluded.n, sum = excluded.sum, min = excluded.min, max = excluded.max, last = excluded.last, last_at = excluded.last_at, reported = excluded.reported, expected = excluded.expected, source = excluded.source'

/** From the samples in force: a correction changes the sum and not the count. */
async function countHours(queries: Queries, written: readonly Written[]): Promise<void> {
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

/** A new value adds itself to what is known of its hour; a correction takes the former one off first. */
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
       ${['last', 'reported', 'expected', 'source'].map((name) => `${name} = case when excluded.last_at >= r.last_at then excluded.${name} else r.${name} end`).join(', ')},
       last_at = greatest(r.last_at, excluded.last_at)`,
    [
      all.map((one) => one.series), all.map((one) => one.from), all.map((one) => one.n), all.map((one) => one.sum), all.map((one) => one.min), all.map((one) => one.max),
      all.map((one) => one.value), all.map((one) => one.at), all.map((one) => one.reported), all.map((one) => one.expected), all.map((one) => one.source),
    ],
  )
}

/** From the hours of each local day that these moments fall into. */
export async function rollUpDays(queries: Queries, written: readonly Bucketed[], dayStart: DayStart): Promise<void> {
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
