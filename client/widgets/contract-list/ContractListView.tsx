import { useMemo, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatNumber, type Locale, useSay, withUnit } from '../../locale/index.ts'
import { Figure, figureData, hasSecondLine, inkOf, MissingLine, PanelAge, RowName, shortName, statusOf, type ToldAbove, toldAbove, useSize, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { type Contract, contractsOf } from './contracts.ts'
import type { ContractListOptions } from './options.ts'
import './contract-list.css'

const USUAL = { width: 1_752, height: 560 }
const LEAST_ROW_PX = 84
const LEAST_TALL_ROW_PX = 124
/** The track is as long as the longest contract, and no shorter than a year: months are compared, not filled. */
const LEAST_TRACK = 12

/** Leased services: whether each meets what was agreed, how long its contract still runs, and which end soon. */
export function ContractListView({ views, options, title, now, locale, place }: WidgetProps<ContractListOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const { rows, silent, summary, count } = useMemo(() => contractsOf(views, options), [views, options])
  const above = toldAbove(views)
  const told = rows.flatMap(({ sla, left }) => [sla, left]).filter((view) => view !== undefined)
  const fits = Math.max(1, Math.floor(height / (told.some((view) => hasSecondLine(view, above)) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const longest = Math.max(LEAST_TRACK, ...rows.map(({ left }) => (typeof left?.value === 'number' ? left.value : 0)))
  const parts = say('contracts.parts')
  const rest = rows.slice(fits)
  const off = rest.filter(({ slaStatus, leftStatus }) => [slaStatus, leftStatus].some((status) => status === 'bad' || status === 'watch')).length
  const all = typeof count?.value === 'number' ? count.value : undefined
  return (
    <article className="p contracts">
      <header className="pt wraps">
        <h2>{title}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale} />}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {summary.length > 0 && <div className={`contracts-sum${rows.length === 0 ? ' is-alone' : ''}`}>{summary.map((view) => <Sum key={view.series} view={view} above={above} now={now} timeZone={place.timeZone} locale={locale} />)}</div>}
      {views.length > 0 && rows.length === 0 && summary.length === 0 && <p className="p-empty">{say('contracts.noSingle')}</p>}
      {rows.length > 0 && (
        <div className="lines" ref={list}>
          {rows.slice(0, fits).map((contract) => <Row key={contract.subject.id} contract={contract} longest={longest} soon={options.soon} above={above} now={now} timeZone={place.timeZone} locale={locale} />)}
        </div>
      )}
      <div className="foot">
        {rows.length === 0 && silent.length === 0 && summary.length > 0 && <div className="note rest-line">{say('contracts.noSingle')}</div>}
        {rows.length > 0 && <div className="note rest-line">{say('contracts.note', { soon: withUnit(formatNumber(options.soon, 0, locale), rows.find(({ left }) => left !== undefined)?.left?.indicator.unit ?? '', locale) })}</div>}
        {rest.length > 0 && <div className="note rest-line">{say(off > 0 ? 'parts.restOff' : 'parts.rest', { n: rest.length, parts, off })}</div>}
        {rows.length > 0 && all !== undefined && all > rows.length && <div className="note rest-line">{say('contracts.some', { n: rows.length, all })}</div>}
        <MissingLine names={silent.map(({ short }) => short)} parts={parts} locale={locale} />
      </div>
    </article>
  )
}

interface Told { above: ToldAbove; now: number; timeZone: string; locale: Locale }

function Sum({ view, ...told }: Told & { view: SeriesView }) {
  const status = statusOf(view)
  const { word, rest } = verdictOf(view, told.locale)
  const isMarked = status === 'bad' || status === 'watch' || (view.value !== undefined && oldClass(view) !== '')
  return (
    <div className={`contracts-one${oldClass(view)}`}>
      <RowName view={view} name={shortName(view.indicator, told.locale)} {...told} />
      <div className="contracts-one-line">
        <Figure view={view} locale={told.locale} className="num s" />
        {(isMarked || status === 'good') && <span className="contracts-word"><ViewGlyph freshness={view.freshness} status={status} /><b>{word.replace(/,$/, '')}</b><span className="contracts-rest">{rest}</span></span>}
      </div>
    </div>
  )
}

function Row({ contract: { subject, sla, left, slaStatus, leftStatus }, longest, soon, ...told }: Told & { contract: Contract; longest: number; soon: number }) {
  const say = useSay()
  const lead = left ?? sla
  if (lead === undefined) return null
  const status = [slaStatus, leftStatus].includes('bad') ? 'bad' : [slaStatus, leftStatus].includes('watch') ? 'watch' : 'good'
  return (
    <div className={`line is-${status}${oldClass(lead)}`}>
      <RowName view={lead} name={subject.short} {...told} />
      <Judged view={sla} status={slaStatus} locale={told.locale} />
      <LeftTrack left={left} longest={longest} soon={soon} status={leftStatus} />
      <Judged view={left} status={leftStatus} locale={told.locale} word={typeof left?.value === 'number' && left.value <= 0 ? say('contracts.ended') : undefined} />
    </div>
  )
}

/** Shape and figure; a dash where it was not reported, nothing where it is not measured. */
function Judged({ view, status, locale, word }: { view: SeriesView | undefined; status: ReturnType<typeof statusOf>; locale: Locale; word?: string | undefined }) {
  if (view === undefined) return <span />
  const isMarked = view.value !== undefined && (status === 'bad' || status === 'watch' || oldClass(view) !== '')
  return (
    <span className={`contracts-judged is-${status}`}>
      {isMarked && <ViewGlyph freshness={view.freshness} status={status} />}
      {word !== undefined && <b>{word}</b>}
      <Figure view={view} locale={locale} className="row-value" />
    </span>
  )
}

function LeftTrack({ left, longest, soon, status }: { left: SeriesView | undefined; longest: number; soon: number; status: ReturnType<typeof statusOf> }) {
  if (typeof left?.value !== 'number') return <span />
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, value / longest))).toFixed(2)}%`
  const fill = oldClass(left) !== '' ? 'var(--ink-3)' : status === 'bad' || status === 'watch' ? inkOf(status) : 'var(--ink-2)'
  return (
    <div className="contracts-track" aria-hidden="true">
      <b style={{ width: at(left.value), background: fill }} {...figureData(left)} />
      <i style={{ left: at(soon) }} />
    </div>
  )
}
