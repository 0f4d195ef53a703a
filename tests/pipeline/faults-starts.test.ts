import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPostgresHome, type PostgresHome } from '../../server/engines/postgres-home.ts'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { readReady } from '../support/read-ready.ts'
import { PUSH_KEY } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A start that may fail: what became of it. */
interface Start {
  child: ChildProcess
  url(): string | undefined
  code(): number | null
  said(): string
}

/** Servers and databases start several times here, on a machine that may be busy. */
const SLOW_MS = 240_000

let dataDir: string
let home: PostgresHome
let starts: Start[]
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-starts-'))
  home = await openPostgresHome({ dataDir, cacheDir: dataDir })
  starts = []
})
afterEach(async () => {
  for (const one of starts) await end(one)
  for (const folder of [home.socketFolder, path.dirname(home.folder), dataDir]) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

function start(): Start {
  const child = fork(path.join(ROOT, 'tests/support/server-process.ts'), [], {
    cwd: ROOT, execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'silent', PORT: '0', IOC_DATA_DIR: dataDir, DATABASE_URL: '', IOC_PUSH_DEMO_KEY: PUSH_KEY },
  })
  let [url, said]: [string | undefined, string] = [undefined, '']
  child.on('message', (message: { url: string }) => {
    url = message.url
  })
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const one: Start = { child, url: () => url, code: () => child.exitCode, said: () => said }
  starts.push(one)
  return one
}

async function end({ child }: Start): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const isSettled = (one: Start) => one.url() !== undefined || one.code() !== null

/** Its children have other names; only a postmaster shows the folder it was started on. */
async function postmasters(): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(`-D\0${path.join(home.folder, 'data')}\0`)).length
}

const historyRuns = (one: Start) => waitUntil('history runs', async () => (await readReady(one.url() ?? '', 'history')).ok, { withinMs: 60_000, everyMs: 100 })

function expectRefusal(refused: Start, holder: Start): void {
  expect(refused.code()).toBe(1)
  const lines = refused.said().trim().split('\n')
  expect(lines[0]).toContain(`đang được tiến trình ${holder.child.pid} dùng`)
  expect(lines).toHaveLength(2) // the same in English; no stack
}

it('lets one of two starts on the same data run, undisturbed, and the other say why it ends', async () => {
  const both = [start(), start()]
  await waitUntil('each of them runs or has ended', () => both.every(isSettled), { withinMs: 90_000 })
  const [runs, refused] = both[0]?.url() === undefined ? [both[1], both[0]] : [both[0], both[1]]
  if (runs === undefined || refused === undefined) throw new Error('two were started')
  expectRefusal(refused, runs)
  await historyRuns(runs)
  const third = start()
  await waitUntil('the third has ended', () => third.code() !== null, { withinMs: 60_000 })
  expectRefusal(third, runs)
  expect((await postReadings(runs.url() ?? '', makeBatch().body)).status).toBe(200)
  expect(await readReady(runs.url() ?? '', 'history')).toMatchObject({ ok: true })
  expect(await postmasters()).toBe(1)
  await end(runs)
  expect(await postmasters()).toBe(0)
}, SLOW_MS)

it('starts well, or says who is still there, while a former one is stopping, and then runs', async () => {
  const first = start()
  await waitUntil('the first runs', () => first.url(), { withinMs: 90_000 })
  await historyRuns(first)
  first.child.kill('SIGTERM')
  const second = start()
  await waitUntil('the second runs or has ended', () => isSettled(second), { withinMs: 90_000 })
  if (second.url() === undefined) expectRefusal(second, first)
  await waitUntil('the first has ended', () => first.code() !== null)
  expect(first.code()).toBe(0)
  const last = second.url() === undefined ? start() : second
  await waitUntil('one runs', () => last.url(), { withinMs: 90_000 })
  await historyRuns(last)
  expect(await postmasters()).toBe(1)
  await end(last)
  expect(await postmasters()).toBe(0)
}, SLOW_MS)
