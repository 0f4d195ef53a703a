import { expect, it } from 'vitest'
import type { Point } from '#contract'
import { caseIndicator, caseView } from '../../widgets/sample-views.ts'
import { apart, byMonth, isByMonth, isOfDays, runningDay, spansOf, spanView } from './past-span.ts'

const DAY = 86_400_000
const LAST = Date.parse('2026-11-20T10:00:00Z')
const viewOf = (days: number, more: object = {}) => {
  const trail = Array.from({ length: days }, (_, i): Point => [LAST - (days - 1 - i) * DAY, i % 7 < 5 ? 70 - (i % 2) : 0])
  const { period: _, ...view } = { ...caseView({ value: 70, target: 100, indicator: caseIndicator({ kind: 'counter', warn: 10, critical: 5 }) }), trail, ...more }
  return view
}

it('offers no span that shows nothing more, and none of months, which are few', () => {
  expect([60, 93, 94, 367, 368].map((days) => spansOf(viewOf(days)))).toEqual([['all'], ['all'], ['quarter', 'year'], ['quarter', 'year'], ['quarter', 'year', 'all']])
  expect(spansOf({ ...viewOf(900), period: '2026-10' })).toEqual(['all'])
  const mark: Point = [LAST - 500 * DAY, null]
  expect(spansOf({ ...viewOf(60), trail: [mark, ...viewOf(60).trail] })).toEqual(['all'])
})

it('shows so much as was asked for, counted from the newest', () => {
  expect(spanView(viewOf(900), 'quarter').trail).toHaveLength(93)
  expect(spanView(viewOf(900), 'all').trail).toHaveLength(900)
})

it('draws counts of days as their means beyond a quarter, and nothing else', () => {
  const spans = spansOf(viewOf(900))
  expect([isByMonth(viewOf(900), 'quarter', spans), isByMonth(viewOf(900), 'year', spans), isByMonth(viewOf(60), 'all', ['all'])]).toEqual([false, true, false])
  expect(isByMonth(viewOf(900, { indicator: caseIndicator({ kind: 'rate' }) }), 'all', spans)).toBe(false)
})

it('makes no month smaller for a day that is missing, and counts months by local days', () => {
  const at = (text: string) => Date.parse(text)
  const trail: Point[] = [[at('2026-09-01T03:00:00Z'), 10], [at('2026-09-30T03:00:00Z'), 20], [at('2026-09-30T18:00:00Z'), 40], [at('2026-10-02T03:00:00Z'), 60]]
  expect(byMonth(viewOf(2, { trail }), undefined, 'Asia/Ho_Chi_Minh').trail).toEqual([[trail[1]?.[0], 15], [trail[3]?.[0], 50]])
  expect(byMonth(viewOf(2, { trail }), trail[3], 'Asia/Ho_Chi_Minh').trail).toEqual([[trail[1]?.[0], 15], [trail[2]?.[0], 40]])
})

it('keeps the mark of a boundary, a hole, and what was brought over it apart', () => {
  const boundary = { side: 'before' } as never // only kept
  const trail: Point[] = [[1 * DAY, 10, { apportioned: true }], [2 * DAY, 20, { apportioned: true }], [3 * DAY, null, { boundary }], [4 * DAY, 50], [5 * DAY, 70]]
  expect(byMonth(viewOf(2, { trail }), undefined, 'Asia/Ho_Chi_Minh').trail).toEqual([[2 * DAY, 15, { apportioned: true }], [3 * DAY, null, { boundary }], [5 * DAY, 60]])
})

it('judges no mean by what is set for a day', () => {
  const { target, indicator } = byMonth(viewOf(40), undefined, 'Asia/Ho_Chi_Minh')
  expect([target, indicator.warn, indicator.critical]).toEqual([undefined, undefined, undefined])
})

it('sets the day that is still running apart, by local days, and a whole day not', () => {
  const zone = 'Asia/Ho_Chi_Minh'
  const view = viewOf(14)
  const last = view.trail.at(-1)
  expect(runningDay(view, zone, LAST + 6 * 3_600_000)).toBe(last)
  expect(apart(view, last).trail).toEqual([...view.trail.slice(0, -1), [LAST - 1, null], last])
  // Midnight there is 17:00 UTC.
  expect(runningDay(view, zone, LAST + 7.5 * 3_600_000)).toBeUndefined()
  expect(runningDay(viewOf(14, { indicator: caseIndicator({ kind: 'rate' }) }), zone, LAST)).toBeUndefined()
})

it('tells a count of days from one of the month, of all time, and from one too young to tell', () => {
  const of = (...values: number[]) => isOfDays(viewOf(2, { trail: values.map((value, i): Point => [LAST + i * DAY, value]) }))
  const month = (day: number) => (day % 30) * 100
  expect(of(...Array.from({ length: 90 }, (_, i) => month(i)))).toBe(false)
  expect(of(...Array.from({ length: 90 }, (_, i) => i))).toBe(false)
  expect(of(...Array.from({ length: 90 }, (_, i) => (i % 7 < 5 ? 70 + (i % 3) : 0)))).toBe(true)
  expect(of(5, 3, 4)).toBe(false)
})
