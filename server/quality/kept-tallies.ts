import { type Check, Check as AnyCheck, Run, type SourceId } from '#contract'
import type { Queries, Row } from '../db/index.ts'
import type { Basis, Count } from './count-run.ts'
import { readWatches, WHOLE_LOG } from './tally-writer.ts'
import { byHour, spend, type Stretch } from './watch-time.ts'
import { createSums, type Sums } from './sums.ts'

export interface Kept {
  sums: Sums
  /** The first hour with anything in it. */
  from: number | undefined
}

/** What PostgreSQL has of each source between two whole hours, up to the newest pass of anybody. */
export async function readTallies(queries: Queries, { from, to, planned }: Stretch & { planned: (source: string) => readonly Stretch[] }): Promise<Map<string, Kept>> {
  const rows = await queries.query<Row & { source: string; dataset: string; what: Count['what']; n: number; first: number }>(
    `select s.name as source, q.dataset, q.what, sum(q.n)::float8 as n, (extract(epoch from min(q.at)) * 1000)::float8 as first
     from quality_hour q join source s on s.id = q.source where q.at >= to_timestamp($1::float8 / 1000) and q.at < to_timestamp($2::float8 / 1000) group by 1, 2, 3`,
    [from, to],
  )
  const kept = new Map<string, Kept>()
  const of = (source: string): Kept => {
    const known = kept.get(source) ?? { sums: createSums(), from: undefined }
    kept.set(source, known)
    return known
  }
  for (const { source, first, dataset, what, n } of rows) {
    const one = of(source)
    if (isWhat(what)) one.sums.add({ dataset, what, n })
    one.from = Math.min(one.from ?? first, first)
  }
  await addTail(queries, { from, to, planned, of })
  return kept
}

/** Since the last pass of a silent source: time goes on also where nothing comes. */
async function addTail(queries: Queries, { from, to, planned, of }: Stretch & { planned: (source: string) => readonly Stretch[]; of: (source: string) => Kept }): Promise<void> {
  const watches = await readWatches(queries)
  const now = watches.get(WHOLE_LOG)?.sinceAt
  if (now === undefined) return
  const names = await queries.query<Row & { id: number; name: string }>('select id, name from source where id = any($1)', [[...watches.keys()]])
  for (const { id, name } of names) {
    const watch = watches.get(id)
    if (watch === undefined) continue
    const { all, lost } = spend(watch, now, planned(name))
    for (const [what, stretches] of [['#time', all], ['on-time', lost]] as const) {
      for (const [hour, ms] of byHour(stretches)) if (hour >= from && hour < to) of(name).sums.add({ dataset: '', what, n: ms })
    }
  }
}

const BASES: ReadonlySet<string> = new Set<Basis>(['#figures', '#judged', '#answers', '#passes', '#places', '#time'])
const isWhat = (what: string): boolean => BASES.has(what) || AnyCheck.safeParse(what).success

export interface LostAsked extends Stretch {
  source: SourceId
  check: Check
  dataset: string | undefined
  most: number
}

/** Passes that lost something under a check, newest first. */
export async function readLostRuns(queries: Queries, { source, check, dataset, from, to, most }: LostAsked): Promise<Run[]> {
  const rows = await queries.query<Row & { body: unknown }>(
    `select r.body from run r join source s on s.id = r.source
     where s.name = $1 and r.ended_at >= to_timestamp($2::float8 / 1000) and r.ended_at < to_timestamp($3::float8 / 1000) and jsonb_exists(r.body -> 'tally', 'lost')
       and exists (select 1 from jsonb_array_elements(r.body -> 'tally' -> 'lost') l where l ->> 0 = $4 and ($5::text is null or l ->> 1 in ('', $5)))
     order by r.ended_at desc limit $6`,
    [source, from, to, check, dataset ?? null, most],
  )
  return rows.map(({ body }) => Run.parse(body))
}

export async function readGaps(queries: Queries, { source, from, to, most }: Omit<LostAsked, 'check' | 'dataset'>): Promise<Stretch[]> {
  return await queries.query<Row & Stretch>(
    `select (extract(epoch from g.from_at) * 1000)::float8 as from, (extract(epoch from g.to_at) * 1000)::float8 as to from quality_gap g join source s on s.id = g.source
     where s.name = $1 and g.to_at > to_timestamp($2::float8 / 1000) and g.from_at < to_timestamp($3::float8 / 1000) order by g.from_at desc limit $4`,
    [source, from, to, most],
  )
}
