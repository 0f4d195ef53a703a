import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { StartError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { readEngineState } from './engine-state.ts'
import { findRedis } from './find-redis.ts'
import { openRedis } from './open-redis.ts'
import { identifyProcess } from './process-identity.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ioc-open-redis-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const { cacheDir, environment } = readConfig(process.env, process.cwd())

function options(changes: { redisUrl?: string; allowMemory?: boolean; cacheDir?: string; path?: string } = {}) {
  return {
    redisUrl: changes.redisUrl,
    allowMemory: changes.allowMemory ?? true,
    dataDir: path.join(folder, 'data'),
    cacheDir: changes.cacheDir ?? cacheDir,
    environment: { ...environment, ...(changes.path === undefined ? {} : { PATH: changes.path }) },
    clock: systemClock,
    log: silentLog,
    signal: new AbortController().signal,
  }
}

async function writeProgram(name: string, script: string): Promise<string> {
  const bin = path.join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`)
  await chmod(path.join(bin, name), 0o755)
  return bin
}

test('takes REDIS_URL before anything else and starts nothing', async () => {
  expect(await openRedis(options({ redisUrl: 'redis://example:6379' }))).toEqual({ kind: 'foreign', url: 'redis://example:6379' })
})

test("prefers the machine's own server program, Valkey first", async () => {
  await writeProgram('redis-server', 'echo "Redis server v=7.0.15 sha=0"')
  const bin = await writeProgram('valkey-server', 'echo "Valkey server v=8.0.1 sha=0"')
  expect(await findRedis(options({ path: `${bin}:/usr/bin:/bin` }))).toMatchObject({ from: 'path', binary: path.join(bin, 'valkey-server') })
})

test('passes over a server program older than 7', async () => {
  const bin = await writeProgram('redis-server', 'echo "Redis server v=6.2.6 sha=0"')
  expect(await findRedis(options({ path: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin` }))).toMatchObject({ from: 'private-copy' })
})

test('falls back to memory with the reason where no program can be had', async () => {
  const bin = await writeProgram('apt-get', 'echo "E: no network" >&2; exit 100')
  const choice = await openRedis(options({ path: bin, cacheDir: path.join(folder, 'cache') }))
  expect(choice).toMatchObject({ kind: 'memory', reason: expect.stringContaining('no network') as unknown })
})

test('refuses memory in production and says what to do', async () => {
  const bin = await writeProgram('apt-get', 'echo "E: no network" >&2; exit 100')
  const asked = openRedis(options({ path: bin, cacheDir: path.join(folder, 'cache'), allowMemory: false }))
  await expect(asked).rejects.toThrow(StartError)
  await expect(asked).rejects.toThrow(/REDIS_URL.*IOC_ALLOW_MEMORY=1/)
})

test('does not hide data behind memory when Redis itself will not start', async () => {
  const bin = await writeProgram('redis-server', 'test "$1" = --version && echo "Redis server v=7.2.0" && exit 0; echo "Bad file format"; exit 1')
  await expect(openRedis(options({ path: `${bin}:/usr/bin:/bin` }))).rejects.toThrow(/Bad file format/)
})

test('leaves nothing running when the start is broken off', async () => {
  const bin = await writeProgram('redis-server', 'test "$1" = --version && echo "Redis server v=7.2.0" && exit 0; exec sleep 60')
  const leaving = new AbortController()
  const asked = openRedis({ ...options({ path: `${bin}:/usr/bin:/bin` }), signal: leaving.signal })
  const state = () => readEngineState(path.join(folder, 'data/redis'))
  await expect.poll(state).toBeDefined()
  const pid = state()?.pid ?? 0
  expect(identifyProcess(pid)).toBeDefined()
  const before = performance.now()
  leaving.abort(new Error('leaving'))
  await expect(asked).rejects.toThrow('leaving')
  // Not only once its patience with a silent Redis was at an end (15 s).
  expect(performance.now() - before).toBeLessThan(8_000)
  expect(identifyProcess(pid)).toBeUndefined()
})
