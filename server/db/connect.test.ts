import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { silentLog } from '../log.ts'
import { createDb, DbUnavailableError } from './index.ts'

let postgres: TestPostgres
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ioc-migrations-'))
  await writeFile(path.join(folder, '0001-fruit.sql'), 'create table fruit (name text primary key, big bigint); insert into fruit values (\'xoài\', 1764000000000);')
  postgres = await startTestPostgres()
})
afterAll(async () => {
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})

it('runs the migrations once, also when two doors open together', async () => {
  const [first, second] = [postgres.openDb(folder), postgres.openDb(folder)]
  const rows = await Promise.all([first, second].map((db) => db.query('select name, big from fruit')))
  expect(rows).toEqual([[{ name: 'xoài', big: 1_764_000_000_000 }], [{ name: 'xoài', big: 1_764_000_000_000 }]])
})

it('refuses a migration that was changed after it ran', async () => {
  const changed = await mkdtemp(path.join(tmpdir(), 'ioc-migrations-'))
  await writeFile(path.join(changed, '0001-fruit.sql'), 'select 1')
  await expect(postgres.openDb(changed).ready()).rejects.toThrow('0001-fruit.sql was changed')
  await rm(changed, { recursive: true })
})

it('undoes a transaction that throws, and says what was wrong with a question', async () => {
  const db = postgres.openDb(folder)
  await expect(db.transaction(async (queries) => {
    await queries.query('insert into fruit values ($1, $2)', ['ổi', 2])
    await queries.query('select * from nothing')
  })).rejects.toThrow('nothing')
  expect(await db.query('select name from fruit')).toEqual([{ name: 'xoài' }])
})

it('says unavailable while the server is gone, and works again by itself when it is back', async () => {
  const db = postgres.openDb(folder)
  await db.ready()
  await postgres.kill()
  await expect(db.query('select 1')).rejects.toThrow(DbUnavailableError)
  await waitUntil('it answers again', async () => (await db.query('select 1 as one').catch(() => [])).length === 1, { withinMs: 30_000 })
  expect(await db.query('select count(*) as n from fruit')).toEqual([{ n: 1 }])
})

it('gives up on a server that answers nothing, and does not hand its connection to the next caller', async () => {
  const db = createDb({ connection: () => postgres.engine.connection, migrationsDir: folder, log: silentLog, queryWithinMs: 300 })
  await db.ready()
  await expect(db.query('select pg_sleep(20)')).rejects.toThrow(DbUnavailableError)
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
  await db.close()
})

it('says unavailable where there is none', async () => {
  const db = createDb({ connection: () => undefined, migrationsDir: folder, log: silentLog })
  await expect(db.query('select 1')).rejects.toThrow(DbUnavailableError)
})
