import { expect, it } from 'vitest'
import type { Outlook, Point } from '#contract'
import { HOUR, todayOf, usualAt, usualOf } from './usual-band.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** 10:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 24, 3)
const MIDNIGHT = NOW - 10 * HOUR
const WHEN = { now: NOW, timeZone: ZONE }

it('takes today from the local midnight on', () => {
  const trail: Point[] = [[MIDNIGHT - 1_000, 99], [MIDNIGHT + 60_000, 1], [MIDNIGHT + 9 * HOUR, 5]]
  expect(todayOf(trail, WHEN)).toEqual([[60_000, 1], [9 * HOUR, 5]])
})

const told = (by: 'hours' | 'days'): Outlook => ({
  series: 'a.b@c' as never, // a series' name
  usual: { by, points: [-1, 0, 1, 9, 24, 25].map((hour) => ({ at: new Date(MIDNIGHT + hour * HOUR).toISOString(), low: hour, middle: hour + 1, high: hour + 2 })) },
})

it('takes of the usual only the hours of today, up to the midnight that ends it', () => {
  expect(usualOf(told('hours'), WHEN).map(({ at, low }) => [at / HOUR, low])).toEqual([[1, 1], [9, 9], [24, 24]])
})

it('says nothing of the hours where the usual is told by whole days, or not at all', () => {
  expect([usualOf(told('days'), WHEN), usualOf(undefined, WHEN), usualOf({ series: 'a.b@c' as never, usual: { by: 'hours', why: 'few', most: 2 } }, WHEN)]).toEqual([[], [], []]) // as above
})

it('goes straight between two hours', () => {
  const usual = [{ at: 8.5 * HOUR, low: 0, middle: 5, high: 10 }, { at: 9.5 * HOUR, low: 10, middle: 15, high: 30 }]
  expect(usualAt(usual, 9 * HOUR)).toEqual({ low: 5, high: 20 })
  expect(usualAt(usual, 3 * HOUR)).toMatchObject({ low: 0, high: 10 })
  expect(usualAt(usual, 20 * HOUR)).toMatchObject({ low: 10, high: 30 })
  expect(usualAt([], 20 * HOUR)).toBeUndefined()
})
