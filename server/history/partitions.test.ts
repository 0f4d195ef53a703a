import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { KeptSample, SeriesName } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import type { LogEntry } from '../bus/bus.ts'
import type { Db } from '../db/index.ts'
import { createDayStart } from './day-of.ts'
import { createNames } from './names.ts'
import { createPartitions } from './partitions.ts'
import { writeBatch } from './write-batch.ts'

const DAY = 86_400_000
const KEEP_DAYS = 8
const TODAY = Math.floor(Date.now() / DAY) * DAY
const LONG_AGO = Date.UTC(2023, 0, 15)

let postgres: TestPostgres
let db: Db
let written = 0
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  await db.query('truncate sample, rollup_hour, rollup_day')
  for (const { name } of await db.query<{ name: string }>('delete from sample_day returning name')) await db.query(`drop table ${name}`)
})

async function write(ats: number[], floor: number, value = 1): Promise<void> {
  written += 1
  const samples = ats.map((at): KeptSample => ({ series: 'a@x' as SeriesName, at, value, source: 's' as KeptSample['source'], run: 's:1' as KeptSample['run'], receivedAt: at }))
  const entry = { cursor: `${written}-0`, run: { id: 's:1', source: 's', endedAt: TODAY, rejected: 0 }, samples } as unknown as LogEntry // what of it is read
  await db.transaction((queries) => writeBatch(queries, [entry], { series: createNames('series'), source: createNames('source'), dayStart: createDayStart('Asia/Ho_Chi_Minh'), floor }))
}

const daysOf = async (table: string) => (await db.query<{ at: number }>(`select distinct (extract(epoch from date_trunc('day', at at time zone 'UTC')) * 1000)::bigint as at from ${table} order by 1`)).map(({ at }) => at)
const tables = async () => (await db.query<{ name: string }>("select relid::text as name from pg_partition_tree('sample') where isleaf order by 1")).map(({ name }) => name)

it('drops the days past their time and nothing else: newer ones stay, hours and days stay, and so does what has no day of its own', async () => {
  const partitions = createPartitions(db, KEEP_DAYS)
  await partitions.ensure(TODAY)
  const ats = [LONG_AGO, ...Array.from({ length: KEEP_DAYS + 1 }, (_, i) => TODAY - i * DAY)]
  await write(ats, partitions.floor())
  expect(partitions.floor()).toBe(TODAY - KEEP_DAYS * DAY)

  expect(await partitions.drop(TODAY, KEEP_DAYS)).toBe(0)
  const before = await tables()
  expect(await partitions.drop(TODAY + 3 * DAY, KEEP_DAYS)).toBe(3)
  expect((await tables()).length).toBe(before.length - 3)
  expect(await daysOf('sample')).toEqual(ats.filter((at) => at === LONG_AGO || at >= TODAY - 5 * DAY).toSorted((a, b) => a - b))
  expect(await db.query('select count(*)::int as n from sample_other')).toEqual([{ n: 1 }])
  expect(await daysOf('rollup_hour')).toEqual(ats.toSorted((a, b) => a - b))
  expect(partitions.floor()).toBe(TODAY - 5 * DAY)
})

it('lets an hour grow by what comes late for a day that is gone, and counts no correction twice', async () => {
  const partitions = createPartitions(db, KEEP_DAYS)
  await partitions.ensure(TODAY)
  const old = TODAY - KEEP_DAYS * DAY
  await write([old, old + 1_000], partitions.floor(), 10)
  await partitions.drop(TODAY + DAY, KEEP_DAYS)
  await write([old + 2_000], partitions.floor(), 4)
  await write([old + 2_000], partitions.floor(), 6)
  expect(await db.query('select n, sum, last from rollup_hour')).toEqual([{ n: 3, sum: 26, last: 6 }])
})

it('gives each day its own place ahead of time, and moves what came before it had one', async () => {
  const partitions = createPartitions(db, KEEP_DAYS)
  await partitions.ensure(TODAY)
  const ahead = TODAY + 3 * DAY
  await write([ahead], partitions.floor())
  expect(await db.query('select count(*)::int as n from sample_other')).toEqual([{ n: 1 }])
  await partitions.ensure(TODAY + DAY)
  expect(await db.query('select count(*)::int as n from sample_other')).toEqual([{ n: 0 }])
  expect(await daysOf('sample')).toEqual([ahead])
  expect((await tables()).length).toBe(KEEP_DAYS + 1 + 3 + 1)
})
