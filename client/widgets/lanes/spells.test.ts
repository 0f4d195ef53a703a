import { expect, it } from 'vitest'
import type { Point, SeriesView } from '#contract'
import { caseView } from '../sample-views.ts'
import { spellsOf } from './spells.ts'

const T = 1_800_000_000_000
const MINUTE = 60_000
/** Values of one minute each from T on. */
const lane = (values: (number | null)[], change: Partial<SeriesView> = {}): SeriesView => {
  const trail = values.map((value, i): Point => [T + i * MINUTE, value])
  const view = caseView({ target: 98 })
  return { ...view, at: T + (values.length - 1) * MINUTE, value: values.at(-1) ?? 0, trail, ...change }
}
const minutes = (view: SeriesView, until: number) => spellsOf(view, T, T + until * MINUTE).map(({ kind, from, to }) => [kind, (from - T) / MINUTE, (to - T) / MINUTE])

it('tells from when to when a value was beyond its limits, and how far', () => {
  expect(minutes(lane([99, 97, 97, 94, 99]), 5)).toEqual([['watch', 1, 3], ['bad', 3, 4]])
})

it('holds a hole open instead of carrying a value over it', () => {
  expect(minutes(lane([94, null, null, 94, 99]), 5)).toEqual([['bad', 0, 1], ['gap', 1, 3], ['bad', 3, 4]])
})

it('says nothing is known of before the first and, where it is too old, of after the last value', () => {
  expect(spellsOf(lane([94]), T - 5 * MINUTE, T + MINUTE).map(({ kind }) => kind)).toEqual(['gap', 'bad'])
  expect(minutes(lane([94, 94], { freshness: 'stale' }), 60)).toEqual([['bad', 0, 11], ['gap', 11, 60]])
  expect(minutes(lane([94, 94]), 60)).toEqual([['bad', 0, 60]])
})

it('is one gap for what never reported', () => {
  expect(spellsOf(caseView({ value: undefined }), T, T + MINUTE)).toEqual([{ kind: 'gap', from: T, to: T + MINUTE }])
})

it('leaves what lies before its hours out', () => {
  expect(spellsOf(lane([94, 94, 99, 99]), T + MINUTE, T + 3 * MINUTE)).toEqual([{ kind: 'bad', from: T + MINUTE, to: T + 2 * MINUTE }])
})
