import { expect, it } from 'vitest'
import type { Freshness, SourceView } from '#contract'
import { sumUp } from './sum-up.ts'

const source = (id: string, freshness?: Freshness, newestAt?: number): SourceView =>
  ({ info: { id }, freshness: freshness ?? 'never', health: freshness && { id, freshness, newestAt } }) as unknown as SourceView // only what is summed up

it('counts the sources on time and names the one furthest behind', () => {
  const summary = sumUp([source('a', 'live', 9), source('b', 'late', 5), source('c', 'stale', 4), source('d', 'stale', 2), source('e')])
  expect(summary).toMatchObject({ onTime: 1, known: 4, slowest: { freshness: 'stale', newestAt: 2 } })
  expect(summary.slowest?.view.info.id).toBe('d')
})

it('puts a source that never delivered before one that is only stale', () => {
  expect(sumUp([source('a', 'stale', 4), source('b', 'never')]).slowest?.view.info.id).toBe('b')
})

it('names nobody when all are on time', () => {
  expect(sumUp([source('a', 'live', 9)])).toEqual({ onTime: 1, known: 1 })
})
