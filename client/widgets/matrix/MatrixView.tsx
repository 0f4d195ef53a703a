import { type CSSProperties, useMemo, useRef } from 'react'
import type { Indicator, SeriesView } from '#contract'
import { type Locale, type Say, unitText, useSay } from '../../locale/index.ts'
import { coverageText, Figure, MissingLine, PanelAge, partsWord, shortName, statusOf, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { MatrixOptions } from './options.ts'
import { isOff, type MatrixRow, type Table, tableOf } from './table.ts'
import './matrix.css'

/** A tile of its own, less title and note. */
const USUAL = { width: 1_752, height: 800 }
const LEAST_ROW_PX = 78
/** A row some of whose cells stand for a part only says so below its name. */
const LEAST_TALL_ROW_PX = 120
/** Two lines of a column's name and its unit. */
const USUAL_HEAD = { width: 1_752, height: 146 }
const HEAD_PADDING_PX = 8
const NAME_PX = 420
/** A glyph and four bold digits. */
const LEAST_COLUMN_PX = 208
const MOST_HOLES = 4

/** Places against indicators: plain figures, and a shape with a bold figure only where one is off. */
export function MatrixView({ views, options, title, now, locale, place }: WidgetProps<MatrixOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(list, USUAL)
  const { height: headHeight } = useSize(head, USUAL_HEAD)
  const table = useMemo(() => tableOf(views, options.order), [views, options.order])
  const fits = Math.max(1, Math.floor((height - headHeight - HEAD_PADDING_PX) / (table.rows.some(({ least }) => least !== undefined) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const columns = table.columns.slice(0, Math.max(1, Math.floor((width - NAME_PX) / LEAST_COLUMN_PX)))
  const left = table.columns.slice(columns.length).map((indicator) => shortName(indicator, locale))
  const rest = table.rows.slice(fits)
  const off = rest.filter(isOff).length
  const words = { n: rest.length, parts: partsWord(table.rows, locale), off }
  const reported = views.filter(({ value }) => value !== undefined).length
  const style = { '--columns': columns.length } as CSSProperties // a custom property
  return (
    <article className="p matrix">
      <header className="pt wraps">
        <h2>{title}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{say('matrix.cells', { reported, expected: views.length })}</PanelAge>}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <>
          {left.length > 0 && <div className="note">{say('matrix.noRoom', { names: left.join(', ') })}</div>}
          <div className="lines" ref={list} style={style} role="table" aria-label={title}>
            <div className="line matrix-head" role="row" ref={head}>
              <span role="columnheader">{partsWord(table.rows, locale)}</span>
              {columns.map((indicator) => <Head key={indicator.id} indicator={indicator} locale={locale} />)}
            </div>
            {table.rows.slice(0, fits).map((row) => <Row key={row.subject.id} row={row} columns={columns} locale={locale} />)}
          </div>
          <div className="foot">
            {rest.length > 0 && <div className="note rest-line">{say(off > 0 ? 'parts.restOff' : 'parts.rest', words)}</div>}
            <MissingLine names={[...table.silent.map(({ short }) => short), ...holeNames(table, locale, say)]} parts={say('parts.item')} locale={locale} />
          </div>
        </>
      )}
    </article>
  )
}

/** A few by name; many, as by night, by how many there are of each column. */
function holeNames({ holes, columns, rows }: Table, locale: Locale, say: Say): string[] {
  if (holes.length <= MOST_HOLES) return holes.map((view) => `${view.subject.short} (${shortName(view.indicator, locale)})`)
  const counted = columns.map((column) => ({ name: shortName(column, locale), n: holes.filter(({ indicator }) => indicator.id === column.id).length }))
  return counted.filter(({ n }) => n > 0).map(({ name, n }) => say('matrix.holes', { name, n, parts: partsWord(rows, locale) }))
}

const Head = ({ indicator, locale }: { indicator: Indicator; locale: Locale }) => (
  <span role="columnheader">
    {shortName(indicator, locale)}
    {indicator.unit !== '' && <small>{unitText(indicator.unit, locale)}</small>}
  </span>
)

function Row({ row, columns, locale }: { row: MatrixRow; columns: readonly Indicator[]; locale: Locale }) {
  return (
    <div className={`line${isOff(row) ? ' has-off' : ''}`} role="row">
      <div className="row-name" role="rowheader">
        <h3>{row.subject.short}</h3>
        {row.least !== undefined && <span className="note">{coverageText(row.least, locale)}</span>}
      </div>
      {columns.map(({ id }, i) => <Cell key={id} view={row.cells[i]} locale={locale} />)}
    </div>
  )
}

/** Empty where the place does not measure it; a dash where it should have reported. */
function Cell({ view, locale }: { view: SeriesView | undefined; locale: Locale }) {
  if (view === undefined) return <span role="cell" />
  const status = statusOf(view)
  const isMarked = view.value !== undefined && (status === 'bad' || status === 'watch' || view.freshness === 'stale' || view.freshness === 'lost')
  return (
    <span role="cell" className={`cell is-${status}${oldClass(view)}`}>
      {isMarked && <ViewGlyph freshness={view.freshness} status={status} />}
      <Figure view={view} locale={locale} className="row-value" unit={false} />
    </span>
  )
}
