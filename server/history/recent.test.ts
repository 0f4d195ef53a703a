import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SeriesName } from '#contract'
import { createLooseBus, createShiftedClock, publish } from '../../tests/support/hub-rig.ts'
import { silentLog } from '../log.ts'
import { createDayStart, createRecent, createStepOf, type History, type RecentDeps } from './index.ts'

const A = 'tthc.a@tn2025' as SeriesName
const MINUTE = 60_000
let clock: ReturnType<typeof createShiftedClock>
let bus: ReturnType<typeof createLooseBus>
let recent: History
let T: number

const open = async (more: Partial<RecentDeps> = {}) => {
  recent = createRecent({ bus, clock, log: silentLog, stepOf: createStepOf(createDayStart('Asia/Ho_Chi_Minh')), maxPointsPerSeries: 100, maxAgeMs: 24 * 60 * MINUTE, ...more })
  await recent.start()
}
beforeEach(() => {
  clock = createShiftedClock()
  bus = createLooseBus(clock)
  T = Math.floor(clock.now() / MINUTE) * MINUTE
})
afterEach(() => recent.stop())

const send = (...points: [at: number, value: number, period?: string][]) =>
  publish(bus, { source: 'tthc', now: clock.now() }, points.map(([at, value, period]) => ({ series: A, at: T + at, value, ...(period !== undefined && { period }) })))
const values = async (query: Partial<Parameters<History['range']>[0]> = {}) =>
  (await recent.range({ series: A, from: T - 60 * MINUTE, to: T + 60 * MINUTE, step: 'raw', ...query })).samples.map((sample) => sample.value)
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

describe('the recent past', () => {
  it('is read from the oldest entry of the log and goes on with it', async () => {
    await send([0, 1])
    await open()
    expect(await values()).toEqual([1])
    await send([1, 2])
    await until(async () => expect(await values()).toEqual([1, 2]))
  })

  it('puts a late sample in its place and shows a correction instead of what it corrects', async () => {
    await send([0, 1], [20, 3])
    await send([10, 2], [20, 4], [20, 5, '2026-10'])
    await open()
    expect(await values()).toEqual([1, 2, 4, 5])
  })

  it('answers with both ends of the range', async () => {
    await send([0, 1], [10, 2], [20, 3])
    await open()
    expect(await values({ from: T, to: T + 10 })).toEqual([1, 2])
    expect(await values({ series: 'tthc.b@tn2025' as SeriesName })).toEqual([])
  })

  it('gives the last value of each step, and nothing for a step without any', async () => {
    await send([0, 1], [30_000, 2], [MINUTE, 3], [4 * MINUTE, 4], [4 * MINUTE + 1, 5])
    await open()
    expect(await values({ step: MINUTE })).toEqual([2, 3, 5])
  })

  it('counts whole days by local clocks: what the night tells does not take the place of the day before', async () => {
    // 23:59 there, and 06:00 of the next day, which is the same day of UTC.
    const midnight = createDayStart('Asia/Ho_Chi_Minh')(clock.now() - 24 * 60 * MINUTE)
    await send([midnight - MINUTE - T, 900], [midnight + 6 * 60 * MINUTE - T, 7], [midnight + 8 * 60 * MINUTE - T, 80])
    await open({ maxAgeMs: 3 * 24 * 60 * MINUTE })
    expect(await values({ from: 0, step: 24 * 60 * MINUTE })).toEqual([900, 80])
  })

  it('thins evenly when asked, keeping the first and the last', async () => {
    await send(...Array.from({ length: 100 }, (_, index): [number, number] => [index, index]))
    await open()
    expect(await values({ limit: 10 })).toEqual([0, 11, 22, 33, 44, 55, 66, 77, 88, 99])
    expect(await values({ limit: 200 })).toHaveLength(100)
  })

  it('is bounded, and says from when on it is whole', async () => {
    await open({ maxPointsPerSeries: 3 })
    await send([0, 1])
    await until(async () => expect((await recent.range({ series: A, from: 0, to: T + 9, step: 'raw' })).reach).toBeGreaterThanOrEqual(T))
    for (let index = 1; index <= 200; index++) await send([index * MINUTE, index])
    await until(async () => expect(await values({ to: T + 999 * MINUTE })).toEqual([198, 199, 200]))
    expect((await recent.range({ series: A, from: T, to: T, step: 'raw' })).reach).toBe(T + 198 * MINUTE)
  })

  it('lets go of what is too old, but not of the newest', async () => {
    await send([0, 1], [1, 2], [2, 3])
    await open({ maxAgeMs: 10 * MINUTE })
    expect(await values()).toEqual([1, 2, 3])
    clock.shift(20 * MINUTE)
    expect(await values()).toEqual([3])
  })

  it('does not claim to know what was trimmed from the log before it began', async () => {
    await send([0, 1])
    clock.shift(MINUTE)
    await send([1, 2])
    await bus.trim({ maxAgeMs: Number.MAX_SAFE_INTEGER, maxEntries: 1 })
    await open()
    const { reach, samples } = await recent.range({ series: A, from: T, to: T + 9, step: 'raw' })
    expect(samples.map((sample) => sample.value)).toEqual([2])
    expect(reach).toBeGreaterThan(T + MINUTE - 1)
  })

  it('begins again with another log, and goes on after the bus was out of reach', async () => {
    await send([0, 1])
    await open()
    expect(await values()).toEqual([1])
    bus.cut(true)
    bus.replace()
    bus.cut(false)
    await send([5, 7])
    await until(async () => expect(await values()).toEqual([7]))
  })

  it('keeps thousands in order whatever the order they come in', async () => {
    const shuffled = Array.from({ length: 3_000 }, (_, index) => (index * 1_117) % 3_000)
    await send(...shuffled.map((index): [number, number] => [index, index]))
    await open({ maxPointsPerSeries: 1_000 })
    expect(await values()).toEqual(Array.from({ length: 1_000 }, (_, index) => 2_000 + index))
  })
})
