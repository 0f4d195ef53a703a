import { memo } from 'react'
import { Link } from 'wouter'
import type { SeriesName } from '#contract'
import { useLive, useServerNow } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { changeOf, coverageText, Delta, Figure, Freshness, judgedBy, shortName, Sparkline, statusOf, statusWord, ViewGlyph } from '../../parts/index.ts'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { Ruler } from '../figure-list/Ruler.tsx'
import { spanOf } from '../figure-list/span.ts'
import { useFigure } from '../figure-list/use-figures.ts'

/** One figure large: its verdict, its course, how far from what is wanted, its change, its age and source. The whole card opens it. */
export const KpiCard = memo(function KpiCard({ series, withPlace }: { series: SeriesName; withPlace: boolean }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useLive().place
  const now = useServerNow(1_000) ?? 0
  const view = useFigure(series)
  if (view === undefined) return null
  const status = statusOf(view)
  const isOld = view.freshness === 'stale' || view.freshness === 'lost' || view.freshness === 'never'
  const span = spanOf(view.indicator)
  const change = isOld ? { why: 'none' } : changeOf(view, span.backMs)
  return (
    <article className={`card home-kpi${view.freshness === 'stale' ? ' is-old' : ''}`}>
      <header>
        <h2><Link href={deskFigurePath(series)}>{shortName(view.indicator, locale)}</Link>{withPlace && <small>{view.subject.name[locale]}</small>}</h2>
        <span className="home-kpi-state"><ViewGlyph freshness={view.freshness} status={status} /><span className={status === 'bad' || status === 'watch' ? 'is-told' : undefined}>{statusWord(view, locale)}</span></span>
      </header>
      <div className="home-kpi-now">
        <Figure view={view} locale={locale} className="num" />
        <Sparkline points={view.trail ?? []} target={view.target?.value} status={status} isStale={view.freshness === 'stale'} width={120} height={46} stroke={1.8} dot={4} />
      </div>
      <Ruler view={view} />
      <p className="home-kpi-line">
        <span>{isOld ? say('figure.notCompared') : judgedBy(view, locale) ?? say('figure.noTarget')}</span>
        {'by' in change && <span className="home-kpi-delta"><Delta view={view} delta={change.by} locale={locale} /> <small>{say(`leader.since-${span.base}`)}</small></span>}
      </p>
      <Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
    </article>
  )
})
