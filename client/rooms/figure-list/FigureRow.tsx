import { memo } from 'react'
import { Link } from 'wouter'
import type { SeriesName } from '#contract'
import { useLive, useServerNow } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { changeOf, coverageText, Delta, Figure, Freshness, judgedBy, shortName, Sparkline, statusOf, statusWord, usePaper, ViewGlyph } from '../../parts/index.ts'
import { Ruler } from './Ruler.tsx'
import { spanOf } from './span.ts'
import { useFigure } from './use-figures.ts'

/** One figure in a list: value and target, how far it is, its course, its change, its verdict, its age and source. The whole row opens it. */
export const FigureRow = memo(function FigureRow({ series, hrefOf }: { series: SeriesName; hrefOf(series: SeriesName): string }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone, subject } = useLive().place
  const isPaper = usePaper()
  const now = useServerNow(1_000) ?? 0
  const view = useFigure(series)
  if (view === undefined) return null
  const status = statusOf(view)
  const isOld = view.freshness === 'stale' || view.freshness === 'lost' || view.freshness === 'never'
  const span = spanOf(view.indicator)
  const change = isOld ? { why: 'none' as const } : changeOf(view, span.backMs)
  return (
    <li className={`figure-row${view.freshness === 'stale' ? ' is-old' : ''}`}>
      <span className="figure-row-name">
        <Link href={hrefOf(series)}>{shortName(view.indicator, locale)}</Link>
        {/* On a screen the row leads to its place; paper leads nowhere. */}
        {isPaper && view.subject.id !== subject && <small>{view.subject.name[locale]}</small>}
        <Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
      </span>
      <span className="figure-row-value">
        <Figure view={view} locale={locale} className="num" />
        <small>{isOld ? say('figure.notCompared') : judgedBy(view, locale) ?? say('figure.noTarget')}</small>
      </span>
      <Ruler view={view} />
      <Sparkline points={view.trail ?? []} target={view.target?.value} status={status} isStale={view.freshness === 'stale'} width={112} height={40} stroke={1.8} dot={4} />
      <span className="figure-row-delta">{!('by' in change) ? <><span aria-hidden="true">–</span><span className="off-screen">{say(`figure.noBase-${change.why}`)}</span></> : <><Delta view={view} delta={change.by} locale={locale} /><small>{say(`leader.since-${span.base}`)}</small></>}</span>
      <span className="figure-row-state"><ViewGlyph freshness={view.freshness} status={status} /><span className={status === 'bad' || status === 'watch' ? 'is-told' : undefined}>{statusWord(view, locale)}</span></span>
    </li>
  )
})

/** Where a leader opens a figure, and where those do who answer for it. */
export const figurePath = (series: SeriesName): string => `/leader/figure/${encodeURIComponent(series)}`
export const deskFigurePath = (series: SeriesName): string => `/figure/${encodeURIComponent(series)}`
