import { useEffect, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatValue, type Locale } from '../locale/index.ts'

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
      <Changing text={text} />
      {unit && view.indicator.unit !== '' && <span className="unit">{view.indicator.unit}</span>}
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

/** A change is felt once, for 600 ms, and quietly. */
function Changing({ text }: { text: string }) {
  const element = useRef<HTMLSpanElement>(null)
  const last = useRef(text)
  useEffect(() => {
    if (last.current === text) return
    last.current = text
    const node = element.current
    if (node === null) return
    node.classList.remove('changed')
    void node.offsetWidth // starts the animation anew
    node.classList.add('changed')
  }, [text])
  return <span ref={element}>{text}</span>
}
