import { describe, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { caseView } from '../sample-views.ts'
import { dayOf, paceOf } from './pace.ts'
import { fullOf } from './share.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const LIMITS = { warn: 5, critical: 15 }
/** Half of 2026 has gone at the end of 01/07: 182 of 365 days. */
const JULY = Date.UTC(2026, 6, 1, 5)
const view = (value: number, change: Partial<SeriesView> = {}): SeriesView =>
  ({ ...caseView({ value, target: 1_000, indicator: { unit: 'tỷ đồng', kind: 'counter', warn: undefined, critical: undefined } }), at: JULY, period: '2026', trail: [], ...change })

describe('the pace of a year', () => {
  it('asks for the part of the plan that has gone by the day the figure is true at, not by today', () => {
    expect(paceOf(view(499), LIMITS, ZONE)?.needed).toBeCloseTo(1_000 * 182 / 365, 6)
    expect(dayOf(Date.UTC(2026, 5, 30, 18), ZONE)).toBe('2026-07-01')
  })

  it('is judged by points of the plan: half done at half time is good though the year is not', () => {
    expect([499, 460, 440, 300].map((value) => paceOf(view(value), LIMITS, ZONE)?.status)).toEqual(['good', 'good', 'watch', 'bad'])
  })

  it('is the one of the catalogue where there is one: two panels of a wall never judge a figure differently', () => {
    const rule = { by: 'days', over: 'year', warn: 5, critical: 15 } as const
    const base = view(69.12)
    const told: SeriesView = { ...base, at: Date.UTC(2026, 10, 6, 5), period: '2026-10', indicator: { ...base.indicator, unit: '%', direction: 'higher', pace: rule, periods: 'investment' }, target: { ...base.target, value: 95 } as NonNullable<SeriesView['target']>, pace: { share: 0.75, expected: 71.5 } }
    expect(paceOf(told, LIMITS, ZONE)).toMatchObject({ needed: 71.5, day: '2026-10-31', status: 'good' })
  })

  it('is not judged when the figure is stale or the line is cut', () => {
    expect(paceOf(view(300, { freshness: 'stale' }), LIMITS, ZONE)?.status).toBe('unknown')
    expect(paceOf(view(300, { freshness: 'lost' }), LIMITS, ZONE)?.status).toBe('unknown')
  })

  it('finds the same day of last year within half a month, and nothing else', () => {
    const lastYear = JULY - 365 * 86_400_000
    const before = (off: number) => paceOf(view(499, { trail: [[lastYear + off * 86_400_000, 420], [JULY, 499]] }), LIMITS, ZONE)?.before
    expect(before(3)).toBe(420)
    expect(before(20)).toBeUndefined()
  })

  it('has none without a plan, and takes the greatest of several where none is the main one', () => {
    const { target: _, ...noPlan } = view(499)
    expect(paceOf(noPlan, LIMITS, ZONE)).toBeUndefined()
    const targets = [800, 1_200].map((value) => ({ indicator: 'x', subject: 'y', value, main: false })) as unknown as NonNullable<SeriesView['targets']> // branded ids written out
    expect(paceOf({ ...noPlan, targets }, LIMITS, ZONE)?.plan).toBe(1_200)
  })
})

it('ends a share at 100 %, other tracks beyond the furthest thing on them', () => {
  expect(fullOf([caseView({ value: 61, target: 70 })], undefined)).toBe(100)
  expect(fullOf([caseView({ value: 38, target: 45, indicator: { unit: 'người' } })], undefined)).toBe(45)
  expect(fullOf([caseView({ value: 38, target: 45 })], 60)).toBe(60)
})
