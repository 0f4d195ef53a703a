import type { KeptSample } from '#contract'
import type { LogEntry } from '../bus/bus.ts'
import type { Queries, Row } from '../db/index.ts'
import type { DayStart } from './day-of.ts'
import type { Names } from './names.ts'
import { rollUpDays, rollUpHours, type Written } from './roll-up.ts'
import { writeRuns } from './runs.ts'

export interface WriteDeps {
  series: Names
  source: Names
  dayStart: DayStart
  /** Before it raw samples are not kept whole: rollups there grow by what comes, they are not computed anew. */
  floor: number
  /** What else is kept of passes; sources have their numbers. */
  alsoWrite?: ((queries: Queries, entries: readonly LogEntry[], numberOf: (source: string) => number) => Promise<void>) | undefined
}

/** Every sample of these entries, corrections as further rows, and the rollups of the hours and days they touch. Twice is once. */
export async function writeBatch(queries: Queries, entries: readonly LogEntry[], deps: WriteDeps): Promise<number> {
  // Once for all: what a transaction learnt is forgotten as a whole when it is undone.
  await deps.source.learn(queries, entries.map(({ run }) => run.source))
  await writeRuns(queries, entries, deps.source)
  await deps.alsoWrite?.(queries, entries, deps.source.numberOf)
  const rows = entries.flatMap((entry) => entry.samples.map((sample, n) => ({ sample, n, ...placeOf(entry.cursor) })))
  if (rows.length === 0) return 0
  await deps.series.learn(queries, rows.map(({ sample }) => sample.series))
  const written = await insertSamples(queries, rows, deps)
  if (written.length === 0) return 0
  await rollUpHours(queries, written, deps.floor)
  await rollUpDays(queries, written, deps.dayStart)
  return written.length
}

interface LogRow {
  sample: KeptSample
  ms: number
  seq: number
  n: number
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
       select g.*, case when has_above then value_above else known.value end as before, has_above or known.is_there is not null as is_correction from ordered g
       left join lateral (
         select true as is_there, s.value, s.word, s.reported, s.expected from sample s where s.series = g.series and s.at = g.at and s.period = g.period
         order by s.written_ms desc, s.written_seq desc, s.n desc limit 1
       ) known on true
       -- An equal value of another coverage is news, too: 92 of 96 is another figure than 96 of 96.
       where case when has_above then value_above is distinct from g.value or word_above is distinct from g.word
           or (g.expected is not null and (reported_above, expected_above) is distinct from (g.reported, g.expected))
         else known.is_there is null or known.value is distinct from g.value or known.word is distinct from g.word
           or (g.expected is not null and (known.reported, known.expected) is distinct from (g.reported, g.expected)) end
     ), inserted as (
       insert into sample (series, at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, received_at)
       select series, at, period, written_ms, written_seq, n, value, word, state, suspect, reported, expected, source, run, received_at from fresh
       on conflict do nothing returning series, at, period, written_ms, written_seq, n
     )
     select series, (extract(epoch from at) * 1000)::bigint as at, period, value, before, is_correction, reported, expected, source
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
