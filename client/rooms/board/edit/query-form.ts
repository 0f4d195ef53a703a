import { type Catalogue, type Indicator, type Panel, type PlainQuery, type SeriesName, type SeriesQuery, seriesName } from '#contract'

export type QueryForm = 'none' | 'series' | 'over' | 'other'

/** Which form a query can be worked on in; those with several parts are written as they are in a file. */
export function formOf(query: SeriesQuery | undefined): QueryForm {
  if (query === undefined) return 'none'
  if ('series' in query) return 'series'
  return 'indicator' in query ? 'over' : 'other'
}

type Subjects = Pick<Catalogue, 'localities' | 'sites' | 'agencies' | 'deployment'>

/** What an indicator may be of: the province, its communes of today, agencies, or the sites that measure it. */
export function subjectsOf({ level, siteKind }: Pick<Indicator, 'level' | 'siteKind'>, { localities, sites, agencies, deployment }: Subjects): string[] {
  if (level === 'site') return sites.filter(({ kind }) => siteKind === undefined || kind === siteKind).map(({ id }) => id)
  if (level === 'agency') return [...agencies.filter(({ validTo }) => validTo === undefined).map(({ id }) => id as string), deployment.subject]
  const today = localities.filter((one) => one.validTo === undefined)
  return level === 'province' ? [deployment.subject] : [deployment.subject, ...today.filter((one) => one.level === 'commune').map(({ id }) => id as string)]
}

/** The first series of an indicator somebody chose: of the province, where there is such a one. */
export const firstSeries = (indicator: Indicator, catalogue: Subjects): SeriesName => {
  const subjects = subjectsOf(indicator, catalogue)
  return seriesName(indicator.id, subjects.includes(catalogue.deployment.subject) ? catalogue.deployment.subject : (subjects[0] ?? catalogue.deployment.subject))
}

/** One indicator over all its places. */
export const overPlaces = (indicator: Pick<Indicator, 'id' | 'level'>, { deployment }: Subjects): PlainQuery => ({ indicator: indicator.id, level: indicator.level === 'site' ? 'site' : 'commune', of: deployment.subject })

/** The panel with another query, or with none. */
export function withQuery({ query: _was, ...panel }: Panel, query: SeriesQuery | undefined): Panel {
  return query === undefined || ('series' in query && query.series.length === 0) ? panel : { ...panel, query }
}
