import type { SeriesView } from '#contract'
import { formatDelta, type Locale, SAYS, unitText } from '../locale/index.ts'
import { Arrow } from './Glyph.tsx'

/** Arrow, sign and unit of a change; for percentages in points. The base it is against is written by the caller. */
export function Delta({ view, delta, locale, withUnit = true }: { view: SeriesView; delta: number; locale: Locale; withUnit?: boolean }) {
  const { unit, decimals } = view.indicator
  const digits = unit === '%' ? Math.max(1, decimals) : decimals
  const text = formatDelta(delta, digits, locale)
  return (
    <span className="delta">
      <Arrow delta={text.startsWith('±') ? 0 : delta} />
      <span>{withUnit && unit !== '' ? `${text} ${unit === '%' ? SAYS[locale]('figure.points') : unitText(unit, locale)}` : text}</span>
    </span>
  )
}
