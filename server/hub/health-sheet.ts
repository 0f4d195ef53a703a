import type { Run, SourceHealth, SourceId, SourceInfo } from '#contract'
import type { FeedSet } from './feed-set.ts'
import type { HealthEntry } from './frame.ts'
import type { SeriesBook } from './series-book.ts'
import { createSourceBook, type SourceStart } from './source-book.ts'

/** The health of all sources as last told, and which feeds each concerns. */
export interface HealthSheet {
  begin(sources: ReadonlyMap<SourceId, SourceStart>): void
  apply(run: Run): void
  /** True when something changed. */
  refresh(from: { sources: readonly SourceInfo[]; book: SeriesBook; now: number; paused: boolean; step: number }): boolean
  of(set: FeedSet): HealthEntry[]
  all(): SourceHealth[]
}

interface Row extends HealthEntry {
  text: string
  /** Domains it delivers; empty while nobody knows. */
  domains: ReadonlySet<string>
}

export function createHealthSheet(): HealthSheet {
  let books = createSourceBook()
  let rows = new Map<string, Row>()

  return {
    begin(sources) {
      books = createSourceBook()
      rows = new Map()
      for (const [id, start] of sources) books.begin(id, start)
    },
    apply: (run) => books.apply(run),
    refresh({ sources, book, now, paused, step }) {
      const seen = domainsSeen(book)
      const before = rows
      rows = new Map()
      let hasChanged = before.size !== sources.length
      for (const [index, health] of books.health(sources, book.all(), { now, paused }).entries()) {
        const text = JSON.stringify(health)
        const held = before.get(health.id)
        const isSame = held?.text === text
        const told = (sources[index]?.feeds ?? []).map((feed) => feed.split('@')[0] ?? '')
        rows.set(health.id, { health, text, step: isSame ? held.step : step, domains: new Set([...told, ...(seen.get(health.id) ?? [])]) })
        hasChanged ||= !isSame
      }
      return hasChanged
    },
    // A source of which nobody knows yet what it delivers concerns everybody: its silence must be seen.
    of: (set) => [...rows.values()].filter(({ domains }) => domains.size === 0 || set.domains.some((domain) => domains.has(domain))),
    all: () => [...rows.values()].map((row) => row.health),
  }
}

/** A system that describes itself does not say beforehand what it delivers; its series do. */
function domainsSeen(book: SeriesBook): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>()
  for (const { sample, domain } of book.all()) {
    const domains = seen.get(sample.source)
    if (domains === undefined) seen.set(sample.source, new Set([domain]))
    else domains.add(domain)
  }
  return seen
}
