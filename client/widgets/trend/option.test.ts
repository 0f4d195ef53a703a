import { expect, it } from 'vitest'
import { CASE_NOW, caseView } from '../sample-views.ts'
import { roundedRange, timeTicks, trendOption } from './option.ts'

const facts = { from: CASE_NOW - 86_400_000, now: CASE_NOW, locale: 'vi' as const, timeZone: 'Asia/Ho_Chi_Minh', color: { t1: '#fff', p2: '#f90', p3: '#ff0', stale: '#e2f' } }

it('draws only the span asked for and leaves holes open', () => {
  const view = { ...caseView({}), trail: [[CASE_NOW - 90_000_000, 1], [CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null], [CASE_NOW - 1_000, 3]] as const }
  const series = trendOption({ ...facts, view }).series as { data: unknown[]; connectNulls: boolean }[] // the option is ours
  expect(series[0]?.data.slice(0, 2)).toEqual([[CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null]])
  expect(series[0]?.data[2]).toMatchObject({ value: [CASE_NOW - 1_000, 3], symbol: 'circle' })
  expect(series[0]?.connectNulls).toBe(false)
})

it('fills the last point by status, and by age where the value is no longer judged', () => {
  const fill = (change: Parameters<typeof caseView>[0]) => JSON.stringify(trendOption({ ...facts, view: caseView(change) }))
  expect(fill({ value: 94.1, target: 98 })).toContain('#f90')
  expect(fill({ value: 94.1, target: 98, freshness: 'stale' })).toContain('#e2f')
  expect(fill({ value: 94.1, target: 98, freshness: 'stale' })).not.toContain('#f90')
})

it('writes the target at its line', () => {
  const option = JSON.stringify(trendOption({ ...facts, view: caseView({ target: 98 }) }))
  expect(option).toContain('mục tiêu 98%')
  expect(JSON.stringify(trendOption({ ...facts, view: caseView({}) }))).not.toContain('markLine')
})

it('keeps a quiet range, from 0 for counters, and draws nothing from nothing', () => {
  expect(roundedRange([97, 99], { fromZero: false, isShare: true })).toEqual({ min: 96, max: 100, step: 1 })
  expect(roundedRange([99.2, 100], { fromZero: false, isShare: true }).max).toBe(100)
  expect(roundedRange([0, 4], { fromZero: false, isShare: false }).min).toBe(0)
  expect(roundedRange([120, 400], { fromZero: true, isShare: false })).toMatchObject({ min: 0, step: 200 })
  expect(roundedRange([], { fromZero: false, isShare: false })).toEqual({ min: 0, max: 1, step: 1 })
})

it('marks whole local hours', () => {
  const ticks = timeTicks(Date.UTC(2026, 10, 23, 8, 20), Date.UTC(2026, 10, 24, 8, 20), 'Asia/Ho_Chi_Minh')
  expect(ticks.map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16))).toEqual(['18:00', '00:00', '06:00', '12:00'])
})
