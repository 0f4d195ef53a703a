import { useMemo, useRef } from 'react'
import type { SeriesView } from '#contract'
import { formatDelta, formatNumber, type Locale, unitText, useSay, withUnit } from '../../locale/index.ts'
import { aimValueOf, Figure, figureData, Freshness, inkOf, MissingLine, partsWord, reportedText, statusOf, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { RankingOptions } from './options.ts'
import { fitCounts, type Ranked, rankViews } from './rank.ts'
import './ranking.css'

/** A tile of its own. */
const USUAL = { width: 1_824, height: 984 }

/** The worst and the best of many places on one ruler; those between are counted, the silent ones named. */
export function RankingView({ views, options, title, now, locale, place }: WidgetProps<RankingOptions>) {
  const say = useSay()
  const panel = useRef<HTMLElement>(null)
  const { height } = useSize(panel, USUAL)
  const ranked = useMemo(() => rankViews(views, fitCounts(options, height, views.filter(({ value }) => typeof value === 'number').length)), [views, options, height])
  const led = [...ranked.worst, ...ranked.best].find((view) => aimValueOf(view) !== undefined)
  const target = led && aimValueOf(led)
  const scale = { ...scaleOf(ranked, target), isLowerGood: views[0]?.indicator.direction === 'lower' }
  const unit = views[0]?.indicator.unit ?? ''
  const parts = partsWord(views, locale)
  const off = ranked.rest.filter((view) => ['bad', 'watch'].includes(statusOf(view))).length
  return (
    <article className="p rank" ref={panel}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note rank-head">{views.length > 0 && say(target === undefined ? 'ranking.scale' : led?.pace === undefined ? 'ranking.head' : 'ranking.headPace', { low: formatNumber(scale.low, 0, locale), high: formatNumber(scale.high, 0, locale), unit: unit === '' || unit === '%' ? unit : ` ${unitText(unit, locale)}`, target: withUnit(formatNumber(target ?? 0, led?.pace === undefined ? 0 : 1, locale), unit, locale) })}</span>
      </header>
      {views.length > 0 && (
        <Freshness view={ageOf(ranked, views)} now={now} timeZone={place.timeZone} locale={locale}>
          {`${reportedText(views, locale)}${ranked.isMixed ? ` · ${say('ranking.mixed')}` : ''}`}
        </Freshness>
      )}
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {ranked.worst.map((view) => <Row key={view.series} view={view} scale={scale} target={target} locale={locale} />)}
      {ranked.rest.length > 0 && <div className="rank-rest">{say(off > 0 ? 'ranking.restOff' : 'ranking.rest', { n: ranked.rest.length, parts, off })}</div>}
      {ranked.best.map((view) => <Row key={view.series} view={view} scale={scale} target={target} locale={locale} />)}
      <MissingLine names={ranked.missing.map(({ subject }) => subject.short)} parts={parts} locale={locale} />
      <MissingLine names={ranked.others.map(({ subject }) => subject.short)} parts={parts} locale={locale} text="ranking.otherPeriod" />
    </article>
  )
}

/** The panel's age is that of its oldest part, its verdict that of its worst. */
function ageOf({ freshness, oldestAt, liveUntil }: Ranked, views: readonly SeriesView[]): Parameters<typeof Freshness>[0]['view'] {
  return { freshness, source: views[0]?.source, ...(oldestAt === undefined ? {} : { at: oldestAt }), ...(liveUntil === undefined ? {} : { liveUntil }) }
}

interface Scale {
  low: number
  high: number
  /** Left is always worse: where lower is better the ruler runs from high to low. */
  isLowerGood: boolean
}

/** Whole fives around what is shown; a rate ends at 100. */
function scaleOf({ worst, best }: Ranked, target: number | undefined): Omit<Scale, 'isLowerGood'> {
  const values = [...worst, ...best].flatMap((view) => (typeof view.value === 'number' ? [view.value] : []))
  const all = target === undefined ? values : [...values, target]
  if (all.length === 0) return { low: 0, high: 1 }
  const low = Math.floor(Math.min(...all) / 5) * 5
  return { low, high: Math.max(low + 5, Math.ceil(Math.max(...all) / 5) * 5) }
}

function Row({ view, scale, target, locale }: { view: SeriesView; scale: Scale; target: number | undefined; locale: Locale }) {
  const status = statusOf(view)
  const value = typeof view.value === 'number' ? view.value : scale.low
  const at = (one: number) => {
    const share = (one - scale.low) / (scale.high - scale.low)
    return `${((scale.isLowerGood ? 1 - share : share) * 100).toFixed(2)}%`
  }
  const color = inkOf(status)
  const isMarked = status === 'bad' || status === 'watch' || oldClass(view) !== ''
  return (
    <div className={`rank-row is-${status}${oldClass(view)}`}>
      <span className="rank-name">{view.subject.short}</span>
      <svg className="rank-ruler" width="100%" height="48" aria-hidden="true">
        <line x1="0" x2="100%" y1="24" y2="24" stroke="var(--line-strong)" strokeWidth="2" />
        {target !== undefined && <line x1={at(target)} x2={at(value)} y1="24" y2="24" stroke={color} strokeWidth="8" />}
        {target !== undefined && <line x1={at(target)} x2={at(target)} y1="2" y2="46" stroke="var(--t1)" strokeWidth="4" />}
        <circle cx={at(value)} cy="24" r="14" fill={color} {...figureData(view)} />
      </svg>
      <Figure view={view} locale={locale} className="rank-value" unit={false} />
      <span className="rank-delta">
        {isMarked && <ViewGlyph freshness={view.freshness} status={status} />}
        {target !== undefined && oldClass(view) === '' && formatDelta(value - target, 1, locale)}
      </span>
    </div>
  )
}
