import { expect, it } from 'vitest'
import type { AgencyId, FeedId, Freshness, IndicatorId, SourceId } from '#contract'
import { lateAgencies, missingIndicators } from './late-agencies.ts'

// Ids as the schema has them.
const source = (id: string, agency: string) => ({ id: id as SourceId, agency: agency as AgencyId })
const health = (id: string, freshness: Freshness) => ({ id: id as SourceId, freshness })

it('counts each agency once, and not who is in time or never said a word', () => {
  const sources = [source('a', 'one'), source('b', 'one'), source('c', 'two'), source('d', 'three'), source('e', 'four')]
  expect(lateAgencies(sources, [health('a', 'late'), health('b', 'lost'), health('c', 'live'), health('d', 'never'), health('e', 'stale')])).toBe(2)
  expect(lateAgencies(sources, [])).toBe(0)
})

it('counts indicators of which nothing was ever told, and not those for trying', () => {
  const indicator = (id: string, domain = 'a') => ({ id: id as IndicatorId, domain: domain as FeedId })
  expect(missingIndicators([indicator('a.one'), indicator('a.two'), indicator('ioc.push-demo', 'push-demo')], ['a.one@x', 'a.one@y'])).toBe(1)
})
