import { type ReactNode, useMemo, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatNumber, type Locale, useSay } from '../../locale/index.ts'
import { Figure, figureData, hasSecondLine, inkOf, MissingLine, PanelAge, reportedText, RowName, shortName, statusOf, type ToldAbove, toldAbove, useSize, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import { type Breakdown, breakdownOf, type Group, keepWorst } from './breakdown.ts'
import type { IndexBreakdownOptions } from './options.ts'
import './index-breakdown.css'

const USUAL = { width: 1_752, height: 560 }
const LEAST_ROW_PX = 74
const LEAST_TALL_ROW_PX = 114

/** An index and what it is made of: each group's track is as long as the points it can have, so that the gap is the points lost. */
export function IndexBreakdownView({ views, options, title, now, locale, place }: WidgetProps<IndexBreakdownOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const index = useMemo(() => breakdownOf(views, options), [views, options])
  const above = toldAbove(views)
  const groups = index.groups.map(({ view }) => view)
  const fits = Math.max(1, Math.floor(height / (groups.some((view) => hasSecondLine(view, above)) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const shown = keepWorst(index.groups, fits)
  const silent = index.groups.filter(({ view }) => view.value === undefined)
  const left = index.groups.filter((group) => !shown.includes(group) && !silent.includes(group)).length
  return (
    <article className="p breakdown">
      <header className="pt wraps">
        <h2>{title}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{reportedText(views, locale)}</PanelAge>}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <>
          <Head index={index} options={options} locale={locale} above={above} now={now} place={place} />
          <div className="lines" ref={list}>
            {shown.map((group) => <Row key={group.view.series} group={group} longest={index.longest} above={above} now={now} timeZone={place.timeZone} locale={locale} />)}
          </div>
          <div className="foot">
            <div className="note rest-line">{say(index.longest > 0 ? 'breakdown.note' : 'breakdown.noMost')}</div>
            {index.otherSum !== undefined && <div className="note rest-line is-doubt">{say('breakdown.otherSum', { sum: formatNumber(index.otherSum, 1, locale) })}</div>}
            {left > 0 && <div className="note rest-line">{say('parts.rest', { n: left, parts: say('parts.indicator') })}</div>}
            <MissingLine names={silent.map(({ view }) => shortName(view.indicator, locale))} parts={say('parts.indicator')} locale={locale} />
          </div>
        </>
      )}
    </article>
  )
}

function Head({ index: { total, rank, losing }, options, locale, above, now, place }: { index: Breakdown; options: IndexBreakdownOptions; locale: Locale; above: ToldAbove; now: number; place: Place }) {
  const say = useSay()
  const lead = total ?? rank
  if (lead === undefined) return null
  const most = lead === total ? options.most[lead.indicator.id] : options.rankOf
  return (
    <div className="breakdown-head">
      <span className={`breakdown-big${oldClass(lead)}`}>
        <Figure view={lead} locale={locale} className="num l" unit={false} />
        {most !== undefined && <small>/ {formatNumber(most, 0, locale)}</small>}
      </span>
      <div className="breakdown-say">
        <Verdict view={lead} locale={locale} />
        {total !== undefined && rank !== undefined && (
          <Verdict view={rank} locale={locale}>{say('breakdown.rank')} <Figure view={rank} locale={locale} className="row-value" unit={false} />{options.rankOf !== undefined && ` / ${options.rankOf}`}</Verdict>
        )}
        {losing.length > 0 && <p className="note">{say('breakdown.losing', { groups: losing.map(({ view, lost }) => `${shortName(view.indicator, locale)} ${formatNumber(lost ?? 0, 1, locale)}`).join(' · ') })}</p>}
        {hasSecondLine(lead, above) && <RowName view={lead} name="" above={above} now={now} timeZone={place.timeZone} locale={locale} />}
      </div>
    </div>
  )
}

/** Shape and words; before them, in a sentence of its own, what is judged. */
function Verdict({ view, locale, children }: { view: SeriesView; locale: Locale; children?: ReactNode }) {
  const { word, rest } = verdictOf(view, locale)
  return (
    <p className="breakdown-verdict">
      {view.value !== undefined && <ViewGlyph freshness={view.freshness} status={statusOf(view)} />}
      {children === undefined
        ? <span><b>{word}</b> {rest}</span>
        : <span>{children}{oldClass(view) === '' && <>, <b>{word.toLocaleLowerCase(locale)}</b> {rest}</>}</span>}
    </p>
  )
}

interface RowProps { group: Group; longest: number; above: ToldAbove; now: number; timeZone: string; locale: Locale }

function Row({ group: { view, most }, longest, above, now, timeZone, locale }: RowProps) {
  const status = statusOf(view)
  const isMarked = view.value !== undefined && (status === 'bad' || status === 'watch' || oldClass(view) !== '')
  return (
    <div className={`line is-${status}${oldClass(view)}`}>
      <RowName view={view} name={shortName(view.indicator, locale)} above={above} now={now} timeZone={timeZone} locale={locale} />
      <Track view={view} most={most} longest={longest} />
      <span className="row-mark">{isMarked && <ViewGlyph freshness={view.freshness} status={status} />}</span>
      <Figure view={view} locale={locale} className="row-value" unit={false} />
      <span className="breakdown-most">{most !== undefined && `/ ${formatNumber(most, Number.isInteger(most) ? 0 : 1, locale)}`}</span>
    </div>
  )
}

/** The end of the track is the maximum, the thin tick the target. */
function Track({ view, most, longest }: { view: SeriesView; most: number | undefined; longest: number }) {
  const status = statusOf(view)
  if (most === undefined || longest === 0) return <span />
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, value / most))).toFixed(2)}%`
  const fill = oldClass(view) !== '' ? 'var(--ink-3)' : status === 'bad' || status === 'watch' ? inkOf(status) : 'var(--ink-2)'
  return (
    <div className="breakdown-track" style={{ width: `${(100 * most / longest).toFixed(2)}%` }} aria-hidden="true">
      {typeof view.value === 'number' && <b style={{ width: at(view.value), background: fill }} {...figureData(view)} />}
      {view.target !== undefined && <u style={{ left: at(view.target.value) }} />}
      <i />
    </div>
  )
}
