import { Suspense, useMemo, useRef } from 'react'
import { Chart } from '../../charts/index.ts'
import { useSay } from '../../locale/index.ts'
import { coverageText, EmptyCourse, Figure, Freshness, judgedBy, shortName, statusOf, statusWord, useSize, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { DESK_COLORS, WALL_COLORS } from '../../theme/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { trendOption } from './option.ts'
import { SPAN_MS, type TrendOptions } from './options.ts'
import './trend.css'

const MINUTE = 60_000
/** Half a tile, until it is measured. */
const USUAL = { width: 1_824, height: 480 }
/** In a lower panel the course stands beside the figure: below it its axis would be cut off. */
const LEAST_HEIGHT = 440

/** One series over time with its target, and its value now. */
export function TrendView({ views, options, title, now, wall, locale, place, outlook }: WidgetProps<TrendOptions>) {
  const say = useSay()
  const view = views[0]
  const panel = useRef<HTMLElement>(null)
  const { height } = useSize(panel, USUAL)
  const isLow = wall && height < LEAST_HEIGHT
  const minute = Math.floor(now / MINUTE) * MINUTE
  const option = useMemo(
    () => view && trendOption({ view, from: minute - SPAN_MS[options.span], now: minute + MINUTE, locale, timeZone: place.timeZone, wall, narrow: isLow, outlook: options.outlook ? outlook : undefined, color: wall ? WALL_COLORS : DESK_COLORS }),
    [view, minute, options.span, options.outlook, outlook, locale, place.timeZone, wall, isLow],
  )
  if (view === undefined || option === undefined) return <article className="p" ref={panel}><h2 className="pt">{title}</h2><p className="p-empty">{say('figure.noFigure')}</p></article>
  const coverage = coverageText(view, locale)
  const broken = view.trail?.find(([at, , facts]) => facts?.boundary?.rule === 'break' && at >= minute - SPAN_MS[options.span])?.[2]?.boundary
  const status = statusOf(view)
  // Where the title leaves its line free the age stands there, and its source is never short of room.
  const isLineFree = coverage === undefined && broken === undefined
  const age = <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
  const verdict = verdictOf(view, locale)
  const isOld = view.freshness === 'stale' || view.freshness === 'lost'
  return (
    <article className={`p trend${isLow ? ' is-low' : ''}${oldClass(view)}`} ref={panel}>
      <header className="pt">
        <h2>{title ?? shortName(view.indicator, locale)}</h2>
        {broken !== undefined ? <span className="note">{say('trend.notOver', { title: broken.title[locale] })}</span> : isLineFree ? age : <span className="note">{coverage} {say('coverage.reported')}</span>}
      </header>
      <div className="trend-now">
        <Figure view={view} locale={locale} className="num l" />
        {isOld || !isLineFree
          // Age and source want a line of their own, and no words as long as theirs beside it.
          ? <p><span><b><ViewGlyph freshness={view.freshness} status={status} /> {verdict.word}</b> {verdict.rest}</span>{!isLineFree && age}</p>
          : (
            <p>
              <b><ViewGlyph freshness={view.freshness} status={status} /> {statusWord(view, locale)}</b>
              <span>{judgedBy(view, locale)}</span>
            </p>
          )}
      </div>
      {options.outlook && outlook !== undefined && !('points' in outlook.usual) && outlook.forecast === undefined && <p className="note trend-short">{say(`outlook.short-${outlook.usual.why}`)}</p>}
      {/* The chart's code comes later than the first numbers: only its own place waits for it, not the wall. */}
      <Suspense fallback={<div className="chart" />}>
        {(view.trail ?? []).length > 1 ? <Chart key={isLow ? 'beside' : 'below'} option={option} wall={wall} label={title ?? view.indicator.name[locale]} /> : <EmptyCourse view={view} none={say('trend.none')} />}
      </Suspense>
    </article>
  )
}
