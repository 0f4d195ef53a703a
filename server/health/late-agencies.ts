import type { Catalogue, SourceHealth, SourceInfo } from '#contract'

/** Agencies one of whose sources told something once and is no longer in time. Who never told anything is missing, not late. */
export function lateAgencies(sources: readonly Pick<SourceInfo, 'id' | 'agency'>[], health: readonly Pick<SourceHealth, 'id' | 'freshness'>[]): number {
  const late = new Set(health.filter(({ freshness }) => freshness === 'late' || freshness === 'stale' || freshness === 'lost').map(({ id }) => id))
  return new Set(sources.filter(({ id }) => late.has(id)).map(({ agency }) => agency)).size
}

/** Domain of what is only there to try sending: no figure of the province. */
const FOR_TRYING = 'push-demo'

/** Indicators of the catalogue of which nothing was ever told. */
export function missingIndicators(indicators: readonly Pick<Catalogue['indicators'][number], 'id' | 'domain'>[], told: Iterable<string>): number {
  const known = new Set([...told].map((series) => series.slice(0, series.indexOf('@'))))
  return indicators.filter(({ id, domain }) => domain !== FOR_TRYING && !known.has(id)).length
}
