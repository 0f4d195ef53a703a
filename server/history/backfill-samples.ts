import type { Coverage, SeriesName, ValueState } from '#contract'
import type { Queries, Row } from '../db/index.ts'
import type { Written } from './roll-up.ts'

/** One value of the past at its own moment, or of a period. */
export interface BackfillSample {
  series: SeriesName
  at: number
  value: number
  period?: string
  state?: ValueState
  coverage?: Coverage
}

/** Numbers for the names of these rows. */
export interface Numbers {
  seriesOf(name: string): number
  source: number
}

/**
 * Each where nothing of that series was received within `everyMs` of it. Their place in the log is 0-0: before all that ever came
 * over the log, so the same ones again change nothing, and what is really received for the same moment is in force over them.
 */
export async function insertBackfilled(queries: Queries, source: string, rows: readonly BackfillSample[], { seriesOf, source: number }: Numbers, everyMs: number): Promise<Written[]> {
  return await queries.query<Written & Row>(
    `with given as (
       select series, to_timestamp(at / 1000.0) as at, period, value, state, reported, expected
       from unnest($1::int[], $2::bigint[], $3::text[], $4::float8[], $5::text[], $6::int[], $7::int[]) as u(series, at, period, value, state, reported, expected)
     ), inserted as (
       insert into sample (series, at, period, written_ms, written_seq, n, value, state, reported, expected, source, run, received_at)
       select g.series, g.at, g.period, 0, 0, 0, g.value, g.state, g.reported, g.expected, $8::smallint, $9, now() from given g
       where not exists (
         select 1 from sample s where s.series = g.series and s.period = g.period and s.source <> $8::smallint
           and s.at >= g.at - $10::int * interval '1 ms' and s.at <= g.at + $10::int * interval '1 ms'
       )
       on conflict do nothing returning series, at, period, value, reported, expected, source
     )
     select series, (extract(epoch from at) * 1000)::bigint as at, period, value, null::float8 as before, false as is_correction, reported, expected, source from inserted`,
    [
      rows.map((row) => seriesOf(row.series)), rows.map((row) => row.at), rows.map((row) => row.period ?? ''), rows.map((row) => row.value), rows.map((row) => row.state ?? null),
      rows.map((row) => row.coverage?.reported ?? null), rows.map((row) => row.coverage?.expected ?? null), number, `${source}:0`, Math.max(0, everyMs - 1),
    ],
  )
}
