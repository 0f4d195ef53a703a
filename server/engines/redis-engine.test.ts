import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { StartError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { endProcess } from './end-process.ts'
import { identifyProcess } from './process-identity.ts'
import { type Engine, startRedis } from './redis-engine.ts'

const PARENT = path.resolve(import.meta.dirname, '../../tests/support/redis-parent.ts')
const { cacheDir, environment } = readConfig(process.env, process.cwd())
let dataDir: string
let cleanUp: (() => Promise<unknown>)[]
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-engine-'))
  cleanUp = [() => rm(dataDir, { recursive: true, force: true })]
})
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
})

async function start(changes: { dataDir?: string; extraArgs?: string[] } = {}): Promise<Engine> {
  const options = { dataDir, cacheDir, environment, clock: systemClock, log: silentLog, signal: new AbortController().signal }
  const engine = await startRedis({ ...options, ...changes })
  cleanUp.push(() => engine.stop())
  return engine
}

interface Parent {
  child: ChildProcess
  redis: { pid: number; socketPath: string; adopted: boolean }
}

async function startParent(): Promise<Parent> {
  const child = spawn(process.execPath, ['--import', 'tsx', PARENT, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const redis = JSON.parse(line) as Parent['redis']
  const identity = identifyProcess(redis.pid)
  cleanUp.push(async () => {
    if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL')
    if (identity !== undefined) await endProcess(identity, 0)
    await rm(path.dirname(redis.socketPath), { recursive: true, force: true })
  })
  return { child, redis }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** One command in Redis' inline form; answers the raw reply. */
async function ask(socketPath: string, command: string): Promise<string> {
  const socket = createConnection(socketPath)
  socket.write(`${command}\r\n`)
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return bytes.toString()
}

const until = (holds: () => boolean): Promise<boolean> => waitUntil('it holds', holds)

test('serves on a short private socket only, and writes each command to disk before it answers', async () => {
  const deep = path.join(dataDir, 'Tỉnh Tây Ninh/dữ liệu', 'một thư mục rất dài '.repeat(8).trim())
  await mkdir(deep, { recursive: true })
  const { socketPath } = await start({ dataDir: deep })
  expect(Buffer.byteLength(socketPath)).toBeLessThanOrEqual(107)
  expect((await stat(path.dirname(socketPath))).mode & 0o777).toBe(0o700)
  expect(await ask(socketPath, 'SET key value')).toBe('+OK\r\n')
  expect(await ask(socketPath, 'CONFIG GET appendfsync')).toContain('always')
  expect(await ask(socketPath, 'CONFIG GET maxmemory-policy')).toContain('noeviction')
  expect(await ask(socketPath, 'CONFIG GET port')).toContain('$1\r\n0\r\n')
  expect((await stat(path.join(deep, 'redis/appendonlydir'))).isDirectory()).toBe(true)
})

test('runs in a process group of its own, so that Ctrl-C reaches the server first', async () => {
  const { pid } = await start()
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')
  expect(Number(fields?.[2])).toBe(pid)
})

test('ends with its engine, and the folder is free again', async () => {
  const engine = await start()
  const { pid } = engine
  await engine.stop()
  expect(identifyProcess(pid ?? 0)).toBeUndefined()
  await expect(stat(path.join(dataDir, 'redis/engine.json'))).rejects.toThrow(/ENOENT/)
  expect((await start()).adopted).toBe(false)
})

test('ends in time even when it is stopped by SIGSTOP', async () => {
  const engine = await start()
  process.kill(engine.pid ?? 0, 'SIGSTOP')
  const { pid } = engine
  const before = performance.now()
  await engine.stop()
  expect(identifyProcess(pid ?? 0)).toBeUndefined()
  // It went on and ended by itself; it was not killed after the ten seconds it has.
  expect(performance.now() - before).toBeLessThan(8_000)
})

test('comes back on the same socket with its data when it is killed, also twice', async () => {
  const engine = await start()
  const exits: number[] = []
  engine.onExit((exit) => exits.push(exit.pid))
  await ask(engine.socketPath, 'SET key kept')
  for (let round = 1; round <= 2; round += 1) {
    const killed = engine.pid ?? 0
    process.kill(killed, 'SIGKILL')
    await until(() => engine.pid !== undefined && engine.pid !== killed)
    expect(exits).toHaveLength(round)
    await expect.poll(() => ask(engine.socketPath, 'GET key').catch(() => '')).toContain('kept')
  }
})

test('refuses a second start on the same data folder, naming the folder and the process', async () => {
  const { child } = await startParent()
  const second = start()
  await expect(second).rejects.toThrow(StartError)
  await expect(second).rejects.toThrow(new RegExp(`${dataDir} đang được tiến trình ${child.pid} dùng`))
})

test('adopts the one that a killed parent left, with its data', async () => {
  const { child, redis } = await startParent()
  await ask(redis.socketPath, 'SET key kept')
  await end(child, 'SIGKILL')
  const engine = await start()
  expect(engine).toMatchObject({ adopted: true, pid: redis.pid, socketPath: redis.socketPath })
  expect(await ask(engine.socketPath, 'GET key')).toContain('kept')
  process.kill(redis.pid, 'SIGKILL')
  await until(() => engine.pid !== undefined && engine.pid !== redis.pid)
  await expect.poll(() => ask(engine.socketPath, 'GET key').catch(() => '')).toContain('kept')
})

test('stops a leftover that does not answer and starts anew', async () => {
  const { child, redis } = await startParent()
  process.kill(redis.pid, 'SIGSTOP')
  await end(child, 'SIGKILL')
  const engine = await start()
  expect(engine.adopted).toBe(false)
  expect(identifyProcess(redis.pid)).toBeUndefined()
})

test('stops a leftover that was started otherwise', async () => {
  const { child, redis } = await startParent()
  await end(child, 'SIGKILL')
  const engine = await start({ extraArgs: ['--databases', '3'] })
  expect(engine.adopted).toBe(false)
  expect(identifyProcess(redis.pid)).toBeUndefined()
})

test('finds a leftover even when its parent died before it could note it down', async () => {
  const { child, redis } = await startParent()
  await end(child, 'SIGKILL')
  await rm(path.join(dataDir, 'redis/engine.json'))
  await start()
  expect(identifyProcess(redis.pid)).toBeUndefined()
})

test('says what Redis complained about when it cannot start', async () => {
  await expect(start({ extraArgs: ['--maxmemory-policy', 'nonsense'] })).rejects.toThrow(/nonsense/)
})
