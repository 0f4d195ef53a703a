import type { KeptSample, SeriesName } from '#contract'
import type { Db } from '../db/index.ts'
import { MS, ofSample, type SampleRow } from './sample-row.ts'

/** Every value told for one moment of a series, the one in force first; of several periods at that moment, the one asked for or the latest. */
export async function toldFor(db: Db, { series, at, period }: { series: SeriesName; at: number; period: string | undefined }): Promise<KeptSample[]> {
  const rows = await db.query<SampleRow>(
    `select ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
       o.name as source, s.run, ${MS('s.received_at')} as received_at
     from series x join sample s on s.series = x.id join source o on o.id = s.source
     where x.name = $1 and s.at = to_timestamp($2::bigint / 1000.0) and ($3::text is null or s.period = $3)
     order by s.period desc, s.written_ms desc, s.written_seq desc, s.n desc limit 100`,
    [series, at, period ?? null],
  )
  const [first] = rows
  return rows.filter((row) => row.period === first?.period).map((row) => ofSample(series, row))
}
