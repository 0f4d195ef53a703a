import { expect, it } from 'vitest'
import { CASE_NOW, caseView } from '../sample-views.ts'
import { roundedRange, timeTicks, trendOption } from './option.ts'

const facts = { from: CASE_NOW - 86_400_000, now: CASE_NOW, locale: 'vi' as const, timeZone: 'Asia/Ho_Chi_Minh', color: { t1: '#fff', line: '#000' } }

it('draws only the span asked for and leaves holes open', () => {
  const view = { ...caseView({}), trail: [[CASE_NOW - 90_000_000, 1], [CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null], [CASE_NOW - 1_000, 3]] as const }
  const series = trendOption({ ...facts, view }).series as { data: unknown[]; connectNulls: boolean }[] // the option is ours
  expect(series[0]?.data).toEqual([[CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null], [CASE_NOW - 1_000, 3]])
  expect(series[0]?.connectNulls).toBe(false)
})

it('writes the target at its line', () => {
  const option = JSON.stringify(trendOption({ ...facts, view: caseView({ target: 98 }) }))
  expect(option).toContain('mục tiêu 98%')
  expect(JSON.stringify(trendOption({ ...facts, view: caseView({}) }))).not.toContain('markLine')
})

it('keeps a quiet range, from 0 for counters, and draws nothing from nothing', () => {
  expect(roundedRange([97, 99], { fromZero: false, isShare: true })).toEqual({ min: 97, max: 100, step: 1 })
  expect(roundedRange([99.2, 100], { fromZero: false, isShare: true }).max).toBe(100)
  expect(roundedRange([120, 400], { fromZero: true, isShare: false })).toMatchObject({ min: 0, step: 200 })
  expect(roundedRange([], { fromZero: false, isShare: false })).toEqual({ min: 0, max: 1, step: 1 })
})

it('marks whole local hours', () => {
  const ticks = timeTicks(Date.UTC(2026, 10, 23, 8, 20), Date.UTC(2026, 10, 24, 8, 20), 'Asia/Ho_Chi_Minh')
  expect(ticks.map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16))).toEqual(['18:00', '00:00', '06:00', '12:00'])
})
