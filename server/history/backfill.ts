import type { Coverage, SeriesName } from '#contract'
import type { Db, Queries } from '../db/index.ts'
import { type BackfillSample, insertBackfilled } from './backfill-samples.ts'
import type { DayStart } from './day-of.ts'
import { createNames } from './names.ts'
import { rollUpDays, rollUpHours } from './roll-up.ts'
import { READER } from './writer.ts'

/** One value that stands for one hour of the past, before we were there to receive it. */
export interface BackfillHour {
  series: SeriesName
  at: number
  value: number
  coverage?: Coverage
}

export interface Backfill {
  /** Hours that were really received stay; the same hours again change nothing. `source` says for ever where they come from. */
  hours(source: string, rows: readonly BackfillHour[]): Promise<void>
  /** Samples at their own moments, none within `everyMs` of one that was really received; answers how many were news. */
  samples(source: string, rows: readonly BackfillSample[], everyMs: number): Promise<number>
  /** The oldest hour of this source, where to go on. */
  since(source: string): Promise<number | undefined>
  /** The oldest of these series' samples of this source. */
  sinceSample(source: string, series: SeriesName): Promise<number | undefined>
}

/** Days of raw samples that are kept: they have partitions, and hours before them are not counted anew. */
export interface RawDays {
  ensure(): Promise<void>
  floor(): number
}

const HOUR_MS = 3_600_000

/** The past before we were there: hours straight into the rollups, and the last days as samples, which hours then come from. */
export function createBackfill(db: Db, dayStart: DayStart, rawDays: RawDays): Backfill {
  const names = { series: createNames('series'), source: createNames('source') }

  async function write(source: string, rows: readonly { series: SeriesName }[], work: (queries: Queries) => Promise<number>): Promise<number> {
    return await db.transaction(async (queries) => {
      // One after the other with the writer of the log: both count the same hours and days.
      await queries.query('select name from reader where name = $1 for update', [READER])
      await names.series.learn(queries, rows.map((row) => row.series))
      await names.source.learn(queries, [source])
      return await work(queries)
    }).catch((thrown: unknown) => {
      names.series.forget()
      names.source.forget()
      throw thrown
    })
  }

  return {
    async hours(source, rows) {
      if (rows.length === 0) return
      await write(source, rows, async (queries) => {
        const written = await queries.query<{ series: number; at: number }>(
          `insert into rollup_hour (series, at, n, sum, min, max, last, last_at, reported, expected, source)
           select series, to_timestamp(floor(at / ${HOUR_MS}.0) * ${HOUR_MS / 1000}), 1, value, value, value, value, to_timestamp(at / 1000.0), reported, expected, $6::smallint
           from unnest($1::int[], $2::bigint[], $3::float8[], $4::int[], $5::int[]) as u(series, at, value, reported, expected)
           on conflict do nothing returning series, (extract(epoch from at) * 1000)::bigint as at`,
          [
            rows.map((row) => names.series.numberOf(row.series)), rows.map((row) => row.at), rows.map((row) => row.value),
            rows.map((row) => row.coverage?.reported ?? null), rows.map((row) => row.coverage?.expected ?? null), names.source.numberOf(source),
          ],
        )
        await rollUpDays(queries, written, dayStart)
        return written.length
      })
    },
    async samples(source, rows, everyMs) {
      if (rows.length === 0) return 0
      await rawDays.ensure()
      return await write(source, rows, async (queries) => {
        const written = await insertBackfilled(queries, source, rows, { seriesOf: names.series.numberOf, source: names.source.numberOf(source) }, everyMs)
        await rollUpHours(queries, written, rawDays.floor())
        await rollUpDays(queries, written, dayStart)
        return written.length
      })
    },
    async since(source) {
      const [row] = await db.query<{ at: number | null }>('select (extract(epoch from min(r.at)) * 1000)::bigint as at from rollup_hour r join source o on o.id = r.source where o.name = $1', [source])
      return row?.at ?? undefined
    },
    async sinceSample(source, series) {
      const [row] = await db.query<{ at: number }>(
        `select (extract(epoch from r.at) * 1000)::bigint as at from sample r where r.series = (select id from series where name = $2) and r.source = (select id from source where name = $1)
         order by r.at limit 1`,
        [source, series],
      )
      return row?.at
    },
  }
}
