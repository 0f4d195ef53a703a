import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SeriesName } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import type { LogEntry } from '../bus/bus.ts'
import type { Db } from '../db/index.ts'
import { createBackfill } from './backfill.ts'
import { createDayStart } from './day-of.ts'
import { createNames } from './names.ts'
import { writeBatch } from './write-batch.ts'

const HOUR = 3_600_000
const dayStart = createDayStart('Asia/Ho_Chi_Minh')
const DAY = dayStart(Date.UTC(2026, 4, 10, 8))
const A = 'a@x' as SeriesName
let postgres: TestPostgres
let db: Db
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())

const dayOf = () => db.query('select r.n, r.sum, r.last, r.reported, r.expected, o.name as source from rollup_day r join source o on o.id = r.source')

it('fills hours and their days once, keeps what was received, and says where to go on', async () => {
  const received = { cursor: '1-0', samples: [{ series: A, at: DAY + 5 * HOUR, value: 1_000, source: 's', run: 's:1', receivedAt: DAY }] } as unknown as LogEntry // only its samples and place are read
  await db.transaction((queries) => writeBatch(queries, [received], { series: createNames('series'), source: createNames('source'), dayStart, floor: 0 }))
  const backfill = createBackfill(db, dayStart)
  expect(await backfill.since('s-backfill')).toBeUndefined()
  const rows = Array.from({ length: 24 }, (_, hour) => ({ series: A, at: DAY + hour * HOUR + 59 * 60_000, value: hour, coverage: { reported: 92, expected: 96 } }))
  await backfill.hours('s-backfill', rows)
  await backfill.hours('s-backfill', rows)
  const sum = 23 * 12 - 5 + 1_000
  expect(await dayOf()).toEqual([{ n: 24, sum, last: 23, reported: 92, expected: 96, source: 's-backfill' }])
  expect(await backfill.since('s-backfill')).toBe(DAY)
  expect(await db.query('select count(*)::int as n from sample')).toEqual([{ n: 1 }])
})
