import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { SeriesName } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { waitUntil } from '../../tests/support/wait-until.ts'
import type { LogEntry } from '../bus/bus.ts'
import type { Db } from '../db/index.ts'
import { createBackfill } from './backfill.ts'
import { createDayStart, createStepOf } from './day-of.ts'
import { createNames } from './names.ts'
import { createPartitions } from './partitions.ts'
import { createPast } from './past.ts'
import type { History } from './recent.ts'
import { writeBatch } from './write-batch.ts'

const HOUR = 3_600_000
const BEAT = 30_000
const dayStart = createDayStart('Asia/Ho_Chi_Minh')
const NOW = Date.UTC(2026, 4, 16, 8)
/** Midnight in Việt Nam, six days ago: raw samples are kept of it. */
const DAY = dayStart(NOW - 144 * HOUR)
const A = 'a@x' as SeriesName
let postgres: TestPostgres
let db: Db
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(() => db.query('truncate sample, rollup_hour, rollup_day'))

const rawDays = () => {
  const partitions = createPartitions(db, 8)
  return { ensure: () => partitions.ensure(NOW), floor: partitions.floor }
}
const open = () => createBackfill(db, dayStart, rawDays())
const dayOf = () => db.query('select r.n, r.sum, r.last, r.reported, r.expected, o.name as source from rollup_day r join source o on o.id = r.source')
const receive = async (at: number, value: number) => {
  const entry = { cursor: `${at}-0`, run: { id: 's:1', source: 's', endedAt: at, rejected: 0 }, samples: [{ series: A, at, value, source: 's', run: 's:1', receivedAt: at }] } as unknown as LogEntry // only its samples and place are read
  await db.transaction((queries) => writeBatch(queries, [entry], { series: createNames('series'), source: createNames('source'), dayStart, floor: 0 }))
}
const hours = () => Array.from({ length: 24 }, (_, hour) => ({ series: A, at: DAY + hour * HOUR + 59 * 60_000, value: hour, coverage: { reported: 92, expected: 96 } }))
/** One hour at its own rhythm, value 7. */
const beats = (from = DAY) => Array.from({ length: HOUR / BEAT }, (_, index) => ({ series: A, at: from + index * BEAT + 7_000, value: 7 }))
const raw = async () => (await createPast({ db, recent: { range: async () => ({ reach: undefined, samples: [] }) } as unknown as History, stepOf: createStepOf(dayStart) }).range({ series: A, from: DAY, to: DAY + 24 * HOUR, step: 'raw' })).samples

it('fills hours and their days once, keeps what was received, and says where to go on', async () => {
  await receive(DAY + 5 * HOUR, 1_000)
  const backfill = open()
  expect(await backfill.since('s-backfill')).toBeUndefined()
  await backfill.hours('s-backfill', hours())
  await backfill.hours('s-backfill', hours())
  const sum = 23 * 12 - 5 + 1_000
  expect(await dayOf()).toEqual([{ n: 24, sum, last: 23, reported: 92, expected: 96, source: 's-backfill' }])
  expect(await backfill.since('s-backfill')).toBe(DAY)
  expect(await db.query('select count(*)::int as n from sample')).toEqual([{ n: 1 }])
})

it('puts samples in the place of the one value of their hour, and the same again changes nothing', async () => {
  const backfill = open()
  await backfill.hours('s-backfill', hours())
  expect(await backfill.sinceSample('s-backfill', A)).toBeUndefined()
  expect(await backfill.samples('s-backfill', beats(), BEAT)).toBe(120)
  expect(await open().samples('s-backfill', beats(), BEAT)).toBe(0)
  expect(await db.query('select n, sum from rollup_hour order by at limit 2')).toEqual([{ n: 120, sum: 840 }, { n: 1, sum: 1 }])
  expect(await dayOf()).toMatchObject([{ n: 143, sum: 840 + 23 * 12 }])
  expect(await backfill.sinceSample('s-backfill', A)).toBe(DAY + 7_000)
})

it('invents nothing beside a sample that was received, and what is received later for the same moment is in force', async () => {
  await receive(DAY + 10 * BEAT, 1_000)
  expect(await open().samples('s-backfill', beats(), BEAT)).toBe(118)
  await receive(DAY + 7_000, 500)
  const samples = await raw()
  expect(samples).toHaveLength(119)
  expect(samples[0]).toMatchObject({ value: 500, source: 's' })
  expect(samples.filter(({ source }) => source === 's').map(({ value }) => value)).toEqual([500, 1_000])
  expect(await db.query('select n, sum from rollup_hour')).toEqual([{ n: 119, sum: 500 + 1_000 + 117 * 7 }])
})

it('keeps months of long ago with their period, and answers them raw and by day', async () => {
  const at = Date.UTC(2023, 1, 1) - 7 * HOUR - 1_000
  const rows = [{ series: A, at, value: 12, period: '2023-01', state: 'official' as const }]
  expect([await open().samples('months', rows, 0), await open().samples('months', rows, 0)]).toEqual([1, 0])
  const past = createPast({ db, recent: { range: async () => ({ reach: undefined, samples: [] }) } as unknown as History, stepOf: createStepOf(dayStart) })
  const ask = async (step: number | 'raw') => (await past.range({ series: A, from: Date.UTC(2023, 0, 1), to: NOW, step })).samples
  expect(await ask('raw')).toMatchObject([{ at, value: 12, period: '2023-01', state: 'official', source: 'months' }])
  expect(await ask(24 * HOUR)).toMatchObject([{ at, value: 12, bucket: { n: 1 } }])
})

it('waits for the writer of the log: both count the same hours', async () => {
  await db.query("insert into reader (name, epoch, cursor) values ('history', '', '0-0') on conflict do nothing")
  const order: string[] = []
  let backfilled: Promise<unknown> = Promise.resolve()
  await db.transaction(async (queries) => {
    await queries.query("update reader set cursor = '1-0' where name = 'history'")
    backfilled = open().hours('s-backfill', hours()).then(() => order.push('backfill'))
    await waitUntil('the backfill waits', async () => (await db.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).length > 0)
    order.push('writer')
  })
  await backfilled
  expect(order).toEqual(['writer', 'backfill'])
})
