import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { CURSOR_ZERO, type Catalogue, type FeedId, type RunId, type SeriesName, type SourceId } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import type { Db } from '../../server/db/index.ts'
import { createDerive } from '../../server/derive/index.ts'
import { createDayStart, createPartitions, createWriter, heldSince } from '../../server/history/index.ts'
import { type Log, silentLog } from '../../server/log.ts'
import { startTestPostgres, type TestPostgres } from '../support/postgres.ts'
import { startTestRedis, type TestRedis } from '../support/redis.ts'
import { openBus } from '../support/redis-bus.ts'
import { waitUntil } from '../support/wait-until.ts'

const SOURCE = 'egov' as SourceId
const MINUTE = 60_000
const NOW = Math.floor(Date.now() / 1_000) * 1_000
const [FIRST, THEN, LAST] = [NOW - 90 * MINUTE, NOW - 60 * MINUTE, NOW - 30 * MINUTE]
const shape = { domain: 'egov', level: 'commune', decimals: 1, due: { every: '12h' } }
const catalogue = {
  indicators: [
    { ...shape, id: 'egov.done', aggregation: 'sum' }, { ...shape, id: 'egov.all', aggregation: 'sum' },
    { ...shape, id: 'egov.rate', aggregation: 'weighted', formula: '100 * {egov.done} / {egov.all}' },
  ],
  localities: [{ id: 'tn2025', level: 'province' }, ...['a', 'b'].map((id) => ({ id, level: 'commune', parent: 'tn2025' }))],
  sources: [{ id: 'egov', origin: 'real' }],
} as unknown as Catalogue // what is read of it

let postgres: TestPostgres
let db: Db
let redis: TestRedis
let bus: Bus
let stops: (() => Promise<void>)[] = []
let runs = 0
let warnings: unknown[][] = []
const log: Log = { ...silentLog, warn: (...words: unknown[]) => void warnings.push(words) }

beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
beforeEach(async () => {
  await db.query('truncate sample, rollup_hour, rollup_day, reader')
  redis = await startTestRedis()
  bus = openBus(redis)
  warnings = []
  stops = [() => redis.stop(), () => bus.close()]
})
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop()
})
afterAll(() => postgres?.stop())

function keepHistory(): void {
  const writer = createWriter({ bus, db, clock: systemClock, log: silentLog, dayStart: createDayStart('Asia/Ho_Chi_Minh'), partitions: createPartitions(db, 8), instance: 'one' })
  writer.start()
  stops.push(() => writer.stop())
}

/** Begins to compute; what it answers ends it. */
function compute(instance: string, withHistory: boolean): () => Promise<void> {
  const derive = createDerive({
    bus, clock: systemClock, log, instance, catalogue: () => catalogue, holdsAt: () => true, curves: () => [], startOf: Date.parse,
    dueOf: (_, at) => ({ liveUntil: at + 720 * MINUTE, lateUntil: at + 720 * MINUTE }), ...(withHistory ? { heldSince: (query) => heldSince(db, query) } : {}),
  })
  derive.start()
  stops.push(() => derive.stop())
  return () => derive.stop()
}

async function tell(figures: Record<string, number>, at: number, period?: string): Promise<void> {
  runs += 1
  await bus.publish({
    run: { id: `${SOURCE}:${runs}` as RunId, source: SOURCE, startedAt: at, endedAt: at, fence: 0, raw: [], accepted: 1, unchanged: 0, rejected: 0, rejects: [] },
    samples: Object.entries(figures).map(([series, value]) => ({ series: `egov.${series}` as SeriesName, feed: 'egov' as FeedId, at, value, period })),
  })
}

/** All the log says of the province's rate, the newest word last. */
async function said(at: number, period?: string): Promise<unknown> {
  const { entries } = await bus.read(CURSOR_ZERO, { count: 200, blockMs: 0 })
  const [value] = entries.flatMap(({ samples }) => samples).filter((one) => one.series === 'egov.rate@tn2025' && one.at === at && one.period === period).slice(-1)
  return value?.value
}
const untilSaid = (value: number, at: number, period?: string) => waitUntil(`the rate is ${value}`, async () => (await said(at, period)) === value, { withinMs: 30_000, everyMs: 50 })

/** Another has taken over and holds what the bus holds: what comes from now on is news to it. */
async function takeOver(withHistory: boolean, period?: string): Promise<void> {
  compute('two', withHistory)
  await tell(whole, NOW, period)
  await waitUntil('it computes', async () => (await bus.latest()).samples.some(({ series, at }) => series === 'egov.all@tn2025' && at === NOW), { withinMs: 30_000, everyMs: 20 })
}

const whole = { 'all@a': 10, 'all@b': 10 }

it('follows a correction of a moment before it began, by what history tells of that moment', async () => {
  keepHistory()
  const stop = compute('one', true)
  for (const [at, done] of [[FIRST, 1], [THEN, 2], [LAST, 3]] as const) {
    await tell({ ...whole, 'done@a': done, 'done@b': done }, at)
    await untilSaid(done * 10, at)
  }
  await stop()
  await takeOver(true)
  await tell({ 'done@a': 6 }, THEN)
  await untilSaid(40, THEN)
  expect(await said(FIRST)).toBe(10)
  expect(await said(LAST)).toBe(30)
  expect(warnings).toEqual([])
})

it('follows a correction of an earlier month, told today', async () => {
  keepHistory()
  const stop = compute('one', true)
  for (const [at, period, done] of [[FIRST, '2026-08', 1], [THEN, '2026-09', 2], [LAST, '2026-10', 3]] as const) {
    await tell({ ...whole, 'done@a': done, 'done@b': done }, at, period)
    await untilSaid(done * 10, at, period)
  }
  await stop()
  await takeOver(true, '2026-10')
  await tell({ 'done@a': 8 }, NOW, '2026-08')
  // b has told nothing newer of that month, and by it the figure is as old as before.
  await untilSaid(45, FIRST, '2026-08')
  expect(warnings).toEqual([])
})

it('says that it is not followed where there is no history, and publishes no guess', async () => {
  const stop = compute('one', false)
  for (const [at, done] of [[FIRST, 1], [LAST, 3]] as const) {
    await tell({ ...whole, 'done@a': done, 'done@b': done }, at)
    await untilSaid(done * 10, at)
  }
  await stop()
  await takeOver(false)
  await tell({ 'done@a': 6 }, FIRST)
  await waitUntil('it is said', async () => warnings.length > 0, { withinMs: 30_000, everyMs: 20 })
  expect(warnings[0]).toMatchObject([{ reason: 'there is no history' }, 'a late correction is not followed into the past'])
  await tell({ 'done@a': 4, 'done@b': 4 }, NOW + 1)
  expect(await said(FIRST)).toBe(10)
  await waitUntil('it goes on', async () => (await bus.latest()).samples.some(({ series, value }) => series === 'egov.done@tn2025' && value === 8), { withinMs: 30_000, everyMs: 50 })
})
