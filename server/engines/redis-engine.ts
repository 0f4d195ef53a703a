import { mkdir, realpath, rmdir } from 'node:fs/promises'
import { totalmem } from 'node:os'
import path from 'node:path'
import type { Clock } from '../clock.ts'
import { type FindRedisOptions, type RedisProgram, findRedis } from './find-redis.ts'
import { lockFolder } from './lock-folder.ts'
import { openSocketFolder } from './private-folder.ts'
import { probeRedis } from './redis-probe.ts'
import { type EngineExit, type EngineSpec, startEngine } from './supervise.ts'

const MIB = 1024 * 1024
const READY_WITHIN_MS = 15_000
const STOP_WITHIN_MS = 10_000

export interface StartRedisOptions extends FindRedisOptions {
  /** The installation's folder; Redis keeps its log in `redis/` inside it. */
  dataDir: string
  clock: Clock
  appendfsync?: 'always' | 'everysec' | 'no'
  maxmemoryBytes?: number
  extraArgs?: string[]
  /** For a library preloaded by a test. */
  extraEnv?: Record<string, string>
  /** False leaves a Redis that died where it is (tests). */
  restarts?: boolean
}

export interface Engine {
  readonly kind: 'private'
  readonly socketPath: string
  readonly from: RedisProgram['from']
  /** True when it was left running by a start that was killed. */
  readonly adopted: boolean
  /** Undefined while it is down. */
  readonly pid: number | undefined
  onExit(listener: (exit: EngineExit) => void): void
  /** Redis has ended and the folder is free afterwards. */
  stop(): Promise<void>
}

/** A Redis of our own on a unix socket. What it has answered is on disk. */
export async function startRedis(options: StartRedisOptions): Promise<Engine> {
  const undo: (() => Promise<unknown>)[] = []
  const leave = async () => {
    for (const step of undo.toReversed()) await step()
  }
  try {
    undo.push((await lockFolder(options.dataDir)).release)
    const program = await findRedis(options)
    const folder = path.join(await realpath(options.dataDir), 'redis')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const socketFolder = await openSocketFolder(folder)
    // Made again by the next start; it stays where something still lies in it.
    undo.push(() => rmdir(socketFolder).catch(() => {}))
    const socketPath = path.join(socketFolder, 'redis.sock')
    const engine = await startEngine(redisSpec({ program, folder, socketPath, options }), options)
    undo.push(engine.stop)
    return {
      kind: 'private',
      socketPath,
      from: program.from,
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

function redisSpec({ program, folder, socketPath, options }: { program: RedisProgram; folder: string; socketPath: string; options: StartRedisOptions }): EngineSpec {
  return {
    name: 'redis',
    folder,
    binary: program.binary,
    env: { ...program.env, ...options.extraEnv },
    args: redisArgs(folder, socketPath, options),
    probe: () => probeRedis(socketPath),
    readyWithinMs: READY_WITHIN_MS,
    stopWithinMs: STOP_WITHIN_MS,
    restarts: options.restarts ?? true,
  }
}

function redisArgs(folder: string, socketPath: string, options: StartRedisOptions): string[] {
  const settings: Record<string, string> = {
    port: '0',
    unixsocket: socketPath,
    unixsocketperm: '700',
    dir: folder,
    daemonize: 'no',
    // The append-only log is the truth; snapshots beside it would only fork a large process now and then.
    appendonly: 'yes',
    appendfsync: options.appendfsync ?? 'always',
    save: '',
    // Full means refusing, told to the senders; never forgetting something accepted.
    'maxmemory-policy': 'noeviction',
    maxmemory: String(options.maxmemoryBytes ?? defaultMemoryBytes()),
  }
  return [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]), ...(options.extraArgs ?? [])]
}

/** A quarter of the machine; rounded, since a leftover started with other arguments would not be adopted. */
function defaultMemoryBytes(): number {
  return Math.max(256, Math.floor(totalmem() / 4 / MIB / 64) * 64) * MIB
}
