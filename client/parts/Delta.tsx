import type { SeriesView } from '#contract'
import { formatDelta, type Locale, SAYS } from '../locale/index.ts'
import { Arrow } from './Glyph.tsx'

/** Arrow, sign and unit of a change; for percentages in points. The base it is against is written by the caller. */
export function Delta({ view, delta, locale }: { view: SeriesView; delta: number; locale: Locale }) {
  const { unit, decimals } = view.indicator
  const digits = unit === '%' ? Math.max(1, decimals) : decimals
  const text = formatDelta(delta, digits, locale)
  return (
    <span className="delta">
      <Arrow delta={text.startsWith('±') ? 0 : delta} />
      <span>{unit === '%' ? `${text} ${SAYS[locale]('figure.points')}` : text}</span>
    </span>
  )
}
