import { Run } from '#contract'
import type { LogEntry } from '../bus/bus.ts'
import type { Db, Queries } from '../db/index.ts'
import type { Names } from './names.ts'

/** Keeps the passes a figure can lead back to: those that brought something, or lost something of what they got. Their sources have numbers already. Twice is once. */
export async function writeRuns(queries: Queries, entries: readonly LogEntry[], source: Names): Promise<void> {
  const runs = entries.filter(({ run, samples }) => samples.length > 0 || run.rejected > 0 || run.error !== undefined || run.held !== undefined || run.tally?.lost !== undefined).map(({ run }) => run)
  if (runs.length === 0) return
  await queries.query(
    `insert into run (id, source, ended_at, body)
     select id, source, to_timestamp(ended_at / 1000.0), body from unnest($1::text[], $2::smallint[], $3::bigint[], $4::jsonb[]) as u(id, source, ended_at, body)
     on conflict do nothing`,
    [runs.map(({ id }) => id), runs.map((run) => source.numberOf(run.source)), runs.map(({ endedAt }) => endedAt), runs.map((run) => JSON.stringify(run))],
  )
}

export async function readRun(db: Db, id: string): Promise<Run | undefined> {
  const [row] = await db.query<{ body: unknown }>('select body from run where id = $1', [id])
  return row === undefined ? undefined : Run.parse(row.body)
}

/** Passes that failed are kept as well, and are none to compute from. */
export async function readRunBefore(db: Db, { source, startedAt }: Run): Promise<Run | undefined> {
  const [row] = await db.query<{ body: unknown }>(
    `select body from run where source = (select id from source where name = $1) and ended_at <= to_timestamp($2::bigint / 1000.0) and ended_at > to_timestamp($2::bigint / 1000.0) - interval '1 day'
     and not body ? 'error' order by ended_at desc limit 1`,
    [source, startedAt],
  )
  return row === undefined ? undefined : Run.parse(row.body)
}

export async function dropRuns(db: Db, before: number): Promise<void> {
  await db.query('delete from run where ended_at < to_timestamp($1::bigint / 1000.0)', [before])
}
