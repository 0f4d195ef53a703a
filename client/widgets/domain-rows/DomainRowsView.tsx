import type { SeriesView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { changeOf, coverageText, Delta, Figure, Freshness, judgedBy, shortName, Sparkline, statusOf, statusWord, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import { type DomainRowsOptions, SPANS } from './options.ts'
import './domain-rows.css'

/** Longer than this a unit stands at the figure only: its target has no room to say it again. */
const LONG_UNIT = 9

/** One line per indicator: name with age and source, course, value, and what it is judged by. */
export function DomainRowsView({ views, options, title, now, locale, place }: WidgetProps<DomainRowsOptions>) {
  const say = useSay()
  return (
    <article className="p drows">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say(options.span === '13m' ? 'rows.noteYear' : views.some(({ pace, trail = [] }) => pace !== undefined && trail.length > 1) ? 'rows.notePace' : 'rows.note')}</span>
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.map((view) => <Row key={view.series} view={view} backMs={SPANS[options.span].backMs} now={now} locale={locale} place={place} />)}
    </article>
  )
}

/** What is written as ±0 takes the room of what the figure is held against. */
const isSeen = (by: number, decimals: number): boolean => Math.abs(by) >= 0.5 / 10 ** decimals

function Row({ view, backMs, now, locale, place }: { view: SeriesView; backMs: number; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const status = statusOf(view)
  const isJudged = view.freshness === 'live' || view.freshness === 'late'
  const change = isJudged ? changeOf(view, backMs) : undefined
  return (
    <div className={`drow${oldClass(view)}`}>
      <div className="dname">
        <div>
          <h3>{shortName(view.indicator, locale)}</h3>
          <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
        </div>
        <Sparkline points={view.trail ?? []} target={view.target?.value} expected={view.pace?.expected} status={status} isStale={view.freshness === 'stale'} width={180} height={96} stroke={4} dot={9} />
      </div>
      <Figure view={view} locale={locale} className="num s" />
      <div className="dmeta">
        <span>
          <ViewGlyph freshness={view.freshness} status={status} />
          <b>{statusWord(view, locale)}</b>
        </span>
        <span className="dheld">
          <span>{isJudged ? judgedBy(heldTo(view), locale) : view.value !== undefined && say('figure.notCompared')}</span>
          {change !== undefined && 'by' in change && isSeen(change.by, view.indicator.decimals) && <Delta view={view} delta={change.by} locale={locale} withUnit={false} />}
        </span>
      </div>
    </div>
  )
}

const heldTo = (view: SeriesView): SeriesView => (view.indicator.unit.length > LONG_UNIT ? { ...view, indicator: { ...view.indicator, unit: '' } } : view)
