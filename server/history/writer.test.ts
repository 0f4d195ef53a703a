import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CURSOR_ZERO, type Run, type SeriesName, type SourceId } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { type BatchSample, type Bus, createMemoryBus } from '../bus/index.ts'
import { systemClock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { silentLog } from '../log.ts'
import { createDayStart } from './day-of.ts'
import { createPartitions } from './partitions.ts'
import { createWriter, type Writer } from './writer.ts'

const HOUR = 3_600_000
const NOW = Date.now()
/** A whole hour some time ago, so that a few samples stay within it. */
const AT = Math.floor(NOW / HOUR) * HOUR - 5 * HOUR
let postgres: TestPostgres
let db: Db
let bus: Bus
let writers: Writer[]
let runs = 0
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  for (const writer of writers ?? []) await writer.stop()
  writers = []
  bus = createMemoryBus({ clock: systemClock })
  await db.query('truncate sample, rollup_hour, rollup_day, reader')
})

function write(instance = 'a'): Writer {
  const writer = createWriter({ bus, db: postgres.openDb(), clock: systemClock, log: silentLog, dayStart: createDayStart('Asia/Ho_Chi_Minh'), partitions: createPartitions(postgres.openDb(), 8), instance })
  writer.start()
  writers.push(writer)
  return writer
}

async function publish(samples: [series: string, at: number, value: number | string][]): Promise<void> {
  runs += 1
  const run: Run = { id: `push-demo:${runs}` as Run['id'], source: 'push-demo' as SourceId, startedAt: NOW, endedAt: NOW, fence: 0, raw: [], accepted: samples.length, unchanged: 0, rejected: 0, rejects: [] }
  await bus.publish({ run, samples: samples.map(([series, at, value]): BatchSample => ({ series: series as SeriesName, feed: 'ioc' as BatchSample['feed'], at, value })) })
}

async function taken(): Promise<void> {
  const { cursor } = await bus.head()
  await waitUntil('history has taken it', async () => (await db.query('select 1 from reader where cursor = $1', [cursor])).length === 1)
}

const hours = () => db.query('select s.name, (extract(epoch from r.at) * 1000)::bigint as at, r.n, r.sum, r.min, r.max, r.last from rollup_hour r join series s on s.id = r.series order by s.name, r.at')

it('keeps every sample, and rolls them up by hour and by local day', async () => {
  write()
  await publish([['a@x', AT, 1], ['a@x', AT + 60_000, 3], ['b@x', AT, 5]])
  await publish([['a@x', AT + HOUR, 10]])
  await taken()
  expect(await hours()).toEqual([
    { name: 'a@x', at: AT, n: 2, sum: 4, min: 1, max: 3, last: 3 },
    { name: 'a@x', at: AT + HOUR, n: 1, sum: 10, min: 10, max: 10, last: 10 },
    { name: 'b@x', at: AT, n: 1, sum: 5, min: 5, max: 5, last: 5 },
  ])
  const days = await db.query('select sum(n)::int as n, sum(sum) as sum, count(*)::int as days, min(extract(hour from at at time zone \'Asia/Ho_Chi_Minh\'))::int as hour from rollup_day r join series s on s.id = r.series where s.name = \'a@x\'')
  expect(days[0]).toMatchObject({ n: 3, sum: 14, hour: 0 })
})

it('keeps a correction beside what it corrects: the sum changes, the count does not', async () => {
  write()
  await publish([['a@x', AT, 1], ['a@x', AT + 1_000, 2]])
  await publish([['a@x', AT, 7]])
  await taken()
  expect(await hours()).toEqual([{ name: 'a@x', at: AT, n: 2, sum: 9, min: 2, max: 7, last: 2 }])
  expect(await db.query('select count(*)::int as n from sample')).toEqual([{ n: 3 }])
})

it('changes nothing when the same log is read again', async () => {
  const first = write()
  await publish([['a@x', AT, 1], ['a@x', AT + 1_000, 2]])
  await publish([['a@x', AT, 7]])
  await taken()
  await first.stop()
  const before = [await hours(), await db.query('select * from sample order by series, at, written_ms, written_seq, n')]
  await db.query('update reader set cursor = $1', [CURSOR_ZERO])
  write('b')
  await taken()
  expect([await hours(), await db.query('select * from sample order by series, at, written_ms, written_seq, n')]).toEqual(before)
})

it('lets the log forget only what is written', async () => {
  await publish([['a@x', AT, 1]])
  const writer = write()
  await taken()
  await waitUntil('the log may be trimmed', async () => (await bus.trim({ maxAgeMs: -1, maxEntries: 0 })).dropped === 1)
  await writer.stop()
  await publish([['a@x', AT + 1_000, 2]])
  expect(await bus.trim({ maxAgeMs: -1, maxEntries: 0 })).toMatchObject({ dropped: 0, heldBy: 'history' })
})

it('keeps another coverage of an equal value, and counts it once', async () => {
  write()
  const told = async (reported: number) => {
    runs += 1
    const run: Run = { id: `push-demo:${runs}` as Run['id'], source: 'push-demo' as SourceId, startedAt: NOW, endedAt: NOW, fence: 0, raw: [], accepted: 1, unchanged: 0, rejected: 0, rejects: [] }
    await bus.publish({ run, samples: [{ series: 'a@x' as SeriesName, feed: 'ioc' as BatchSample['feed'], at: AT, value: 7, coverage: { reported, expected: 96 } }] })
  }
  await told(96)
  await told(92)
  await taken()
  expect(await db.query('select n, sum, reported, expected from rollup_hour')).toEqual([{ n: 1, sum: 7, reported: 92, expected: 96 }])
})

it('keeps words, and does not add them up', async () => {
  write()
  await publish([['c@x', AT, 'open']])
  await taken()
  expect(await db.query('select word, value from sample')).toEqual([{ word: 'open', value: null }])
  expect(await hours()).toEqual([])
})

it('takes a figure of years ago without losing one that stands there', async () => {
  const old = Date.UTC(2023, 0, 15)
  write()
  await publish([['a@x', old, 5]])
  await publish([['a@x', old + 1_000, 9]])
  await publish([['a@x', old, 6]])
  await taken()
  expect(await hours()).toEqual([{ name: 'a@x', at: old, n: 2, sum: 15, min: 5, max: 9, last: 9 }])
})

it('takes a correction of years ago that comes alone: the sum changes, the count does not', async () => {
  const old = Date.UTC(2023, 1, 15)
  write()
  await publish([['a@x', old, 5], ['a@x', old + 1_000, 9]])
  await taken()
  await publish([['a@x', old, 6]])
  await taken()
  expect(await hours()).toMatchObject([{ n: 2, sum: 15, last: 9 }])
})

it('counts an hour of many samples right while it grows, is corrected and grows on', async () => {
  const many = (from: number, count: number) => Array.from({ length: count }, (_, i): [string, number, number] => ['a@x', AT + (from + i) * 1_000, from + i])
  write()
  for (const from of [0, 300, 350]) {
    await publish(many(from, from === 0 ? 300 : 50))
    await taken()
  }
  expect(await hours()).toEqual([{ name: 'a@x', at: AT, n: 400, sum: (399 * 400) / 2, min: 0, max: 399, last: 399 }])
  await publish([['a@x', AT, 1_000], ['a@x', AT + 400_000, 400]])
  await taken()
  expect(await hours()).toMatchObject([{ n: 401, min: 1, max: 1_000, last: 400 }])
  await publish([['a@x', AT + 350_500, -5]]) // late: it is not the last
  await taken()
  expect(await hours()).toEqual([{ name: 'a@x', at: AT, n: 402, sum: (400 * 401) / 2 + 1_000 - 5, min: -5, max: 1_000, last: 400 }])
})

it('writes in one process at a time, and goes on in the other when it ends', async () => {
  const first = write('a')
  await waitUntil('the first writes', () => first.state().kind === 'writing')
  const second = write('b')
  await publish([['a@x', AT, 1]])
  await taken()
  expect(second.state().kind).toBe('standby')
  await first.stop()
  await publish([['a@x', AT + 1_000, 2]])
  await taken()
  expect(await hours()).toEqual([{ name: 'a@x', at: AT, n: 2, sum: 3, min: 1, max: 2, last: 2 }])
})
