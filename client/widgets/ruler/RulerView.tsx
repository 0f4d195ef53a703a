import { useMemo, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatDelta, formatNumber, type Locale, useSay, withUnit } from '../../locale/index.ts'
import { Figure, figureData, hasSecondLine, inkOf, MissingLine, PanelAge, partsWord, reportedText, RowName, shortName, statusOf, type ToldAbove, toldAbove, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { MARK_AT, placeOf } from './deviation.ts'
import type { RulerOptions } from './options.ts'
import { type RulerRow, rowsOf } from './rows.ts'
import './ruler.css'

/** A tile of its own, less title and notes. */
const USUAL = { width: 1_752, height: 790 }
/** Below this the marks of Vietnamese letters stand in the next row. */
const LEAST_ROW_PX = 78
/** A row that tells its own age and source has two lines. */
const LEAST_TALL_ROW_PX = 114

/** Figures against their marks, all marks on one line: left is short, right is beyond, whatever is measured and whichever way is good. */
export function RulerView({ views, options, title, now, locale, place }: WidgetProps<RulerOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const above = toldAbove(views)
  const fits = Math.max(1, Math.floor(height / (views.some((view) => hasSecondLine(view, above)) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const { shown, rest } = useMemo(() => rowsOf(views, options, fits), [views, options, fits])
  const missing = rest.filter(({ value }) => value === undefined)
  const reported = rest.filter(({ value }) => value !== undefined)
  const off = reported.filter((view) => ['bad', 'watch'].includes(statusOf(view))).length
  const words = { n: reported.length, parts: partsWord(views, locale), off }
  return (
    <article className="p ruler">
      <header className="pt wraps">
        <h2>{title}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{reportedText(views, locale)}</PanelAge>}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <div className="note two-notes">
          <span>{say('ruler.side')}</span>
          <span>{scaleNote(shown, say, locale)}</span>
        </div>
      )}
      {views.length > 0 && (
        <div className="lines" ref={list}>
          {shown.map((row) => <Row key={row.view.series} row={row} name={nameOf(row.view, views, locale)} above={above} now={now} locale={locale} timeZone={place.timeZone} />)}
        </div>
      )}
      <div className="foot">
        {reported.length > 0 && <div className="note rest-line">{say(off > 0 ? 'parts.restOff' : 'parts.rest', words)}</div>}
        <MissingLine names={missing.map((view) => nameOf(view, views, locale))} parts={words.parts} locale={locale} />
      </div>
    </article>
  )
}

/** Rows of one subject are told apart by what is measured, rows of one indicator by whose it is. */
function nameOf({ indicator, subject }: SeriesView, views: readonly SeriesView[], locale: Locale): string {
  const isOneIndicator = views.every((view) => view.indicator.id === indicator.id)
  if (isOneIndicator && views.length > 1) return subject.short
  const isOneSubject = views.every((view) => view.subject.id === subject.id)
  return isOneSubject ? shortName(indicator, locale) : `${shortName(indicator, locale)}, ${subject.short}`
}

/** One indicator has one scale, which is written; several have each their own. */
function scaleNote(rows: readonly RulerRow[], say: ReturnType<typeof useSay>, locale: Locale): string {
  const first = rows.find(({ deviation }) => deviation !== undefined)
  if (first?.deviation === undefined) return say('ruler.noMark')
  const isOne = rows.every(({ view, deviation }) => view.indicator.id === first.view.indicator.id && (deviation === undefined || deviation.mark === first.deviation?.mark))
  if (!isOne) return say('ruler.ownScales')
  const { unit, decimals } = first.view.indicator
  const write = (value: number) => withUnit(formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, decimals), locale), unit, locale)
  return say(first.view.target === undefined ? 'ruler.limit' : 'ruler.target', { value: write(first.deviation.mark), reach: unit === '%' ? `${formatNumber(first.reach, Number.isInteger(first.reach) ? 0 : 1, locale)} ${say('figure.points')}` : write(first.reach) })
}

interface RowProps { row: RulerRow; name: string; above: ToldAbove; now: number; locale: Locale; timeZone: string }

function Row({ row: { view, deviation, reach }, name, above, now, locale, timeZone }: RowProps) {
  const say = useSay()
  const status = statusOf(view)
  const isJudged = view.freshness === 'live' || view.freshness === 'late'
  return (
    <div className={`line is-${status}${oldClass(view)}`}>
      <RowName view={view} name={name} above={above} now={now} timeZone={timeZone} locale={locale} />
      {deviation === undefined ? <span className="ruler-none">{say(view.value === undefined ? 'figure.noFigure' : 'figure.noTarget')}</span> : <Track view={view} good={deviation.good} reach={reach} color={inkOf(status)} />}
      <Figure view={view} locale={locale} className="row-value" />
      <span className="row-mark">
        {(status !== 'good' && view.value !== undefined) && <ViewGlyph freshness={view.freshness} status={status} />}
        {isJudged && deviation !== undefined && formatDelta(deviation.written, Math.max(view.indicator.unit === '%' ? 1 : 0, view.indicator.decimals), locale)}
      </span>
    </div>
  )
}

/** A value beyond the end of its ruler is an arrow there, not a dot: it is further out than is drawn. */
function Track({ view, good, reach, color }: { view: SeriesView; good: number; reach: number; color: string }) {
  const { at, isBeyond } = placeOf(good, reach)
  const x = `${at.toFixed(2)}%`
  const isOld = view.freshness === 'stale' || view.freshness === 'lost'
  return (
    <svg className="ruler-track" width="100%" height="48" aria-hidden="true">
      <line x1="0" x2="100%" y1="24" y2="24" stroke="var(--line-strong)" strokeWidth="2" />
      <line x1={`${MARK_AT}%`} x2={x} y1="24" y2="24" stroke={isOld ? 'var(--ink-3)' : color} strokeWidth="10" />
      <line x1={`${MARK_AT}%`} x2={`${MARK_AT}%`} y1="0" y2="48" stroke="var(--t1)" strokeWidth="4" />
      {isBeyond
        ? <svg x={x} overflow="visible" {...figureData(view)} data-beyond="yes"><path d={good < 0 ? 'M-14 24 12 6V42Z' : 'M14 24-12 6V42Z'} fill={color} /></svg>
        : <circle cx={x} cy="24" r="14" fill={isOld ? 'var(--surface-1)' : color} stroke={isOld ? 'var(--t2)' : 'none'} strokeWidth="4" {...figureData(view)} />}
    </svg>
  )
}
