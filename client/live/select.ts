import { type Catalogue, type Locality, type PlainQuery, type SeriesName, type SeriesQuery, seriesName } from '#contract'

type LevelQuery = Exclude<PlainQuery, { series: unknown }>

/** The series a panel asks for: named ones, or one or several indicators over all subjects of a level below a parent, valid on `day`. */
export function selectSeries(query: SeriesQuery | undefined, catalogue: Catalogue, day: string): readonly SeriesName[] {
  if (!query) return []
  if ('together' in query) return [...new Set(query.together.flatMap((one) => selectSeries(one, catalogue, day)))]
  if ('series' in query) return query.series
  const indicators = 'indicators' in query ? query.indicators : [query.indicator]
  const columns = indicators.map((indicator) => ({ indicator, subjects: subjectsOf(indicator, query, { catalogue, day }) }))
  const subjects = [...new Set(columns.flatMap((column) => column.subjects))]
  return subjects.flatMap((subject) => columns.filter((column) => column.subjects.includes(subject)).map(({ indicator }) => seriesName(indicator, subject)))
}

const subjectsOf = (indicator: string, { level, of }: LevelQuery, { catalogue, day }: { catalogue: Catalogue; day: string }): string[] =>
  level === 'site' ? sitesOf({ indicator, of }, catalogue) : areasOf({ level, of }, catalogue, day)

function areasOf({ level, of: parent }: { level: 'commune' | 'district'; of: string }, { localities }: Catalogue, day: string): string[] {
  const byId = new Map<string, Locality>(localities.map((locality) => [locality.id, locality]))
  const isBelow = (locality: Locality | undefined): boolean =>
    locality !== undefined && (locality.parent === parent || isBelow(byId.get(locality.parent ?? '')))
  return localities
    .filter((locality) => locality.level === level && isValid(locality, day) && isBelow(locality))
    .map((locality) => locality.id as string)
    .sort()
}

/** Only the kind of site that measures the indicator: a machine room is not a missing air station. */
function sitesOf({ indicator, of: parent }: { indicator: string; of: string }, { sites, deployment, indicators }: Catalogue): string[] {
  const kind = indicators.find(({ id }) => id === indicator)?.siteKind
  return sites
    .filter((site) => (parent === deployment.subject || site.locality === parent) && (kind === undefined || site.kind === kind))
    .map((site) => site.id as string)
}

/** Dated things hold from the first to the last day, both included. */
export function isValid({ validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined }, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

/** Making one takes 0,6 ms, using one a thousandth of that. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The day of a moment in a zone, as `2026-10-15`. */
export function dayIn(timeZone: string, at: number): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  dayFormats.set(timeZone, format)
  return format.format(at)
}
