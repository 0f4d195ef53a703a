import { expect, it } from 'vitest'
import type { Point } from '#contract'
import { DAY, HOUR, splitCourse, usualAt } from './usual-band.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** 10:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 24, 3)
const ago = (days: number, hour: number, value: number | null): Point => [NOW - days * DAY + (hour - 10) * HOUR + 60_000, value]

it('takes today from the local midnight on, and the days before as the usual', () => {
  const { today, usual, days } = splitCourse([...[1, 2, 3].map((day) => ago(day, 9, 10 * day)), ago(0, 0, 1), ago(0, 9, 5)], { now: NOW, timeZone: ZONE })
  expect(today).toEqual([[60_000, 1], [9 * HOUR + 60_000, 5]])
  expect(days).toBe(3)
  expect(usual).toEqual([{ at: 9.5 * HOUR, low: 10, middle: 20, high: 30 }])
})

it('leaves the highest and the lowest out of five days, and says nothing is usual of two', () => {
  const five = [1, 500, 11, 12, 13].map((value, i) => ago(i + 1, 9, value))
  expect(splitCourse(five, { now: NOW, timeZone: ZONE }).usual).toEqual([{ at: 9.5 * HOUR, low: 11, middle: 12, high: 13 }])
  expect(splitCourse(five.slice(0, 2), { now: NOW, timeZone: ZONE })).toMatchObject({ usual: [], days: 2 })
})

it('makes no usual of an hour most days were silent in', () => {
  const trail = [1, 2, 3, 4].flatMap((day) => [ago(day, 8, 4), ago(day, 9, day < 3 ? 7 : null)])
  expect(splitCourse(trail, { now: NOW, timeZone: ZONE }).usual.map(({ at }) => at)).toEqual([8.5 * HOUR])
})

it('goes straight between two hours', () => {
  const usual = [{ at: 8.5 * HOUR, low: 0, middle: 5, high: 10 }, { at: 9.5 * HOUR, low: 10, middle: 15, high: 30 }]
  expect(usualAt(usual, 9 * HOUR)).toEqual({ low: 5, high: 20 })
  expect(usualAt(usual, 3 * HOUR)).toMatchObject({ low: 0, high: 10 })
  expect(usualAt(usual, 20 * HOUR)).toMatchObject({ low: 10, high: 30 })
  expect(usualAt([], 20 * HOUR)).toBeUndefined()
})
