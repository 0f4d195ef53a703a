import { type Agency, type Catalogue, type Indicator, type Scope, seriesName, type SeriesName, type SourceInfo } from '#contract'
import { subjectsOf } from './names.ts'

/** What a desk is about: an agency or all of one's agencies, or the places a commune's account is for. */
export interface Own {
  kind: 'agency' | 'place'
  agencies: readonly Agency[]
  places: Catalogue['localities']
  series: readonly SeriesName[]
  sources: readonly SourceInfo[]
  /** What must be watched to see all of it. */
  feeds: readonly string[]
}

/** Agencies one may look at: those of one's scope that answer for an indicator or a source. */
export function agenciesOf({ agencies, indicators, sources }: Catalogue, { agencies: reach }: Scope): Agency[] {
  const busy = new Set<string>([...indicators.map(({ owner }) => owner), ...sources.map(({ agency }) => agency)])
  return agencies.filter(({ id }) => busy.has(id) && (reach === 'all' || reach.includes(id)))
}

/** Whoever is bound to places sees those places' own figures and nothing else; everybody else their agencies'. */
export function ownOf(catalogue: Catalogue, scope: Scope, chosen: string | undefined): Own {
  if (scope.localities !== 'all') return placesOf(catalogue, scope.localities)
  const all = agenciesOf(catalogue, scope)
  // All agencies of a province are no desk: who may see them all looks at one.
  const agencies = chosen === undefined ? (scope.agencies === 'all' ? all.slice(0, 1) : all) : all.filter(({ id }) => id === chosen)
  const ids = new Set<string>(agencies.map(({ id }) => id))
  const series = catalogue.indicators.flatMap((indicator) => seriesOf(indicator, catalogue, ids))
  return finish({ kind: 'agency', agencies, places: [], series, sources: catalogue.sources.filter(({ agency, driver }) => ids.has(agency) && driver !== 'derive') }, catalogue)
}

function placesOf(catalogue: Catalogue, reach: readonly string[]): Own {
  const places = catalogue.localities.filter(({ id, level, validTo }) => level === 'commune' && validTo === undefined && reach.includes(id))
  const indicators = catalogue.indicators.filter(({ level }) => level === 'commune')
  const ids = new Set<string>(indicators.map(({ id }) => id))
  const series = places.flatMap(({ id }) => indicators.map((indicator) => seriesName(indicator.id, id)))
  return finish({ kind: 'place', agencies: [], places, series, sources: places.length === 0 ? [] : catalogue.sources.filter(({ indicators: told, driver }) => driver !== 'derive' && told?.some((id) => ids.has(id)) === true) }, catalogue)
}

/** Of the province where it is told of the province; of each site, and of the agency itself, where it is told of those. */
function seriesOf(indicator: Indicator, catalogue: Catalogue, agencies: ReadonlySet<string>): SeriesName[] {
  if (indicator.level === 'agency') return [...agencies].map((id) => seriesName(indicator.id, id))
  if (!agencies.has(indicator.owner)) return []
  if (indicator.level === 'site') return subjectsOf(indicator, catalogue, 'all').map(({ id }) => seriesName(indicator.id, id))
  return [seriesName(indicator.id, catalogue.deployment.subject)]
}

function finish(own: Omit<Own, 'feeds'>, { indicators }: Catalogue): Own {
  const ids = new Set<string>(own.series.map((series) => series.slice(0, series.indexOf('@'))))
  return { ...own, feeds: [...new Set([...indicators.filter(({ id }) => ids.has(id)).map(({ domain }) => String(domain)), ...own.sources.flatMap(({ feeds }) => feeds)])].sort() }
}
