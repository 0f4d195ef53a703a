import { expect, it } from 'vitest'
import { aimOf, expectedShare, judgeByAim, type PaceRule, paceSpan, type Target, type WorkingCalendar } from '#contract'

const rule = (change: Partial<PaceRule> = {}): PaceRule => ({ by: 'days', over: 'year', warn: 5, critical: 15, ...change })
const WEEK: WorkingCalendar = { weekend: ['sat', 'sun'], holidays: [{ day: '2026-02-14', until: '2026-02-22', name: { vi: 'Tết', en: 'Tết' } }], makeUpDays: [{ day: '2026-02-28' }] }

it('counts a month’s figure to the month’s end, also when it is told later, and one of the whole year to its own day', () => {
  expect(expectedShare(rule(), { period: '2026-10', day: '2026-11-06' })).toBeCloseTo(304 / 365, 9)
  expect(expectedShare(rule(), { period: '2026', day: '2026-03-31' })).toBeCloseTo(90 / 365, 9)
  expect(expectedShare(rule(), { day: '2026-03-31' })).toBeCloseTo(90 / 365, 9)
  expect(expectedShare(rule(), { period: '2025', day: '2026-03-31' })).toBe(1)
})

it('lets the budget year of investment end on 31 January, and does not guess which year a bare day of January belongs to', () => {
  const ask = (period: string | undefined, day: string) => expectedShare(rule(), { period, day }, { calendar: 'investment' })
  expect(ask('2026-10', '2026-11-06')).toBeCloseTo(304 / 396, 9)
  expect(ask('2026', '2027-01-31')).toBe(1)
  expect(ask('2027-01', '2027-02-06')).toBeCloseTo(31 / 396, 9)
  expect(ask(undefined, '2027-01-20')).toBeUndefined()
})

it('counts working days, with Tết and days worked in exchange', () => {
  const february = rule({ by: 'working-days', over: 'month' })
  // 20 weekdays, less five of Tết, and one Saturday worked.
  expect(expectedShare(february, { day: '2026-02-13' }, { working: WEEK })).toBeCloseTo(10 / 16, 9)
  expect(expectedShare(february, { day: '2026-02-22' }, { working: WEEK })).toBeCloseTo(10 / 16, 9)
  expect(expectedShare(february, { day: '2026-02-28' }, { working: WEEK })).toBe(1)
  expect(expectedShare(february, { day: '2026-02-13' })).toBeUndefined()
})

it('follows a declared curve', () => {
  const steep = rule({ by: 'curve', curve: [[0, 0], [0.8, 0.4], [1, 1]] })
  expect(expectedShare(steep, { day: '2026-05-26' })).toBeCloseTo(0.2, 2)
  expect(expectedShare(steep, { day: '2026-12-31' })).toBe(1)
})

it('names the span a figure belongs to, or none', () => {
  expect(paceSpan('quarter', { period: '2026-05', day: '2026-06-06' })).toBe('2026-Q2')
  expect(paceSpan('month', { period: '2026-Q2', day: '2026-06-06' })).toBeUndefined()
  expect(paceSpan('month', { day: '2026-06-16' }, 'reporting')).toBeUndefined()
})

const target = (value: number, validFrom: string, validTo: string): Target => ({ indicator: 'a.b', subject: 'p', value, main: true, validFrom, validTo }) as Target // branded ids
const YEARS = [target(95, '2025-07-01', '2026-01-31'), target(90, '2026-02-01', '2027-01-31')]
const INVESTMENT = { pace: rule(), periods: 'investment', direction: 'higher' } as const

it('measures by the plan of the year the figure is for, whatever day it is today', () => {
  const aim = (period: string, day: string) => aimOf(INVESTMENT, YEARS, { figure: { period, day }, today: '2026-11-26' }).target?.value
  expect([aim('2025', '2026-01-20'), aim('2026-01', '2026-02-06'), aim('2026-10', '2026-11-06')]).toEqual([95, 90, 90])
  expect(aimOf({}, YEARS, { figure: { period: '2025-12', day: '2026-02-06' }, today: '2026-11-26' }).target?.value).toBe(95)
})

it('judges a figure that grows by its pace alone, and not at all where the pace is not known', () => {
  const judge = (value: number, period: string | undefined, day: string) => judgeByAim(value, INVESTMENT, aimOf(INVESTMENT, YEARS, { figure: { period, day }, today: day }))
  expect(judge(69, '2026-10', '2026-11-06')).toBe('good') // 69,1 were due
  expect([judge(62, '2026-10', '2026-11-06'), judge(50, '2026-10', '2026-11-06')]).toEqual(['watch', 'bad'])
  expect(judge(62, undefined, '2027-01-20')).toBe('unknown')
})
