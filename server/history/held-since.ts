import { compareCursor, type Cursor, type KeptSample, type SeriesName } from '#contract'
import type { Db, Row } from '../db/index.ts'
import { MS, ofSample, type SampleRow } from './sample-row.ts'
import { READER } from './writer.ts'

export interface HeldSince {
  /** In force, oldest first: those asked for before the moment, and all since. */
  samples: KeptSample[]
  /** The series told nothing before the oldest of them. */
  isWhole: boolean
}

export interface SinceQuery {
  names: readonly SeriesName[]
  from: number
  /** What history must have read, so that nothing is missing between it and who asks. */
  epoch: string
  cursor: Cursor
  /** So many moments before it are told too: what was made wrongly may stand where one of these was right. */
  before: number
  /** More than so many of a series and it is left out: what it told since is not held as a whole. */
  most: number
}

/** Of each series what it told from a moment on, as far back as raw samples are kept; undefined as long as history has not come as far as who asks. */
export async function heldSince(db: Db, { names, from, before, epoch, cursor, most }: SinceQuery): Promise<Map<SeriesName, HeldSince> | undefined> {
  const [place] = await db.query<{ epoch: string; cursor: Cursor }>('select epoch, cursor from reader where name = $1', [READER])
  if (place === undefined || place.epoch !== epoch || compareCursor(place.cursor, cursor) < 0) return undefined
  const rows = await db.query<SampleRow & { name: string }>(
    `select x.name, ${MS('s.at')} as at, s.period, coalesce(to_jsonb(s.value), to_jsonb(s.word)) as value, s.state, s.suspect, s.reported, s.expected,
       o.name as source, s.run, ${MS('s.received_at')} as received_at
     from series x
     left join lateral (
       select min(at) as at from (select at from sample where series = x.id and at < to_timestamp($2::bigint / 1000.0) order by at desc limit $4) before
     ) f on true
     join lateral (
       select distinct on (at, period) * from sample where series = x.id and at >= coalesce(f.at, to_timestamp($2::bigint / 1000.0))
       order by at desc, period desc, written_ms desc, written_seq desc, n desc limit $3
     ) s on true
     join source o on o.id = s.source
     where x.name = any($1::text[]) order by s.at, s.period`,
    [names, from, most + 1, before],
  )
  const firsts = await db.query<Row & { name: string; at: number }>(
    `select x.name, ${MS('min(d.last_at)')} as at from series x join rollup_day d on d.series = x.id where x.name = any($1::text[]) group by x.name`, [names],
  )
  return gather(rows, new Map(firsts.map(({ name, at }) => [name, at])), { names, most })
}

function gather(rows: readonly (SampleRow & { name: string })[], firsts: ReadonlyMap<string, number>, { names, most }: Pick<SinceQuery, 'names' | 'most'>): Map<SeriesName, HeldSince> {
  const held = new Map<SeriesName, HeldSince>(names.map((name) => [name, { samples: [], isWhole: !firsts.has(name) }]))
  for (const row of rows) held.get(row.name as SeriesName)?.samples.push(ofSample(row.name as SeriesName, row)) // we asked for it
  for (const [name, one] of held) {
    const first = one.samples[0]?.at
    // A day's last moment is kept for ever: if that of the first day is not older, nothing is.
    if (first !== undefined) one.isWhole = (firsts.get(name) ?? first) >= first
    if (one.samples.length > most) held.delete(name)
  }
  return held
}
