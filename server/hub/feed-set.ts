import type { FeedId } from '#contract'
import type { LiveSeries, SeriesBook } from './series-book.ts'

/** Feeds watched together; the same ones in any order are the same set and share one room. */
export interface FeedSet {
  key: string
  feeds: readonly FeedId[]
  /** Domains of which it may hold series. */
  domains: readonly string[]
  has(series: Pick<LiveSeries, 'domain' | 'subject'>): boolean
}

/** A feed is a whole domain (`tthc`) or its part about one subject (`tthc@tn2025-25459`). */
export function feedSetOf(feeds: readonly FeedId[]): FeedSet {
  const sorted = [...new Set(feeds)].sort()
  const whole = new Set<string>(sorted.filter((feed) => !feed.includes('@')))
  const parts = new Set<string>(sorted.filter((feed) => feed.includes('@')))
  return {
    key: sorted.join(','),
    feeds: sorted,
    domains: [...new Set(sorted.map((feed) => feed.split('@')[0] ?? ''))],
    has: ({ domain, subject }) => whole.has(domain) || (parts.size > 0 && parts.has(`${domain}@${subject}`)),
  }
}

export function seriesOf(set: FeedSet, book: SeriesBook): LiveSeries[] {
  return set.domains.flatMap((domain) => book.in(domain).filter((series) => set.has(series)))
}
