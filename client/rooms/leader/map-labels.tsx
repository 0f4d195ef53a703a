import { type Locale, formatValue } from '../../locale/index.ts'
import type { MapLabel } from '../../maps/index.ts'
import { Figure, StatusGlyph, statusOf, ViewGlyph } from '../../parts/index.ts'
import type { Picture, Reporting } from '../../widgets/locality-map/index.ts'
import type { Site } from '../../widgets/point-map/index.ts'

const LETTER_PX = 7.6
const PAD_PX = 12
const GLYPH_PX = 20
const HEIGHT = 36

/** Points that are not as they should be first, then places: in this order they choose where they stand. */
export function mapLabels({ bad, best }: Picture, odd: readonly Site[], locale: Locale): MapLabel[] {
  return [...odd.map(({ view }) => siteLabel(view, locale)), ...bad.map((view) => placeLabel(view, true, locale)), ...best.map((view) => placeLabel(view, false, locale))]
}

const placeLabel = (view: Reporting, isBad: boolean, locale: Locale): MapLabel => ({
  subject: view.subject.id, className: isBad ? 'leader-label is-bad' : 'leader-label', height: HEIGHT, width: widthOf(view, isBad, locale),
  content: <><span>{view.subject.short}</span><b>{isBad && <StatusGlyph status="bad" />}<Figure view={view} locale={locale} className="num" unit={false} /></b></>,
})

const siteLabel = (view: Site['view'], locale: Locale): MapLabel => ({
  subject: view.subject.id, className: 'leader-label is-site', height: HEIGHT, width: widthOf(view, true, locale),
  content: <><span>{view.subject.short}</span><b><ViewGlyph freshness={view.freshness} status={statusOf(view)} /><Figure view={view} locale={locale} className="num" unit={false} /></b></>,
})

const widthOf = (view: Site['view'], hasGlyph: boolean, locale: Locale): number =>
  PAD_PX + Math.max(view.subject.short.length * LETTER_PX, (hasGlyph ? GLYPH_PX : 0) + formatValue(view.value, view.indicator, locale).length * LETTER_PX)
