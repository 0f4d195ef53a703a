import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { createDb } from '../db/index.ts'
import { StartError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { openPostgres } from './open-postgres.ts'
import { openPostgresHome } from './postgres-home.ts'
import { type PostgresEngine, startPostgres } from './postgres-engine.ts'
import { identifyProcess } from './process-identity.ts'

const { cacheDir, environment } = readConfig(process.env, process.cwd())
let dataDir: string
let cleanUp: (() => Promise<unknown>)[]
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-postgres-'))
  cleanUp = [() => rm(dataDir, { recursive: true, force: true })]
})
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
})

async function start(): Promise<PostgresEngine> {
  const engine = await startPostgres({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
  cleanUp.push(async () => {
    await engine.stop()
    await rm(path.dirname(engine.folder), { recursive: true, force: true })
  })
  return engine
}

async function ask(engine: PostgresEngine, text: string): Promise<Record<string, unknown>[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ioc-none-'))
  const db = createDb({ connection: () => engine.connection, migrationsDir: folder, log: silentLog })
  try {
    return await db.query(text)
  } finally {
    await db.close()
    await rm(folder, { recursive: true })
  }
}

it('serves on a unix socket only, writes commits to disk, and ends with nothing left running', async () => {
  const engine = await start()
  const settings = await ask(engine, "select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'synchronous_commit', 'data_checksums') order by name")
  expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', '', 'on'])
  const { pid } = engine
  await engine.stop()
  expect(identifyProcess(pid ?? 0)).toBeUndefined()
})

it('keeps what it holds over a start, also when another process has got the number of one that was killed', async () => {
  const first = await start()
  await ask(first, 'create table kept (n int)')
  await first.stop()
  // A container numbers its processes anew: the old pid file names somebody who runs, us.
  await writeFile(path.join(first.folder, 'data/postmaster.pid'), `${process.pid}\n${first.folder}/data\n0\n5432\n\n\n\nready\n`)
  expect(await ask(await start(), 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
})

it('refuses a second start on the same data, naming the process', async () => {
  await start()
  const second = startPostgres({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
  await expect(second).rejects.toThrow(StartError)
  await expect(second).rejects.toThrow(String(process.pid))
})

it('begins again where a start was killed before the database was whole', async () => {
  const home = await openPostgresHome({ dataDir, cacheDir })
  await mkdir(path.join(home.folder, 'data.draft/half'), { recursive: true })
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
})

it('says why there is none, instead of failing, and the rest goes on', async () => {
  const first = await start()
  const seat = openPostgres({ databaseUrl: undefined, dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
  await expect.poll(() => seat.state().kind).toBe('absent')
  expect(seat.state()).toMatchObject({ reason: expect.stringContaining(String(process.pid)) })
  expect(seat.connection()).toBeUndefined()
  await seat.stop()
  expect(first.pid).toBeDefined()
})
