import { afterEach, beforeEach, expect, it } from 'vitest'
import { CURSOR_ZERO, type Catalogue, type FeedId, type RunId, type SeriesName, type SourceId } from '#contract'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { type Bus, BusFullError, createMemoryBus } from '../bus/index.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { createDerive, type Derive } from './index.ts'

const EGOV = 'egov' as SourceId
const TOTAL = 'egov.overdue@tn2025' as SeriesName
const catalogue = {
  indicators: [{ id: 'egov.overdue', domain: 'egov', level: 'commune', aggregation: 'sum', decimals: 0, due: { every: '1h' } }],
  localities: [{ id: 'tn2025', level: 'province' }, ...['a', 'b'].map((id) => ({ id, level: 'commune', parent: 'tn2025' }))],
  sources: [{ id: 'egov', origin: 'real' }],
} as unknown as Catalogue // what is read of it

let current = catalogue
let bus: Bus
let running: Derive[] = []
let number = 0
let shiftedMs = 0
const clock = { ...systemClock, now: () => Date.now() + shiftedMs }
const HOUR = 3_600_000

beforeEach(() => {
  shiftedMs = 0
  current = catalogue
  bus = createMemoryBus({ clock: systemClock })
})
afterEach(async () => {
  await Promise.all(running.map((derive) => derive.stop()))
  running = []
  await bus.close()
})

function start(instance: string, on: Bus = bus): Derive {
  const derive = createDerive({
    bus: on, clock, log: silentLog, instance, catalogue: () => current, holdsAt: () => true, curves: () => [], startOf: Date.parse, dueOf: (_, at) => ({ liveUntil: at + HOUR, lateUntil: at + HOUR }),
  })
  derive.start()
  running.push(derive)
  return derive
}

async function tell(figures: Record<string, number>, at = Date.now()): Promise<void> {
  number += 1
  await bus.publish({
    run: { id: `${EGOV}:${number}` as RunId, source: EGOV, startedAt: at, endedAt: at, fence: 0, raw: [], accepted: 1, unchanged: 0, rejected: 0, rejects: [] },
    samples: Object.entries(figures).map(([commune, value]) => ({ series: `egov.overdue@${commune}` as SeriesName, feed: 'egov' as FeedId, at, value })),
  })
}

const total = async () => (await bus.latest()).samples.find(({ series }) => series === TOTAL)
const totalOf = (value: number) => waitUntil(`the sum is ${value}`, async () => (await total())?.value === value, { withinMs: 10_000, everyMs: 20 })
const reportedIs = (count: number) => waitUntil(`${count} have reported`, async () => (await total())?.coverage?.reported === count, { withinMs: 10_000, everyMs: 20 })

it('begins with what the bus holds, follows the log, and publishes what came in one beat as one batch', async () => {
  await tell({ a: 1 })
  start('one')
  await totalOf(1)
  expect((await total())?.coverage).toEqual({ reported: 1, expected: 2 })
  await tell({ a: 2, b: 5 })
  await totalOf(7)
  expect(await total()).toMatchObject({ source: 'derive', coverage: { reported: 2, expected: 2 } })
  expect(await bus.runs('derive' as SourceId, 10)).toHaveLength(2)
})

it('leaves the work to one instance, and to the other when that one ends', async () => {
  const first = start('one')
  await tell({ a: 1 })
  await totalOf(1)
  start('two')
  await tell({ a: 2 })
  await totalOf(2)
  expect((await bus.runs('derive' as SourceId, 10)).every(({ id }) => id.includes('-one-'))).toBe(true)
  await first.stop()
  await tell({ a: 3 })
  await totalOf(3)
  expect((await bus.runs('derive' as SourceId, 1))[0]?.id).toContain('-two-')
})

it('lets coverage fall by time alone when a part goes silent', async () => {
  await tell({ b: 0 }, Date.now() - HOUR / 2)
  await tell({ a: 3 })
  start('one')
  await totalOf(3)
  expect((await total())?.coverage?.reported).toBe(2)
  shiftedMs = HOUR * 0.75
  await reportedIs(1)
  expect(await total()).toMatchObject({ value: 3, coverage: { reported: 1, expected: 2 } })
})

it('lets coverage rise when one more reports 0 for the same moment', async () => {
  const at = Date.now()
  await tell({ a: 3 }, at)
  start('one')
  await totalOf(3)
  await tell({ b: 0 }, at)
  await reportedIs(2)
  expect(await total()).toMatchObject({ value: 3, at })
})

it('computes by a formula put in while it runs', async () => {
  await tell({ a: 3, b: 4 })
  start('one')
  await totalOf(7)
  current = { ...catalogue, indicators: [...catalogue.indicators, { ...catalogue.indicators[0], id: 'egov.double', level: 'province', aggregation: 'last', formula: '2 * {egov.overdue}' } as Catalogue['indicators'][number]] } // what is read of it
  await waitUntil('the new figure is there', async () => (await bus.latest()).samples.find(({ series }) => series === 'egov.double@tn2025')?.value === 14, { withinMs: 10_000, everyMs: 20 })
})

it('says a correction of the past once the bus takes it again', async () => {
  const [first, then] = [Date.now() - 60_000, Date.now() - 30_000]
  let isFull = false
  let refusals = 0
  const full: Bus = { ...bus, publish: async (batch) => {
    if (isFull) {
      refusals += 1
      throw new BusFullError({ kind: 'memory', detail: '' })
    }
    return bus.publish(batch)
  } }
  start('one', full)
  await tell({ a: 1, b: 1 }, first)
  await totalOf(2)
  await tell({ a: 3, b: 4 }, then)
  await totalOf(7)
  isFull = true
  await tell({ a: 5 }, first)
  await waitUntil('it was refused', async () => refusals > 0, { withinMs: 10_000, everyMs: 20 })
  isFull = false
  await waitUntil('the past is corrected', async () => {
    const { entries } = await bus.read(CURSOR_ZERO, { count: 100, blockMs: 0 })
    return entries.some(({ samples }) => samples.some(({ series, at, value }) => series === TOTAL && at === first && value === 6))
  }, { withinMs: 10_000, everyMs: 20 })
  expect(await total()).toMatchObject({ value: 7, at: then })
})
