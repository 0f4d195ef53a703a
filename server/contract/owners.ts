import type { Catalogue } from './catalogue.ts'
import { type SeriesName, splitSeries } from './ids.ts'
import type { Thing } from './role.ts'

/** Whose a figure is: its indicator's owner, and where it is about an agency or what an agency governs, that one as well. Each is asked of `can()`. */
export function ownersOf(series: SeriesName, { indicators, agencies, localities }: Pick<Catalogue, 'indicators' | 'agencies' | 'localities'>): Thing[] {
  const { indicator: id, subject } = splitSeries(series)
  const indicator = indicators.find((one) => one.id === id)
  if (indicator === undefined) return []
  const isLocality = localities.some((one) => one.id === subject)
  const owners = [indicator.owner, ...agencies.filter((agency) => String(agency.id) === subject || (isLocality && agency.locality === subject)).map((agency) => agency.id)]
  return owners.map((agency) => ({ kind: 'figures', agency, domain: indicator.domain, ...(isLocality ? { locality: subject } : {}) }))
}
