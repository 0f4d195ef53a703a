import { describe, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { caseView } from '../sample-views.ts'
import { breakdownOf, keepWorst } from './breakdown.ts'

const score = (id: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}): SeriesView => caseView({ value, indicator: { id: id as never, unit: 'điểm', decimals: 1 }, ...change }) // a branded id written out
const OPTIONS = { total: 'total', rank: 'rank', most: { total: 60, a: 20, b: 30, c: 10 } }

describe('an index and its groups', () => {
  it('takes total and rank apart, and says which groups lose most points', () => {
    const index = breakdownOf([score('total', 41), score('rank', 14), score('a', 18), score('b', 15), score('c', 8)], OPTIONS)
    expect(index.groups.map(({ view, lost }) => [view.indicator.id, lost])).toEqual([['a', 2], ['b', 15], ['c', 2]])
    expect(index.losing.map(({ view }) => view.indicator.id)).toEqual(['b', 'a'])
    expect(index.longest).toBe(30)
    expect(index.otherSum).toBeUndefined()
  })

  it('shows the sum of the groups where it is not the total, beyond what rounding makes', () => {
    expect(breakdownOf([score('total', 45), score('a', 18), score('b', 15), score('c', 8)], OPTIONS).otherSum).toBe(41)
    expect(breakdownOf([score('total', 41.1), score('a', 18), score('b', 15), score('c', 8)], OPTIONS).otherSum).toBeUndefined()
  })

  it('adds nothing up while a group has no figure, and counts no points as lost there', () => {
    const index = breakdownOf([score('total', 41), score('a', 18), score('b', undefined), score('c', 8, { freshness: 'stale' })], OPTIONS)
    expect(index.otherSum).toBeUndefined()
    expect(index.groups.map(({ lost }) => lost)).toEqual([2, undefined, undefined])
  })

  it('keeps those that lose most where not all have room, in their own order', () => {
    const { groups } = breakdownOf([score('a', 10), score('c', undefined), score('b', 29), score('x', 3)], OPTIONS)
    expect(keepWorst(groups, 2).map(({ view }) => view.indicator.id)).toEqual(['a', 'b'])
  })
})
