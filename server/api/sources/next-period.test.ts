import { describe, expect, it } from 'vitest'
import { nextPeriod, writePeriod } from './next-period.ts'

describe('the period a template asks for', () => {
  it.each([
    ['year', ['2024', '2025'], '2026-11-26', '2026'],
    ['month', ['2026-09', '2026-10', '2026'], '2026-12-03', '2026-11'],
    ['month', ['2026-12'], '2027-02-03', '2027-01'],
    ['quarter', ['2026-Q4'], '2027-02-03', '2027-Q1'],
  ] as const)('follows the newest told, by the %s: %j on %s', (rhythm, told, today, expected) => {
    expect(nextPeriod(rhythm, told, today)).toBe(expected)
  })

  it.each([['year', '2026-11-26', '2025'], ['quarter', '2027-02-03', '2026-Q4'], ['month', '2027-01-15', '2026-12']] as const)('is the last that is over where nothing was told, by the %s on %s', (rhythm, today, expected) => {
    expect(nextPeriod(rhythm, [], today)).toBe(expected)
  })

  it('has always begun', () => {
    expect(nextPeriod('month', ['2026-11'], '2026-11-26')).toBe('2026-11')
    expect(nextPeriod('year', ['2030'], '2026-11-26')).toBe('2026')
  })

  it('is written as people write it', () => {
    expect(['2026', '2026-Q3', '2026-10'].map(writePeriod)).toEqual(['2026', 'quý 3/2026', '10/2026'])
  })
})
