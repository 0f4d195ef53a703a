import pg from 'pg'
import type { Log } from '../log.ts'
import { type Db, DbUnavailableError, type Queries, type Row } from './db.ts'
import { explainFailure } from './explain-failure.ts'
import { migrate } from './migrate.ts'

export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string }

export interface DbDeps {
  /** Undefined while there is none to reach; asked again for every new connection. */
  connection(): Connection | undefined
  migrationsDir: string
  log: Log
  /** A question that takes longer is given up. */
  queryWithinMs?: number
}

const MOST_CONNECTIONS = 8
const CONNECT_WITHIN_MS = 3_000
const QUERY_WITHIN_MS = 30_000
const IDLE_MS = 30_000

/** 8-byte integers (epoch ms, counts) fit a double here; the driver's default is text. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)

/** The one door to PostgreSQL. Migrations run with the first connection. */
export function createDb(deps: DbDeps): Db {
  let pool: { of: string; pool: pg.Pool } | undefined
  let migrated: Promise<void> | undefined

  function open(): pg.Pool {
    const connection = deps.connection()
    if (connection === undefined) throw new DbUnavailableError('PostgreSQL chưa chạy / is not running')
    const of = JSON.stringify(connection)
    if (pool?.of === of) return pool.pool
    void pool?.pool.end().catch(() => {})
    const made = new pg.Pool({
      ...connection, max: MOST_CONNECTIONS, connectionTimeoutMillis: CONNECT_WITHIN_MS, idleTimeoutMillis: IDLE_MS,
      query_timeout: deps.queryWithinMs ?? QUERY_WITHIN_MS, application_name: 'ioc', types,
    })
    made.on('error', () => {}) // an idle connection was cut: the next question opens another
    pool = { of, pool: made }
    migrated = undefined
    return made
  }

  async function prepared(): Promise<pg.Pool> {
    const mine = open()
    migrated ??= withClient(mine, (client) => migrate(queriesOf(client), deps.migrationsDir, deps.log)).catch((thrown: unknown) => {
      migrated = undefined
      throw thrown
    })
    await migrated
    return mine
  }

  return {
    query: async (text, values, name) => withClient(await prepared(), (client) => queriesOf(client).query(text, values, name)),
    transaction: async (work) => withClient(await prepared(), async (client) => {
      const queries = queriesOf(client)
      await queries.query('begin')
      try {
        const result = await work(queries)
        await queries.query('commit')
        return result
      } catch (thrown) {
        await client.query('rollback').catch(() => {})
        throw thrown
      }
    }),
    ready: async () => {
      await prepared()
    },
    close: async () => {
      await pool?.pool.end().catch(() => {})
    },
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (cause) {
    throw explainFailure(cause)
  }
  let broken: boolean | undefined
  const onError = () => {
    broken = true
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (thrown) {
    // One that did not answer in time, or was cut, must not be handed to the next caller.
    broken = thrown instanceof DbUnavailableError
    throw thrown
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

function queriesOf(client: pg.PoolClient): Queries {
  return {
    async query<R extends Row>(text: string, values?: readonly unknown[], name?: string) {
      try {
        return (await client.query<R>({ text, values: values === undefined ? [] : [...values], ...(name === undefined ? {} : { name }) })).rows
      } catch (cause) {
        throw explainFailure(cause)
      }
    },
  }
}
