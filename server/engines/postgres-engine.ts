import { execFile } from 'node:child_process'
import { access, mkdir, readFile, realpath, rename, rm, rmdir, statfs } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { StartError } from '../errors.ts'
import { readEngineState } from './engine-state.ts'
import { lockFolder } from './lock-folder.ts'
import { openPostgresHome, type PostgresHome } from './postgres-home.ts'
import { findPostgres, type PostgresProgram } from './postgres-program.ts'
import { isRunning } from './process-identity.ts'
import { type Environment, plainEnvironment } from './run-tool.ts'
import { type EngineExit, type EngineSpec, type ProbeAnswer, startEngine } from './supervise.ts'

const READY_WITHIN_MS = 20_000
const STOP_WITHIN_MS = 15_000
const INITDB_WITHIN_MS = 120_000
/** A new cluster takes about 55 MB, and its first writes some more. */
const LEAST_FREE_BYTES = 96 * 1024 * 1024
const PORT = 5432
/** What it prints lies in `postgres.log`. */
export const LOG_NAME = 'postgres'

export interface StartPostgresOptions {
  /** The installation's folder; PostgreSQL keeps its data in `postgres/` inside it, or, started as root, where `nobody` may go. */
  dataDir: string
  cacheDir: string
  environment: Environment
  clock: Clock
  log: Log
  signal?: AbortSignal
  /** False leaves one that died where it is (tests). */
  restarts?: boolean
}

export interface PostgresEngine {
  /** Settings for a client: the unix socket, no password; the folder is closed to everybody else. */
  readonly connection: { host: string; port: number; user: string; database: string }
  readonly folder: string
  readonly adopted: boolean
  /** Undefined while it is down. */
  readonly pid: number | undefined
  onExit(listener: (exit: EngineExit) => void): void
  stop(): Promise<void>
}

/** A PostgreSQL of our own, on a unix socket only. What it has committed is on disk. */
export async function startPostgres(options: StartPostgresOptions): Promise<PostgresEngine> {
  const undo: (() => Promise<unknown>)[] = []
  const leave = async () => {
    for (const step of undo.toReversed()) await step()
  }
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
    const home = await openPostgresHome(options)
    undo.push((await lockFolder(home.folder)).release)
    const program = await findPostgres({ whereOpen: home.isOpen, copyTo: home.copyTo })
    const data = path.join(home.folder, 'data')
    if (!(await access(path.join(data, 'PG_VERSION')).then(() => true, () => false))) await initialise(program, home, options)
    if (home.socketFolder !== home.folder) undo.push(() => rmdir(home.socketFolder).catch(() => {}))
    const spec = postgresSpec({ program: await realpath(program.postgres), data, home, options })
    await removeStalePidFile(spec, data)
    const engine = await startEngine(spec, options)
    undo.push(engine.stop)
    return {
      connection: { host: home.socketFolder, port: PORT, user: 'ioc', database: 'postgres' },
      folder: home.folder,
      adopted: engine.adopted,
      get pid() {
        return engine.pid
      },
      onExit: engine.onExit,
      stop: leave,
    }
  } catch (error) {
    await leave()
    throw error
  }
}

/** Into a draft first: a start that was killed half way leaves no cluster that only looks like one. */
async function initialise(program: PostgresProgram, home: PostgresHome, options: StartPostgresOptions): Promise<void> {
  const { bavail, bsize } = await statfs(home.folder)
  if (bavail * bsize < LEAST_FREE_BYTES) {
    throw new StartError(`Đĩa còn ${Math.round((bavail * bsize) / 1e6)} MB, PostgreSQL cần ít nhất ${Math.round(LEAST_FREE_BYTES / 1e6)} MB / not enough room for a new database`)
  }
  const draft = path.join(home.folder, 'data.draft')
  await rm(draft, { recursive: true, force: true })
  const args = ['-D', draft, '-U', 'ioc', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions', '--data-checksums']
  try {
    await promisify(execFile)(program.initdb, args, {
      cwd: home.folder, env: plainEnvironment(options.environment), timeout: INITDB_WITHIN_MS, killSignal: 'SIGKILL', ...home.runAs,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : String(cause)
    throw new StartError(`initdb: ${said}`, { cause })
  }
  await rename(draft, path.join(home.folder, 'data'))
}

function postgresSpec({ program, data, home, options }: { program: string; data: string; home: PostgresHome; options: StartPostgresOptions }): EngineSpec {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: home.socketFolder,
    port: String(PORT),
    max_connections: '40',
    shared_buffers: '128MB',
    // A commit is on disk before the log may forget what it holds.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  return {
    name: LOG_NAME,
    folder: home.folder,
    binary: program,
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: plainEnvironment(options.environment),
    probe: () => probe(data),
    readyWithinMs: READY_WITHIN_MS,
    stopWithinMs: STOP_WITHIN_MS,
    restarts: options.restarts ?? true,
    // Fast: clients are cut, the log is written out. SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    ...(home.runAs === undefined ? {} : { runAs: home.runAs }),
  }
}

const pidFile = (data: string) => path.join(data, 'postmaster.pid')

/** The postmaster writes its state into the eighth line of its pid file, as pg_ctl reads it. */
async function probe(data: string): Promise<ProbeAnswer> {
  const lines = (await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n')
  const state = lines[7]?.trim()
  if (state === 'ready') return 'ready'
  return state === 'starting' ? 'busy' : 'silent'
}

/**
 * A killed postmaster leaves its pid file; it refuses to start when another process, as in a container, has got the number since.
 * Nothing runs in this folder but what the supervisor adopts or stops, and we hold the folder's lock.
 */
async function removeStalePidFile({ folder }: EngineSpec, data: string): Promise<void> {
  const left = readEngineState(folder)
  if (left === undefined || !isRunning(left)) await rm(pidFile(data), { force: true })
}
