import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { createDb, type Db } from '../../server/db/index.ts'
import { type PostgresEngine, startPostgres } from '../../server/engines/postgres-engine.ts'
import { openPostgresHome } from '../../server/engines/postgres-home.ts'
import { silentLog } from '../../server/log.ts'
import { MIGRATIONS } from './postgres.ts'

/** A PostgreSQL at an address of its own that is there only while we want; a server is told of it by DATABASE_URL. */
export interface LonePostgres {
  readonly url: string
  readonly db: Db
  start(): Promise<void>
  /** In order, as an administrator would; its data stay. */
  stop(): Promise<void>
  remove(): Promise<void>
}

export async function makeLonePostgres(): Promise<LonePostgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-lone-postgres-'))
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const home = await openPostgresHome({ dataDir, cacheDir })
  const connection = { host: home.socketFolder, port: 5432, user: 'ioc', database: 'postgres' }
  const db = createDb({ connection: () => connection, migrationsDir: MIGRATIONS, log: silentLog, queryWithinMs: 60_000 })
  let engine: PostgresEngine | undefined
  const stop = async () => {
    await engine?.stop()
    engine = undefined
  }
  return {
    url: `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host)}`,
    db,
    async start() {
      engine = await startPostgres({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
    },
    stop,
    async remove() {
      await db.close()
      await stop()
      for (const folder of [home.socketFolder, path.dirname(home.folder), dataDir]) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
