import { describe, expect, it } from 'vitest'
import { comparePeriods, containsPeriod, daysOfPeriod, elapsedShare } from '#contract'

describe('daysOfPeriod', () => {
  it.each([
    ['2026-10', 'calendar', '2026-10-01', '2026-10-31'],
    ['2024-02', 'calendar', '2024-02-01', '2024-02-29'],
    ['2026-10', 'reporting', '2026-09-15', '2026-10-14'],
    ['2026-01', 'reporting', '2025-12-15', '2026-01-14'],
    ['2026-Q1', 'reporting', '2025-12-15', '2026-03-14'],
    ['2026', 'reporting', '2025-12-15', '2026-12-14'],
    ['2026', 'investment', '2026-01-01', '2027-01-31'],
    ['2026-03', 'investment', '2026-03-01', '2026-03-31'],
    ['2026-Q4', 'calendar', '2026-10-01', '2026-12-31'],
    ['2026-10-15', 'reporting', '2026-10-15', '2026-10-15'],
  ] as const)('%s by the %s calendar runs from %s to %s', (period, calendar, first, last) => {
    expect(daysOfPeriod(period, calendar)).toEqual({ first, last })
  })
})

it('knows which period lies in which, and puts the shorter and then the newer first', () => {
  expect(['2026', '2026-Q4', '2026-10', '2026-10-15', '2026-Q3', '2025'].filter((outer) => containsPeriod(outer, '2026-10-15'))).toEqual(['2026', '2026-Q4', '2026-10', '2026-10-15'])
  expect(containsPeriod('2026-10', '2026')).toBe(false)
  expect(['2026', '2026-09', '2026-Q4', '2026-10', '2026-10-02'].sort(comparePeriods)).toEqual(['2026-10-02', '2026-10', '2026-09', '2026-Q4', '2026'])
})

it('says how much of a period is gone: of the public-investment year less than of the calendar year', () => {
  expect(elapsedShare('2026', '2026-12-31')).toBe(1)
  expect(elapsedShare('2026', '2026-12-31', 'investment')).toBeCloseTo(365 / 396, 9)
  expect(elapsedShare('2026', '2027-01-31', 'investment')).toBe(1)
  expect(elapsedShare('2026', '2025-06-01')).toBe(0)
  expect(elapsedShare('2026', '2028-01-01')).toBe(1)
})
