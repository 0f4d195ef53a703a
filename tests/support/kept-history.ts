import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readConfig } from '../../server/config.ts'
import { createDb, type Db } from '../../server/db/index.ts'
import { openPostgresHome } from '../../server/engines/postgres-home.ts'
import { silentLog } from '../../server/log.ts'
import { MIGRATIONS } from './postgres.ts'

export interface KeptHistory {
  db: Db
  /** The postmaster and what answers for it. */
  pids(): Promise<number[]>
  close(): Promise<void>
}

/** Millions of rows counted again at the end of a long run, on a busy machine. */
const QUERY_WITHIN_MS = 300_000

/** A door of our own to the private PostgreSQL of a test server: what it holds, past whatever the server believes. `root`: as which process sees the disk. */
export async function openKeptHistory(dataDir: string, root = ''): Promise<KeptHistory> {
  const { cacheDir } = readConfig(process.env, process.cwd())
  const home = await openPostgresHome({ dataDir, cacheDir })
  const db = createDb({ connection: () => ({ host: root + home.socketFolder, port: 5432, user: 'ioc', database: 'postgres' }), migrationsDir: MIGRATIONS, log: silentLog, queryWithinMs: QUERY_WITHIN_MS })
  return {
    db,
    async pids() {
      const { pid } = JSON.parse(await readFile(path.join(root + home.folder, 'engine.json'), 'utf8')) as { pid: number } // our own file
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
      return [pid, ...children.trim().split(' ').filter((text) => text !== '').map(Number)]
    },
    close: () => db.close(),
  }
}
