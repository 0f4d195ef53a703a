import { type RefObject, useMemo, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatNumber, type Locale, SAYS, unitText, useSay, withUnit } from '../../locale/index.ts'
import { Figure, hasSecondLine, inkOf, MissingLine, PanelAge, partsWord, reportedText, RowName, shortName, statusOf, type ToldAbove, toldAbove, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { UnitSquaresOptions } from './options.ts'
import { type CountRow, countedOf, packSquares, type Packing, squaresOf } from './squares.ts'
import './unit-squares.css'

const USUAL = { width: 1_752, height: 800 }
const USUAL_ROOM = { width: 700, height: 80 }
const LEAST_ROW_PX = 84
const LEAST_TALL_ROW_PX = 124
/** Between two squares. */
const GAP_PX = 7

/** Things that deserve a face, one square for each: overdue files per office, or by how long. */
export function UnitSquaresView({ views, options, title, now, locale, place }: WidgetProps<UnitSquaresOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const room = useSize(field, USUAL_ROOM)
  const { rows, none, silent } = useMemo(() => countedOf(views, options), [views, options])
  const counts = views.filter(({ indicator }) => indicator.id !== options.rate)
  const above = toldAbove(views)
  const fits = Math.max(1, Math.floor(height / (rows.some(({ view }) => hasSecondLine(view, above)) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const shown = rows.slice(0, fits)
  const packing = packSquares(shown.map(({ view }) => view.value), room, options.most)
  const parts = partsWord(counts, locale)
  const rate = shown.find((row) => row.rate !== undefined)?.rate
  const unit = unitText(counts[0]?.indicator.unit ?? '', locale)
  return (
    <article className="p squares">
      <header className="pt wraps">
        <h2>{title}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{reportedText(counts, locale)}</PanelAge>}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <>
          <div className="note two-notes">
            <span>{say('squares.each', { n: formatNumber(packing.each, 0, locale), unit })}</span>
            {rate !== undefined && <span>{[shortName(rate.indicator, locale), heldTo(rate, locale)].filter((text) => text !== undefined).join(', ')}</span>}
          </div>
          <div className="lines" ref={list}>
            {shown.length === 0 && <p className="p-empty">{say(silent.length === counts.length ? 'figure.noFigure' : 'squares.nothing')}</p>}
            {shown.map((row, i) => (
              <Row key={row.view.series} row={row} name={nameOf(row.view, counts, locale)} above={above} packing={packing} now={now} timeZone={place.timeZone} locale={locale} field={i === 0 ? field : undefined} />
            ))}
          </div>
          <div className="foot">
            {rows.length > fits && <div className="note rest-line">{say('parts.rest', { n: rows.length - fits, parts })}</div>}
            {none.length > 0 && shown.length > 0 && <div className="note rest-line">{say('squares.none', { n: none.length, parts })}</div>}
            <MissingLine names={silent.map((view) => nameOf(view, counts, locale))} parts={parts} locale={locale} />
          </div>
        </>
      )}
    </article>
  )
}

/** What the whole column is held to; which limit a single rate has crossed its glyph says. */
function heldTo({ target, indicator: { warn, critical, unit } }: SeriesView, locale: Locale): string | undefined {
  const limit = target?.value ?? [warn, critical].find((one) => typeof one === 'number')
  if (typeof limit !== 'number') return undefined
  return SAYS[locale](target === undefined ? 'figure.limit' : 'figure.target', { value: withUnit(formatNumber(limit, Number.isInteger(limit) ? 0 : 1, locale), unit, locale) })
}

const nameOf = ({ indicator, subject }: SeriesView, views: readonly SeriesView[], locale: Locale): string =>
  views.every((view) => view.subject.id === subject.id) ? shortName(indicator, locale) : subject.short

interface RowProps {
  row: CountRow
  name: string
  above: ToldAbove
  packing: Packing
  now: number
  timeZone: string
  locale: Locale
  field: RefObject<HTMLDivElement | null> | undefined
}

function Row({ row: { view, rate }, name, above, packing, now, timeZone, locale, field }: RowProps) {
  const judge = rate ?? view
  const status = statusOf(judge)
  return (
    <div className={`line is-${status}${oldClass(view)}`}>
      <RowName view={view} name={name} above={above} now={now} timeZone={timeZone} locale={locale} />
      <div className="squares-field" {...(field === undefined ? {} : { ref: field })}>
        <Squares value={view.value} packing={packing} fill={oldClass(view) === '' ? inkOf(status) : 'var(--ink-3)'} />
      </div>
      <Figure view={view} locale={locale} className="row-value" unit={false} />
      <span className="row-mark">
        {status !== 'good' && status !== 'unknown' || oldClass(judge) !== '' ? <ViewGlyph freshness={judge.freshness} status={status} /> : null}
        {rate !== undefined && <Figure view={rate} locale={locale} className="row-rate" />}
      </span>
    </div>
  )
}

function Squares({ value, packing, fill }: { value: number; packing: Packing; fill: string }) {
  const squares = squaresOf(value, packing)
  const side = packing.step - GAP_PX
  const lines = Math.ceil(squares.length / packing.perLine)
  return (
    <svg width={packing.perLine * packing.step} height={lines * packing.step - GAP_PX} aria-hidden="true">
      {squares.map(({ x, y, share }) => <rect key={`${x} ${y}`} x={x} y={y} width={Math.max(4, side * share)} height={side} fill={fill} />)}
    </svg>
  )
}
