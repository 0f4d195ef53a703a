import { expect, it } from 'vitest'
import { Briefing, Catalogue, type KeptSample, type SeriesName } from '#contract'
import { createRedPath, type RedPathDeps } from './index.ts'
import { median } from './red-path.ts'

const NOW = Date.parse('2026-11-20T03:00:00Z')
const HOUR_MS = 3_600_000
const both = (vi: string) => ({ vi, en: vi })
const RATE = 'so.rate@tinh' as SeriesName
const OTHER = 'so.other@tinh' as SeriesName
const indicator = (id: string) => ({ id, name: both(id), domain: 'so', owner: 'gov.so', unit: '%', kind: 'rate', direction: 'higher', decimals: 1, due: { every: '5m', grace: '1m' }, aggregation: 'mean', level: 'province', warn: 90, critical: 80 })
const catalogue = Catalogue.parse({
  deployment: { id: 'thu', name: both('Thử'), centre: both('Trung tâm'), timeZone: 'Asia/Ho_Chi_Minh', subject: 'tinh' }, demo: true, sites: [], targets: [], sources: [],
  indicators: [indicator('so.rate'), indicator('so.other')], agencies: [{ id: 'gov.so', name: both('Sở'), kind: 'department' }],
  localities: [{ id: 'tinh', level: 'province', name: both('Tỉnh'), short: 'T', kind: 'province', code: '01' }],
})
const briefing = Briefing.parse({ title: both('Thử'), lead: [RATE, OTHER], map: { indicator: 'so.rate', of: 'tinh' }, locality: ['so.rate'], domains: [{ id: 'so', title: both('Sở'), series: [RATE] }] })
/** By the hour, the last one now: what stands before a colon is the hour back. */
const course = (values: readonly number[]) => values.map((value, i) => ({ at: NOW - (values.length - 1 - i) * HOUR_MS, value }))
const asked = (over: Partial<RedPathDeps>) => createRedPath({
  clock: { now: () => NOW } as never, catalogue: () => catalogue, briefing: () => briefing, past: async () => course([95, 95, 70, 70, 70, 70]), // nothing here waits
  latest: async () => [{ series: RATE, value: 70, at: NOW }, { series: OTHER, value: 60, at: NOW }] as KeptSample[], freshnessOf: () => 'live', running: async () => [{ series: RATE }],
  written: async () => [{ series: RATE, writtenAt: new Date(NOW).toISOString(), until: '2026-11-27' }], ...over,
})(NOW - 30 * 24 * HOUR_MS, NOW)

it('times a figure from the first hour it was not good to the word about it', async () => {
  expect(await asked({})).toEqual({ explained: 1, timed: 1, medianMs: 3 * HOUR_MS, redNow: 2, unexplainedNow: 1 })
})

it('counts from the last time it was good, not from an earlier fall', async () => {
  expect((await asked({ past: async () => course([70, 70, 95, 85, 70, 70]) })).medianMs).toBe(2 * HOUR_MS)
})

it('does not time what was never good in the past that is known', async () => {
  expect(await asked({ past: async () => course([70, 70]) })).toMatchObject({ explained: 1, timed: 0 })
})

it('judges what is red now as the screens do: far from its target is red, too old is nothing', async () => {
  const target = { indicator: 'so.rate', subject: 'tinh', value: 99, main: true }
  const far = { catalogue: () => Catalogue.parse({ ...catalogue, indicators: [{ ...indicator('so.rate'), critical: 20 }, indicator('so.other')], targets: [target] }) }
  expect((await asked({ ...far, latest: async () => [{ series: RATE, value: 85, at: NOW }] as KeptSample[] })).redNow).toBe(1)
  expect((await asked({ freshnessOf: () => 'stale' })).redNow).toBe(0)
})

it.each([[[3, 1, 2], 2], [[4, 1, 2, 3], 2.5], [[7], 7], [[], undefined]])('takes the middle of %j', (values, middle) => {
  expect(median(values)).toBe(middle)
})
