import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../log.ts'
import { DbUnavailableError, type Queries } from './db.ts'

/** Any number, the same for every process: two that start together migrate one after the other. */
const LOCK = 70_160_766

/** Runs the numbered files that have not run yet, each in its own transaction. A file that was changed after it ran is refused. */
export async function migrate(queries: Queries, folder: string, log: Log): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  await queries.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await queries.query('create table if not exists migration (name text primary key, sha256 text not null, ran_at timestamptz not null default now())')
    const ran = new Map((await queries.query<{ name: string; sha256: string }>('select name, sha256 from migration')).map((row) => [row.name, row.sha256]))
    for (const name of files) {
      const text = await readFile(path.join(folder, name), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const before = ran.get(name)
      if (before === sha256) continue
      if (before !== undefined) throw new Error(`migration ${name} was changed after it ran; write a new one`)
      await runOne(queries, { name, text, sha256 })
      log.info({ migration: name }, 'migrated')
    }
  } finally {
    await queries.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
  }
}

async function runOne(queries: Queries, { name, text, sha256 }: { name: string; text: string; sha256: string }): Promise<void> {
  await queries.query('begin')
  try {
    await queries.query(text)
    await queries.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
    await queries.query('commit')
  } catch (cause) {
    await queries.query('rollback').catch(() => {})
    if (cause instanceof DbUnavailableError) throw cause // not the migration's fault: it runs again
    throw new Error(`migration ${name} failed`, { cause })
  }
}
