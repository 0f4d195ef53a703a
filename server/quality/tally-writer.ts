import type { LogEntry } from '../bus/bus.ts'
import type { Queries, Row } from '../db/index.ts'
import { type Count, countRun, isAnswered } from './count-run.ts'
import { beginWatch, byHour, hourOf, spend, standsUntil, type Stretch, type Watch, wereAway } from './watch-time.ts'

/** The whole log, among the watches of sources. */
export const WHOLE_LOG = 0

type NumberOf = (source: string) => number

/**
 * Adds what these passes come to. Belongs into the transaction that moves the reader over them, which is what makes it count each
 * pass once. Time is counted from pass to pass: a source that is silent loses it, one that nobody asked does not.
 */
export async function writeTallies(queries: Queries, entries: readonly LogEntry[], numberOf: NumberOf): Promise<void> {
  if (entries.length === 0) return
  const watches = await readWatches(queries)
  const planned = await readPlanned(queries, { watches: [...watches.values()], entries, numberOf })
  const book = createBook(watches, planned)
  for (const { run } of entries) book.take(run, numberOf(run.source))
  await addHours(queries, book.hours())
  await addGaps(queries, book.gaps())
  await saveWatches(queries, watches)
}

interface HourRow extends Count {
  source: number
  at: number
}

interface Gap extends Stretch {
  source: number
}

function createBook(watches: Map<number, Watch>, planned: ReadonlyMap<number, readonly Stretch[]>) {
  const rows = new Map<string, HourRow>()
  const gaps: Gap[] = []

  function add(row: HourRow): void {
    const key = `${row.source} ${row.at} ${row.dataset} ${row.what}`
    const known = rows.get(key)
    if (known === undefined) rows.set(key, { ...row })
    else known.n += row.n
  }

  function spendTo(source: number, watch: Watch, to: number): void {
    const { all, lost } = spend(watch, to, planned.get(source) ?? [])
    for (const [what, stretches] of [['#time', all], ['on-time', lost]] as const) {
      for (const [at, ms] of byHour(stretches)) add({ source, at, dataset: '', what, n: Math.round(ms) })
    }
    for (const stretch of lost) {
      const last = gaps.findLast((gap) => gap.source === source)
      if (last?.to === stretch.from) last.to = stretch.to
      else gaps.push({ source, ...stretch })
    }
    watch.sinceAt = Math.max(watch.sinceAt, to)
  }

  /** What passed while nobody of us was there is nobody's fault; everybody gets a turn to answer. */
  function comeBack(before: number, now: number): void {
    for (const [source, watch] of watches) {
      if (source === WHOLE_LOG) continue
      spendTo(source, watch, before)
      watch.sinceAt = Math.max(watch.sinceAt, now)
      watch.coveredUntil = Math.max(watch.coveredUntil, standsUntil(now, watch.everyMs))
    }
  }

  return {
    take(run: LogEntry['run'], source: number): void {
      const log = watches.get(WHOLE_LOG)
      const rhythms = [...watches].filter(([one]) => one !== WHOLE_LOG).map(([, { everyMs }]) => everyMs)
      if (log !== undefined && wereAway(log.sinceAt, run.endedAt, rhythms)) comeBack(log.sinceAt, run.endedAt)
      watches.set(WHOLE_LOG, { sinceAt: Math.max(log?.sinceAt ?? 0, run.endedAt), coveredUntil: Math.max(log?.sinceAt ?? 0, run.endedAt), everyMs: 0 })
      const isPlanned = (planned.get(source) ?? []).some(({ from, to }) => run.endedAt >= from && run.endedAt < to)
      for (const count of countRun(run, isPlanned)) add({ ...count, source, at: hourOf(run.endedAt) })
      const everyMs = run.tally?.everyMs
      if (everyMs === undefined) return
      const watch = watches.get(source)
      if (watch === undefined) {
        watches.set(source, beginWatch(run.endedAt, everyMs, isAnswered(run)))
        return
      }
      spendTo(source, watch, run.endedAt)
      watch.everyMs = everyMs
      if (isAnswered(run)) watch.coveredUntil = Math.max(watch.coveredUntil, standsUntil(run.endedAt, everyMs))
    },
    hours: () => [...rows.values()],
    gaps: () => gaps,
  }
}

export async function readWatches(queries: Queries): Promise<Map<number, Watch>> {
  const rows = await queries.query<Row & { source: number; since: number; covered: number; every: number }>(
    'select source, (extract(epoch from since_at) * 1000)::float8 as since, (extract(epoch from covered_until) * 1000)::float8 as covered, every_ms::float8 as every from quality_watch', [], 'quality-watches',
  )
  return new Map(rows.map(({ source, since, covered, every }) => [source, { sinceAt: Math.round(since), coveredUntil: Math.round(covered), everyMs: every }]))
}

interface PlannedFor {
  watches: readonly Watch[]
  entries: readonly LogEntry[]
  numberOf: NumberOf
}

async function readPlanned(queries: Queries, { watches, entries, numberOf }: PlannedFor): Promise<Map<number, Stretch[]>> {
  const ends = entries.map(({ run }) => run.endedAt)
  const rows = await queries.query<Row & { source: string; from: number; to: number }>(
    `select source, (extract(epoch from from_at) * 1000)::float8 as from, (extract(epoch from least(to_at, withdrawn_at)) * 1000)::float8 as to from planned_outage
     where least(to_at, withdrawn_at) > greatest(from_at, to_timestamp($1::float8 / 1000)) and from_at < to_timestamp($2::float8 / 1000)`,
    [Math.min(...ends, ...watches.map(({ sinceAt }) => sinceAt)), Math.max(...ends)], 'quality-planned',
  )
  const known = new Map(entries.map(({ run }) => [run.source as string, numberOf(run.source)]))
  const planned = new Map<number, Stretch[]>()
  for (const { source, from, to } of rows) {
    const number = known.get(source) ?? (await numberIn(queries, source))
    if (number !== undefined) planned.set(number, [...(planned.get(number) ?? []), { from, to }])
  }
  return planned
}

async function numberIn(queries: Queries, source: string): Promise<number | undefined> {
  const [row] = await queries.query<Row & { id: number }>('select id from source where name = $1', [source])
  return row?.id
}

async function addHours(queries: Queries, rows: readonly HourRow[]): Promise<void> {
  if (rows.length === 0) return
  await queries.query(
    `insert into quality_hour as q (source, dataset, what, at, n)
     select source, dataset, what, to_timestamp(at / 1000.0), n from unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) as u(source, dataset, what, at, n)
     on conflict (source, at, dataset, what) do update set n = q.n + excluded.n`,
    [rows.map(({ source }) => source), rows.map(({ dataset }) => dataset), rows.map(({ what }) => what), rows.map(({ at }) => at), rows.map(({ n }) => n)], 'quality-hours',
  )
}

/** A stretch that goes on where the last one ended is the same. */
async function addGaps(queries: Queries, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return
  await queries.query(
    `with given as (
       select source, to_timestamp(f / 1000.0) as from_at, to_timestamp(t / 1000.0) as to_at from unnest($1::smallint[], $2::float8[], $3::float8[]) as u(source, f, t)
     ), longer as (
       update quality_gap g set to_at = given.to_at from given where g.source = given.source and g.to_at = given.from_at returning given.source, given.from_at
     )
     insert into quality_gap as g (source, from_at, to_at)
     select source, from_at, to_at from given where not exists (select 1 from longer l where l.source = given.source and l.from_at = given.from_at)
     on conflict (source, from_at) do update set to_at = greatest(g.to_at, excluded.to_at)`,
    [gaps.map(({ source }) => source), gaps.map(({ from }) => from), gaps.map(({ to }) => to)],
  )
}

async function saveWatches(queries: Queries, watches: ReadonlyMap<number, Watch>): Promise<void> {
  const all = [...watches]
  await queries.query(
    `insert into quality_watch (source, since_at, covered_until, every_ms)
     select source, to_timestamp(s / 1000.0), to_timestamp(c / 1000.0), e from unnest($1::smallint[], $2::float8[], $3::float8[], $4::bigint[]) as u(source, s, c, e)
     on conflict (source) do update set since_at = excluded.since_at, covered_until = excluded.covered_until, every_ms = excluded.every_ms
     where (quality_watch.since_at, quality_watch.covered_until, quality_watch.every_ms) is distinct from (excluded.since_at, excluded.covered_until, excluded.every_ms)`,
    [all.map(([source]) => source), all.map(([, { sinceAt }]) => sinceAt), all.map(([, { coveredUntil }]) => coveredUntil), all.map(([, { everyMs }]) => Math.round(everyMs))], 'quality-save-watches',
  )
}

/** What is too old to be asked for. */
export async function dropTallies(queries: Queries, before: number): Promise<void> {
  await queries.query('delete from quality_hour where at < to_timestamp($1::float8 / 1000)', [before])
  await queries.query('delete from quality_gap where to_at < to_timestamp($1::float8 / 1000)', [before])
}
