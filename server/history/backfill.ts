import type { Coverage, SeriesName } from '#contract'
import type { Db } from '../db/index.ts'
import type { DayStart } from './day-of.ts'
import { createNames } from './names.ts'
import { recomputeDays } from './write-batch.ts'

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
  /** The oldest hour of this source, where to go on. */
  since(source: string): Promise<number | undefined>
}

const HOUR_MS = 3_600_000

/** Hours of the past written straight into the rollups: they were never samples, and no raw sample is invented for them. */
export function createBackfill(db: Db, dayStart: DayStart): Backfill {
  const names = { series: createNames('series'), source: createNames('source') }
  return {
    async hours(source, rows) {
      if (rows.length === 0) return
      await db.transaction(async (queries) => {
        await names.series.learn(queries, rows.map((row) => row.series))
        await names.source.learn(queries, [source])
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
        await recomputeDays(queries, written, dayStart)
      }).catch((thrown: unknown) => {
        names.series.forget()
        names.source.forget()
        throw thrown
      })
    },
    async since(source) {
      const [row] = await db.query<{ at: number | null }>('select (extract(epoch from min(r.at)) * 1000)::bigint as at from rollup_hour r join source o on o.id = r.source where o.name = $1', [source])
      return row?.at ?? undefined
    },
  }
}
