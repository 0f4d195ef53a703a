import type { Catalogue } from '#contract'

type Sees = (feed: string) => boolean

/**
 * The catalogue as somebody may see it: of what they may not watch, not even the name. Who sees all gets the very same object,
 * and people who see the same share one, so that it is written out once.
 */
export function createSeenBy(): (catalogue: Catalogue, sees: Sees) => Catalogue {
  const made = new WeakMap<Catalogue, Map<string, Catalogue>>()
  return (catalogue, sees) => {
    const domains = [...new Set([...catalogue.indicators.map(({ domain }) => String(domain)), ...catalogue.sources.flatMap(({ feeds }) => feeds)])]
    const seen = domains.filter(sees)
    if (seen.length === domains.length) return catalogue
    const views = made.get(catalogue) ?? new Map<string, Catalogue>()
    made.set(catalogue, views)
    const key = seen.join()
    const view = views.get(key) ?? only(catalogue, new Set(seen))
    views.set(key, view)
    return view
  }
}

function only(catalogue: Catalogue, domains: ReadonlySet<string>): Catalogue {
  const indicators = catalogue.indicators.filter(({ domain }) => domains.has(domain))
  const ids = new Set<string>(indicators.map(({ id }) => id))
  return {
    ...catalogue,
    indicators,
    targets: catalogue.targets.filter(({ indicator }) => ids.has(indicator)),
    sources: catalogue.sources.map((source) => ({
      ...source, feeds: source.feeds.filter((feed) => domains.has(feed)), ...(source.indicators === undefined ? {} : { indicators: source.indicators.filter((id) => ids.has(id)) }),
    })).filter(({ feeds }) => feeds.length > 0),
  }
}
