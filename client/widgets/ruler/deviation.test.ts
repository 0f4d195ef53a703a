import { describe, expect, it } from 'vitest'
import { caseView } from '../sample-views.ts'
import { deviationOf, MARK_AT, placeOf, reachesOf } from './deviation.ts'
import { rowsOf } from './rows.ts'

const bare = { warn: undefined, critical: undefined }
const lower = (value: number) => caseView({ value, target: 50, indicator: { id: 'x.overdue' as never, direction: 'lower', unit: 'hồ sơ', ...bare } }) // a branded id written out

describe('a deviation', () => {
  it('is short on the bad side, whichever way is good, and written as value less mark', () => {
    expect(deviationOf(caseView({ value: 94.5, target: 98 }))).toEqual({ mark: 98, good: -3.5, written: -3.5 })
    expect(deviationOf(lower(147))).toEqual({ mark: 50, good: -97, written: 97 })
    expect(deviationOf(lower(20))).toEqual({ mark: 50, good: 30, written: -30 })
  })

  it('is measured from the nearer edge of a band', () => {
    const room = (value: number) => deviationOf(caseView({ value, indicator: { direction: 'band', warn: { low: 18, high: 27 }, critical: undefined } }))
    expect(room(28)).toEqual({ mark: 27, good: -1, written: 1 })
    expect(room(17)).toEqual({ mark: 18, good: -1, written: -1 })
    expect(room(26)).toEqual({ mark: 27, good: 1, written: -1 })
  })

  it('is none where nothing was reported, nothing is aimed at, or no side is the good one', () => {
    expect(deviationOf(caseView({ value: undefined, target: 98 }))).toBeUndefined()
    expect(deviationOf(caseView({ value: 3, indicator: bare }))).toBeUndefined()
    expect(deviationOf(caseView({ value: 3, target: 5, indicator: { direction: 'none', ...bare } }))).toBeUndefined()
  })
})

describe('the scale of a row', () => {
  it('is the stored one, else twice the way to the critical limit, else what its figures need', () => {
    const rate = caseView({ value: 91, target: 98 })
    expect(reachesOf([rate], { 'tthc.on-time-rate': 12 }).get('tthc.on-time-rate')).toBe(12)
    expect(reachesOf([rate], {}).get('tthc.on-time-rate')).toBe(6)
    expect(reachesOf([lower(147), lower(60)], {}).get('x.overdue')).toBe(100)
    expect(reachesOf([lower(50)], {}).get('x.overdue')).toBe(1)
  })

  it('puts the mark on the same x for all, and says where the ruler ends before the value', () => {
    expect(placeOf(0, 6)).toEqual({ at: MARK_AT, isBeyond: false })
    expect(placeOf(-6, 6)).toEqual({ at: 0, isBeyond: false })
    expect(placeOf(-7, 6)).toEqual({ at: 0, isBeyond: true })
    expect(placeOf(90, 6)).toEqual({ at: 100, isBeyond: true })
  })
})

it('puts the worst on top by its own scale, never reported last, and hands back what has no room', () => {
  const views = [caseView({ subject: 'A', value: 99, target: 98 }), caseView({ subject: 'B', value: undefined, target: 98 }), caseView({ subject: 'C', value: 95, target: 98 }), lower(147)]
  const { shown, rest } = rowsOf(views, { order: 'worst', reach: {} }, 3)
  expect(shown.map(({ view }) => view.value)).toEqual([147, 95, 99])
  expect(rest.map(({ subject }) => subject.short)).toEqual(['B'])
  expect(rowsOf(views, { order: 'given', reach: {} }, 9).shown.map(({ view }) => view)).toEqual(views)
})
