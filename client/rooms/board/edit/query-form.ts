import { type Catalogue, type Indicator, MOST_INDICATORS, type Panel, type PlainQuery, type SeriesName, type SeriesQuery, seriesName } from '#contract'
import { indicatorsOf } from '../../../boards/index.ts'

export const QUERY_FORMS = ['series', 'over', 'together', 'other', 'none'] as const
/** `other`: written as in a file; every query can be. */
export type QueryForm = (typeof QUERY_FORMS)[number]

/** One or several indicators over the places of a level. */
export type OverQuery = Exclude<PlainQuery, { series: unknown }>
export const LEVELS: readonly OverQuery['level'][] = ['commune', 'district', 'site']

/** Which form a query is worked on in. */
export function formOf(query: SeriesQuery | undefined): QueryForm {
  if (query === undefined) return 'none'
  if ('together' in query) return 'together'
  return 'series' in query ? 'series' : 'over'
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

/** Which places have places of this level below them: the province first, whole names of an area before its parts. */
export function placesAbove(level: OverQuery['level'], { localities, sites, deployment }: Subjects): string[] {
  const byId = new Map<string, Subjects['localities'][number]>(localities.map((one) => [one.id, one]))
  const above = (id: string | undefined): string[] => (id === undefined ? [] : [id, ...above(byId.get(id)?.parent)])
  // Sites are found in the province or in the very area they stand in.
  const found = level === 'site' ? sites.flatMap(({ locality }) => locality ?? []) : localities.filter((one) => one.level === level).flatMap(({ parent }) => above(parent))
  const all = new Set<string>(found)
  return [deployment.subject, ...localities.map(({ id }) => id as string).filter((id) => all.has(id) && id !== deployment.subject)]
}

export const indicatorsIn = (query: OverQuery): readonly string[] => ('indicators' in query ? query.indicators : [query.indicator])

/** The same question of other indicators: one is written as one; of none there is no question. */
export function withIndicators({ level, of }: OverQuery, indicators: readonly string[]): PlainQuery | undefined {
  const [first, ...rest] = indicators
  if (first === undefined) return undefined
  return rest.length === 0 ? { indicator: first, level, of } : { indicators: [...indicators], level, of }
}

/** One indicator more, as far as a panel can draw columns. */
export const withIndicator = (query: OverQuery, indicator: string): PlainQuery => withIndicators(query, [...new Set([...indicatorsIn(query), indicator])].slice(0, MOST_INDICATORS)) ?? query

/** Several questions; one alone is a plain one. */
export function together(parts: readonly PlainQuery[]): SeriesQuery | undefined {
  return parts.length > 1 ? { together: [...parts] } : parts[0]
}

/** A panel's first figures in a form. */
export function firstOf(form: QueryForm, indicator: Indicator, catalogue: Subjects): SeriesQuery {
  return form === 'over' ? overPlaces(indicator, catalogue) : { series: [firstSeries(indicator, catalogue)] }
}

/** What a panel asks for now, said in another form as far as that can be; undefined where somebody has to choose. */
export function inForm(form: QueryForm, query: SeriesQuery | undefined, catalogue: Subjects & Pick<Catalogue, 'indicators'>): SeriesQuery | undefined {
  if (query === undefined || formOf(query) === form) return query
  const known = indicatorsOf(query).flatMap((id) => catalogue.indicators.find((one) => one.id === id) ?? [])
  const [first] = known
  if (first === undefined) return undefined
  if (form === 'series') return { series: known.map((one) => firstSeries(one, catalogue)) }
  if (form === 'over') return withIndicators({ indicator: first.id, level: first.level === 'site' ? 'site' : 'commune', of: catalogue.deployment.subject }, known.slice(0, MOST_INDICATORS).map(({ id }) => id))
  // A second question is needed for several: the first indicator's places beside what there is.
  return form === 'together' && !('together' in query) ? { together: [query, overPlaces(first, catalogue)] } : undefined
}

/** The panel with another query, or with none. */
export function withQuery({ query: _was, ...panel }: Panel, query: SeriesQuery | undefined): Panel {
  return query === undefined || ('series' in query && query.series.length === 0) ? panel : { ...panel, query }
}
