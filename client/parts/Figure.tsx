import { useState } from 'react'
import type { SeriesView } from '#contract'
import { formatValue, type Locale, unitText } from '../locale/index.ts'

interface Props {
  view: SeriesView
  locale: Locale
  className?: string
  /** False leaves the unit to the heading of a column. */
  unit?: boolean
}

/** The one way to draw a value. What stands in the attributes is what tests and audits compare with the server. */
export function Figure({ view, locale, className, unit = true }: Props) {
  const text = formatValue(view.value, view.indicator, locale)
  return (
    <span className={className} {...figureData(view)}>
      <Changing text={text} at={view.at ?? 0} />
      {unit && view.value !== undefined && view.indicator.unit !== '' && <span className="unit">{unitText(view.indicator.unit, locale)}</span>}
    </span>
  )
}

/** For values drawn as something else than text: a dot, a bar. */
export function figureData(view: SeriesView): Record<string, string> {
  return {
    'data-series': view.series,
    'data-freshness': view.freshness,
    ...(view.value === undefined ? {} : { 'data-value': String(view.value) }),
    ...(view.at === undefined ? {} : { 'data-at': new Date(view.at).toISOString() }),
  }
}

/** What changes faster than this moves by itself: a mark that never ends says nothing, and keeps a wall busy. */
const QUIET_MS = 2_000

/** A change is felt once, for 600 ms, and quietly. Two names of one animation take turns: it starts anew without a forced layout. */
function Changing({ text, at }: { text: string; at: number }) {
  const [seen, see] = useState({ text, changes: 0, at: -Infinity })
  if (seen.text !== text) see({ text, at, changes: Math.abs(at - seen.at) < QUIET_MS ? 0 : seen.changes + 1 })
  return <span className={seen.changes === 0 ? undefined : `changed-${seen.changes % 2}`}>{text}</span>
}
