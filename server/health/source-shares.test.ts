import { expect, it } from 'vitest'
import type { Freshness, SourceId } from '#contract'
import { sourceShares } from './source-shares.ts'

const id = (name: string) => name as SourceId // matches the schema
const steady = (name: string) => ({ id: id(name), everyMs: 60_000 })
const health = (name: string, freshness: Freshness, more: object = {}) => ({ id: id(name), freshness, series: { total: 10, live: 5 }, ...more })
const down = { error: { kind: 'unreachable' as const, message: 'x', since: 0 } }

it('counts as connected who answered well of late, and not who failed, fell silent or never came', () => {
  const sources = ['a', 'b', 'c', 'd', 'e'].map(steady)
  expect(sourceShares(sources, [health('a', 'live'), health('b', 'late'), health('c', 'live', down), health('d', 'stale'), health('e', 'never')]).connected).toBe(0.4)
  expect(sourceShares(sources, []).connected).toBe(0)
})

it('leaves out who sends when he likes, and says nothing of nobody', () => {
  expect(sourceShares([steady('a'), { id: id('by-hand') }], [health('a', 'live'), health('by-hand', 'stale')]).connected).toBe(1)
  expect(sourceShares([], [])).toEqual({ connected: undefined, liveSeries: undefined })
})

it('takes the live series of all series of all sources', () => {
  expect(sourceShares([], [health('a', 'live'), health('b', 'stale', { series: { total: 30, live: 0 } })]).liveSeries).toBe(0.125)
})
