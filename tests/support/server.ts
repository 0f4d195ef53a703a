import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPostgresHome } from '../../server/engines/postgres-home.ts'
import { ensureBuiltServer } from './built-server.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
export const PUSH_KEY = 'a-key-for-tests-only'

export interface TestServer {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** kill -9; answers when it is gone. */
  kill(): Promise<void>
  /** Starts again on the same data folder. */
  restart(): Promise<void>
  /** The process id of its private Redis. */
  redisPid(): Promise<number>
  /** Ends it in order and removes its data. */
  stop(): Promise<void>
}

/** Nothing answers there: a test that is not about history need not start a PostgreSQL. `DATABASE_URL: ''` has one of its own. */
const NO_DATABASE = 'postgres://ioc@127.0.0.1:1/none'

/** The real server with its own private Redis, in a process of its own; `under` answers a program that runs Node in another setting. */
export async function startTestServer(environment: Record<string, string> = {}, under?: (dataDir: string) => Promise<string>): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-test-server-'))
  const [program, execPath] = [await ensureBuiltServer(), await under?.(dataDir)]
  let child: ChildProcess
  let url = ''
  let port = '0'

  async function launch(): Promise<void> {
    child = fork(program, [], {
      cwd: ROOT,
      execArgv: [],
      ...(execPath === undefined ? {} : { execPath }),
      env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'error', PORT: port, IOC_DATA_DIR: dataDir, DATABASE_URL: NO_DATABASE, IOC_PUSH_DEMO_KEY: PUSH_KEY, ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { url: string }) => resolve(message.url))
      child.once('exit', (code, signal) => reject(new Error(`the server ended with ${code ?? signal} before it was ready`)))
    })
    port = new URL(url).port // the same address after a restart
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  await launch()
  return {
    get url() { return url },
    get pid() { return child.pid ?? 0 },
    dataDir,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL')
      await launch()
    },
    redisPid: async () => (JSON.parse(await readFile(path.join(dataDir, 'redis', 'engine.json'), 'utf8')) as { pid: number }).pid, // our own file
    stop: async () => {
      // Started as root its PostgreSQL lies elsewhere.
      const home = environment['DATABASE_URL'] === '' ? await openPostgresHome({ dataDir, cacheDir: dataDir }) : undefined
      await end('SIGTERM')
      if (home !== undefined) for (const folder of [home.socketFolder, path.dirname(home.folder)]) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
