import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { SeriesName } from '#contract'
import { Chart } from '../../charts/index.ts'
import { useServerNow } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { changeOf, coverageText, Delta, EmptyCourse, Figure, Freshness, OutlookNote, PaperTrail, statusOf, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { useOutlook } from '../../scenes/use-outlook.ts'
import { DESK_COLORS } from '../../theme/index.ts'
import { trendOption } from '../../widgets/trend/index.ts'
import { ExplanationCard } from '../explanations/ExplanationCard.tsx'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { Back } from './Back.tsx'
import { PlaceRanking } from './PlaceRanking.tsx'
import { useFigure } from '../figure-list/use-figures.ts'
import { useSheet } from './sheet.ts'
import { spanOf } from '../figure-list/span.ts'

const FigureDrawer = lazy(async () => ({ default: (await import('../figure/FigureDrawer.tsx')).FigureDrawer }))
const MINUTE = 60_000

/** One figure: where it stands, its course, the places it is made of, who answers for it, and the way back to its bytes. */
export function LeaderFigure({ series }: { series: SeriesName }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue, briefing, timeZone, ownerOf } = useSheet()
  const view = useFigure(series)
  const now = useServerNow(1_000) ?? 0
  const [isAsked, ask] = useState(false)
  // A course of two days is compared by the hour, one of weeks by the day.
  const outlook = useOutlook(view && series, view !== undefined && 'every' in view.indicator.due ? 'hours' : 'days')
  const minute = Math.floor(now / MINUTE) * MINUTE
  const span = useMemo(() => view && spanOf(view.indicator), [view])
  const option = useMemo(
    () => view && span && trendOption({ view, outlook, from: minute - span.trailMs, now: minute + MINUTE, locale, timeZone, color: DESK_COLORS, wall: false }),
    [view, outlook, span, minute, locale, timeZone],
  )
  if (view === undefined || option === undefined || span === undefined) return <p className="desk-empty">{say('figure.noFigure')}</p>
  const { word, rest } = verdictOf(view, locale)
  const change = changeOf(view, span.backMs)
  const domain = briefing.domains.find((one) => one.series.includes(series))
  const isOfPlaces = view.indicator.level === 'commune' && view.subject.id === catalogue.deployment.subject
  return (
    <>
      <Back href={domain === undefined ? '/leader' : `/leader/domains/${domain.id}`}>{domain?.title[locale] ?? say('leader.part-overview')}</Back>
      <h1>{view.indicator.name[locale]}</h1>
      <div className="leader-figure">
        <div className="leader-column">
        <section className={`card leader-hero${view.freshness === 'stale' ? ' is-old' : ''}`}>
          <div className="leader-hero-now">
            <Figure view={view} locale={locale} className="num leader-hero-value" />
            <p><b><ViewGlyph freshness={view.freshness} status={statusOf(view)} /> {word}</b><span>{rest}</span>{'by' in change && <span><Delta view={view} delta={change.by} locale={locale} /> {say(`leader.since-${span.base}`)}</span>}</p>
          </div>
          <div className="leader-hero-chart">
            <Suspense fallback={null}>{(view.trail ?? []).length > 1 ? <Chart option={option} wall={false} label={view.indicator.name[locale]} /> : <EmptyCourse view={view} none={say('trend.none')} />}</Suspense>
          </div>
          <OutlookNote outlook={outlook} view={view} locale={locale} />
          <PaperTrail view={view} timeZone={timeZone} locale={locale} />
          <p className="leader-hero-age"><Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{coverageText(view, locale)}</Freshness></p>
          <dl>
            <div><dt>{say('leader.place')}</dt><dd>{view.subject.name[locale]}</dd></div>
            <div><dt>{say('leader.owner')}</dt><dd>{ownerOf(view.indicator)?.[locale] ?? say('leader.noOwner')}</dd></div>
            {(view.targets ?? []).map((target) => <div key={`${target.value} ${target.basis}`}><dt>{say(target.main ? 'leader.mainTarget' : 'leader.otherTarget')}</dt><dd><Figure view={{ ...view, value: target.value }} locale={locale} /> {target.basis !== undefined && <small>{target.basis}</small>}</dd></div>)}
          </dl>
          <p className="leader-actions"><button type="button" onClick={() => ask(true)}>{say('lineage.title')}</button><Link href={`/figure/${encodeURIComponent(series)}`} className="button">{say('leader.definition')}</Link></p>
        </section>
        <ExplanationCard catalogue={catalogue} series={series} writeAt={`${deskFigurePath(series)}#explain`} />
        </div>
        {isOfPlaces && <PlaceRanking indicator={view.indicator} of={view.subject.id} />}
      </div>
      {isAsked && <Suspense fallback={null}><FigureDrawer catalogue={catalogue} asked={{ series, at: undefined }} onClose={() => ask(false)} /></Suspense>}
    </>
  )
}
