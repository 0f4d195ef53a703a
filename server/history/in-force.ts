import type { KeptSample, SeriesName } from '#contract'
import type { Db } from '../db/index.ts'
import { MS, ofSample, type SampleRow } from './sample-row.ts'

/** Of each of these series the last value true at this moment, as far back as raw samples are kept. */
export async function inForceAt(db: Db, names: readonly SeriesName[], at: number): Promise<KeptSample[]> {
  const rows = await db.query<SampleRow & { name: string }>(
    `select x.name, ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
       o.name as source, s.run, ${MS('s.received_at')} as received_at
     from series x
     join lateral (
       select * from sample where series = x.id and at <= to_timestamp($2::bigint / 1000.0)
       order by at desc, period desc, written_ms desc, written_seq desc, n desc limit 1
     ) s on true
     join source o on o.id = s.source
     where x.name = any($1::text[])`,
    [names, at],
  )
  return rows.map((row) => ofSample(row.name as SeriesName, row)) // we asked for it
}
