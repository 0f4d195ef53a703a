import { describeError } from '../errors.ts'
import { type PostgresEngine, startPostgres, type StartPostgresOptions } from './postgres-engine.ts'

export type PostgresState =
  | { kind: 'foreign' }
  | { kind: 'starting' }
  | { kind: 'running'; adopted: boolean }
  | { kind: 'absent'; reason: string }

/** How a client reaches it: a URL, or our own socket. */
export type PostgresConnection = { connectionString: string } | PostgresEngine['connection']

export interface PostgresSeat {
  state(): PostgresState
  /** Undefined while there is none to reach. */
  connection(): PostgresConnection | undefined
  readonly pid: number | undefined
  /** Where the data lie and as whom, for a person. */
  readonly folder: string | undefined
  stop(): Promise<void>
}

export interface OpenPostgresOptions extends StartPostgresOptions {
  databaseUrl: string | undefined
}

const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 60_000

/**
 * DATABASE_URL, or one of our own. Answers at once and starts behind the scenes: the live wall waits for neither, and where there
 * is none (no room, no package) there is a reason instead of an error, and another try later.
 */
export function openPostgres(options: OpenPostgresOptions): PostgresSeat {
  const { databaseUrl, clock, log } = options
  if (databaseUrl !== undefined) {
    return { state: () => ({ kind: 'foreign' }), connection: () => ({ connectionString: databaseUrl }), pid: undefined, folder: undefined, stop: () => Promise.resolve() }
  }
  const leaving = new AbortController()
  let state: PostgresState = { kind: 'starting' }
  let engine: PostgresEngine | undefined
  let cancelRetry = () => {}
  let starting = begin(FIRST_RETRY_MS)

  async function begin(retryMs: number): Promise<void> {
    try {
      engine = await startPostgres({ ...options, signal: leaving.signal })
      state = { kind: 'running', adopted: engine.adopted }
    } catch (thrown) {
      if (leaving.signal.aborted) return
      const reason = describeError(thrown)
      if (state.kind !== 'absent' || state.reason !== reason) log.warn({ reason }, 'no PostgreSQL; history waits in the log')
      state = { kind: 'absent', reason }
      cancelRetry = clock.after(retryMs, () => {
        starting = begin(Math.min(LONGEST_RETRY_MS, retryMs * 2))
      })
    }
  }

  return {
    state: () => state,
    connection: () => (engine?.pid === undefined ? undefined : engine.connection),
    get pid() {
      return engine?.pid
    },
    get folder() {
      return engine?.folder
    },
    async stop() {
      leaving.abort()
      cancelRetry()
      await starting
      await engine?.stop()
    },
  }
}
