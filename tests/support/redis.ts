import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { probeRedis } from '../../server/engines/redis-probe.ts'
import { type Engine, startRedis } from '../../server/engines/redis-engine.ts'
import { silentLog } from '../../server/log.ts'

const WAIT_MS = 20_000

export interface TestRedisOptions {
  /** `no` where a test is not about durability: faster on a busy machine. Default `always`, as in production. */
  appendfsync?: 'always' | 'everysec' | 'no'
  maxmemoryBytes?: number
  extraArgs?: string[]
  /** For a preloaded library, such as one that slows fsync down. */
  extraEnv?: Record<string, string>
  /** False: after `kill()` it stays down until `restart()`. Default: it comes back by itself, as in production. */
  comesBack?: boolean
}

export interface TestRedis {
  /** Stays the same over kills and restarts. */
  readonly socketPath: string
  /** Undefined while it is down. */
  pid(): number | undefined
  /** kill -9; answers when the process is gone. */
  kill(): Promise<void>
  /** SIGSTOP: connections stay open, nothing answers. */
  pause(): void
  resume(): void
  /** Kills it if it runs, and answers when the next one serves, with the same data on the same socket. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** A real Redis for one test file, with a data folder of its own. Fetches its program the first time; needs no root. */
export async function startTestRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-test-redis-'))
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const { comesBack = true, ...settings } = options
  const start = () =>
    startRedis({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog, signal: new AbortController().signal, restarts: comesBack, ...settings })
  let engine: Engine = await start()
  const { socketPath } = engine

  async function kill(): Promise<void> {
    const pid = engine.pid
    if (pid === undefined) return
    process.kill(pid, 'SIGKILL')
    await until(() => engine.pid !== pid)
  }

  return {
    socketPath,
    pid: () => engine.pid,
    kill,
    pause: () => send(engine.pid, 'SIGSTOP'),
    resume: () => send(engine.pid, 'SIGCONT'),
    restart: async () => {
      await kill()
      if (!comesBack) {
        await engine.stop()
        engine = await start()
      }
      await until(async () => engine.pid !== undefined && (await probeRedis(socketPath)) === 'ready')
    },
    stop: async () => {
      await engine.stop()
      await rm(dataDir, { recursive: true, force: true })
      await rm(path.dirname(socketPath), { recursive: true, force: true })
    },
  }
}

function send(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(pid, signal)
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('the test Redis did not get there in time')
    await sleep(10)
  }
}
