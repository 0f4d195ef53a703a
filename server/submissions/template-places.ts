import type { Catalogue, IndicatorId, Viewer } from '#contract'
import { type Can, thing } from './areas.ts'
import type { HandInSource } from './intake.ts'

/** One place somebody may hand figures in for, and which. */
export interface PlaceToFill {
  subject: string
  indicators: IndicatorId[]
}

/** The rows of somebody's template: every place they may send figures of, today's, in the catalogue's order, the province first. */
export function placesToFill({ can, viewer, source, catalogue }: { can: Can; viewer: Viewer; source: HandInSource; catalogue: Catalogue }): PlaceToFill[] {
  const wanted = new Set(source.indicators)
  const own = catalogue.indicators.filter(({ id }) => wanted.has(id))
  const { subject } = catalogue.deployment
  const communes = catalogue.localities.filter(({ level, validTo }) => level === 'commune' && validTo === undefined)
  return [{ id: subject, level: 'province' as const }, ...communes].map(({ id, level }) => ({
    subject: id,
    indicators: own.filter((indicator) => indicator.level === level && can(viewer, 'send', thing(source.info.agency, indicator.domain, id))).map((indicator) => indicator.id),
  })).filter(({ indicators }) => indicators.length > 0)
}
