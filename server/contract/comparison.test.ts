import { expect, it } from 'vitest'
import { whyNotComparable, yearBefore } from '#contract'

const SUM = { aggregation: 'sum' } as const
const RATE = { aggregation: 'weighted' } as const
const GROWS = { aggregation: 'weighted', pace: { by: 'days', over: 'year', warn: 5, critical: 15 }, periods: 'investment' } as const
const of = (reported: number, expected = 96) => ({ coverage: { reported, expected } })

it('refuses to subtract what is not of one kind, and says which way', () => {
  expect(whyNotComparable({ period: '2026-10' }, { period: '2026-Q3' }, SUM)).toBe('period')
  expect(whyNotComparable({ period: '2026-10' }, {}, SUM)).toBe('period')
  expect(whyNotComparable({ period: '2026-10', state: 'estimated' }, { period: '2026-09', state: 'official' }, SUM)).toBe('state')
  expect(whyNotComparable(of(92), of(96), SUM)).toBe('coverage')
  expect(whyNotComparable(of(92), {}, RATE)).toBe('coverage')
  expect(whyNotComparable(of(92), of(92, 94), RATE)).toBe('coverage')
  expect(whyNotComparable({ otherArea: true }, {}, SUM)).toBe('area')
})

it('lets be compared what is', () => {
  expect(whyNotComparable({ period: '2026-02' }, { period: '2026-01' }, SUM)).toBeUndefined()
  expect(whyNotComparable(of(92), of(92), SUM)).toBeUndefined()
  expect(whyNotComparable(of(92), of(94), RATE)).toBeUndefined()
  expect(whyNotComparable({}, {}, SUM)).toBeUndefined()
})

it('does not hold the beginning of a year’s plan against the end of the last', () => {
  expect(whyNotComparable({ period: '2026-01' }, { period: '2025-12' }, GROWS)).toBe('period')
  expect(whyNotComparable({ period: '2026-10' }, { period: '2026-09' }, GROWS)).toBeUndefined()
})

it('knows the same period a year before', () => {
  expect([yearBefore('2026-10'), yearBefore('2026-Q3'), yearBefore('2026')]).toEqual(['2025-10', '2025-Q3', '2025'])
})
