import { statfs } from 'node:fs/promises'
import { describeError } from '../errors.ts'
import { readLogTail } from './engine-log.ts'
import { LOG_NAME, type PostgresEngine, startPostgres, type StartPostgresOptions } from './postgres-engine.ts'

export type PostgresState =
  | { kind: 'foreign' }
  | { kind: 'starting' }
  | { kind: 'running'; adopted: boolean }
  | { kind: 'absent'; reason: string }
  /** It ended by itself a moment ago, and is started again and again. */
  | { kind: 'falling'; reason: string }

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
/** Longer than the supervisor waits between two starts, so that between them nobody believes it well. */
const FALL_TOLD_MS = 15_000

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
  let fall: { at: number; reason: string } | undefined
  let starting = begin(FIRST_RETRY_MS)

  async function begin(retryMs: number): Promise<void> {
    try {
      engine = await startPostgres({ ...options, signal: leaving.signal })
      state = { kind: 'running', adopted: engine.adopted }
      engine.onExit(() => void noteFall(engine?.folder ?? ''))
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

  async function noteFall(folder: string): Promise<void> {
    const [tail, free] = await Promise.all([readLogTail(folder, LOG_NAME), statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => Infinity)])
    fall = { at: clock.now(), reason: explainFall(tail, free) }
  }

  return {
    state: () => (fall !== undefined && clock.now() - fall.at < FALL_TOLD_MS ? { kind: 'falling', reason: fall.reason } : state),
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

/** A piece of its log, which it cannot do without. */
const LEAST_TO_RUN_BYTES = 16 * 1024 * 1024

/** Its own last words, in a person's; they hold paths of this machine, which stay in its log. On a full disk it has not even room for them. */
function explainFall(tail: string, freeBytes: number): string {
  return freeBytes < LEAST_TO_RUN_BYTES || /No space left on device/i.test(tail) ? 'đĩa đầy / its disk is full' : 'tự dừng, xem postgres.log / ended by itself, see postgres.log'
}
