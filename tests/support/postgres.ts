import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { createDb, type Db } from '../../server/db/index.ts'
import { type PostgresEngine, startPostgres } from '../../server/engines/postgres-engine.ts'
import { silentLog } from '../../server/log.ts'
import { waitUntil } from './wait-until.ts'

export const MIGRATIONS = path.resolve(import.meta.dirname, '../../server/db/migrations')

export interface TestPostgres {
  readonly engine: PostgresEngine
  /** A new door to the same server. */
  openDb(migrationsDir?: string): Db
  pid(): number | undefined
  /** kill -9 of the postmaster; it comes back by itself, as in production. */
  kill(): Promise<void>
  /** SIGSTOP: connections stay open, nothing answers. */
  pause(): void
  resume(): void
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** A real PostgreSQL for one test file, with a data folder of its own; as root it runs as nobody. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-test-postgres-'))
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const engine = await startPostgres({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
  const dbs: Db[] = []
  /** The backends that answer are processes of their own. */
  const send = async (signal: NodeJS.Signals) => {
    if (engine.pid !== undefined) for (const pid of await familyOf(engine.pid)) process.kill(pid, signal)
  }
  let paused = Promise.resolve()
  return {
    engine,
    openDb(migrationsDir = MIGRATIONS) {
      const db = createDb({ connection: () => (engine.pid === undefined ? undefined : engine.connection), migrationsDir, log: silentLog, queryWithinMs: 5_000 })
      dbs.push(db)
      return db
    },
    pid: () => engine.pid,
    async kill() {
      const { pid } = engine
      if (pid === undefined) return
      process.kill(pid, 'SIGKILL')
      await waitUntil('the postmaster is gone', async () => engine.pid !== pid)
    },
    pause: () => {
      paused = send('SIGSTOP')
    },
    resume: () => {
      void paused.then(() => send('SIGCONT'))
    },
    async stop() {
      for (const db of dbs) await db.close()
      await engine.stop()
      await rm(path.dirname(engine.folder), { recursive: true, force: true, maxRetries: 5 })
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function familyOf(pid: number): Promise<number[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim().split(' ').filter((text) => text !== '').map(Number)
  return [pid, ...children]
}
