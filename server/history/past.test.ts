import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KeptSample, SeriesName } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import type { LogEntry } from '../bus/bus.ts'
import { createDb, type Db } from '../db/index.ts'
import { silentLog } from '../log.ts'
import { createDayStart, createStepOf } from './day-of.ts'
import { createNames } from './names.ts'
import { createPast } from './past.ts'
import { createPartitions } from './partitions.ts'
import type { History } from './recent.ts'
import { writeBatch } from './write-batch.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.now()
/** Midnight in Vietnam three days ago. */
const DAY_START = createDayStart('Asia/Ho_Chi_Minh')(NOW - 3 * DAY)
const A = 'a@x' as SeriesName

let postgres: TestPostgres
let db: Db
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
  const partitions = createPartitions(db, 8)
  await partitions.ensure(NOW)
  const samples = Array.from({ length: 48 }, (_, i) => sample(DAY_START + i * (HOUR / 2), i))
  const entry = { cursor: '1-0', run: { id: 's:1', source: 's', endedAt: 0, rejected: 0 }, samples } as unknown as LogEntry // what of it is read
  await db.transaction((queries) => writeBatch(queries, [entry, { ...entry, cursor: '2-0' as LogEntry['cursor'], samples: [{ ...sample(DAY_START, 100), coverage: { reported: 92, expected: 96 } }] }], {
    series: createNames('series'), source: createNames('source'), dayStart: createDayStart('Asia/Ho_Chi_Minh'), floor: partitions.floor(),
  }))
})
afterAll(() => postgres?.stop())

const sample = (at: number, value: number): KeptSample => ({ series: A, at, value, source: 's' as KeptSample['source'], run: 's:1' as KeptSample['run'], receivedAt: at })
const log = (samples: KeptSample[], reach: number | undefined): Pick<History, 'range'> => ({ range: async () => ({ reach, samples }) })
const past = (near = log([], undefined), of = db) => createPast({ db: of, recent: near as History, stepOf: createStepOf(createDayStart('Asia/Ho_Chi_Minh')) })
const ask = (step: number | 'raw', more: { from?: number; to?: number; limit?: number } = {}) => ({ series: A, from: DAY_START, to: DAY_START + DAY - 1, step, ...more })

it('answers the samples in force, a correction in the place of what it corrects', async () => {
  const { samples, reach } = await past().range(ask('raw'))
  expect(samples).toHaveLength(48)
  expect(samples[0]).toMatchObject({ at: DAY_START, value: 100, coverage: { reported: 92, expected: 96 } })
  expect(reach).toBe(DAY_START)
})

it('answers hours and local days with what they came to', async () => {
  const hours = (await past().range(ask(HOUR))).samples
  expect(hours).toHaveLength(24)
  expect(hours[0]).toMatchObject({ value: 1, bucket: { n: 2, mean: 50.5, min: 1, max: 100 } })
  const days = (await past().range(ask(DAY))).samples
  expect(days).toHaveLength(1)
  expect(days[0]?.bucket).toMatchObject({ n: 48, min: 1, max: 100 })
  const sixes = (await past().range(ask(6 * HOUR))).samples
  expect(sixes.reduce((n, one) => n + (one.bucket?.n ?? 0), 0)).toBe(48)
  expect(sixes.length).toBeLessThanOrEqual(5)
})

it('says from when on there is anything where the span asked for is empty', async () => {
  expect(await past().range(ask('raw', { from: DAY_START + 2 * DAY, to: DAY_START + 2 * DAY + HOUR }))).toEqual({ reach: DAY_START, samples: [] })
})

it('takes the last of each step where steps are short, and thins to what was asked', async () => {
  expect((await past().range(ask(HOUR / 4))).samples).toHaveLength(48)
  expect((await past().range(ask('raw', { limit: 10 }))).samples).toHaveLength(10)
})

it('keeps each local day apart, in PostgreSQL and in the log, also by night, when UTC still counts the day before', async () => {
  const B = 'b@x' as SeriesName
  const of = (at: number, value: number) => ({ ...sample(at, value), series: B })
  const partitions = createPartitions(db, 8)
  await partitions.ensure(NOW)
  const entry = { cursor: '3-0', run: { id: 's:1', source: 's', endedAt: 0, rejected: 0 }, samples: [of(DAY_START + DAY - 60_000, 900), of(DAY_START + DAY + 5 * HOUR, 4)] } as unknown as LogEntry // as above
  await db.transaction((queries) => writeBatch(queries, [entry], { series: createNames('series'), source: createNames('source'), dayStart: createDayStart('Asia/Ho_Chi_Minh'), floor: partitions.floor() }))
  const answer = async (near: KeptSample[]) => (await past(log(near, undefined)).range({ series: B, from: DAY_START, to: NOW, step: DAY })).samples.map(({ value }) => value)
  expect(await answer([])).toEqual([900, 4])
  expect(await answer([of(DAY_START + DAY + 6 * HOUR, 7)])).toEqual([900, 7])
})

it('adds what only the log holds yet, without a seam and without doubling', async () => {
  const near = log([sample(DAY_START + DAY - HOUR / 2, 47), sample(DAY_START + DAY - 60_000, 48)], DAY_START + DAY - HOUR)
  const { samples, reach } = await past(near).range(ask('raw'))
  expect(samples.map((one) => one.value).slice(-3)).toEqual([46, 47, 48])
  expect(samples).toHaveLength(49)
  expect(reach).toBe(DAY_START)
})

it('answers from the log alone while there is no PostgreSQL, with its own reach', async () => {
  const near = log([sample(DAY_START, 5)], DAY_START)
  const down = createDb({ connection: () => undefined, migrationsDir: '', log: silentLog })
  expect(await past(near, down).range(ask('raw'))).toEqual({ reach: DAY_START, samples: [sample(DAY_START, 5)] })
})
