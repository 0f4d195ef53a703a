import { type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { type Catalogue, type EraBoundary, type Lineage, type SeriesAnswer, type SeriesName, type SeriesView, splitSeries } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { Chart } from '../../charts/index.ts'
import { formatValue, useLocale, useSay } from '../../locale/index.ts'
import { Delta, OutlookNote, PaperTrail } from '../../parts/index.ts'
import { useOutlook } from '../../scenes/use-outlook.ts'
import { DESK_COLORS } from '../../theme/index.ts'
import { trendOption } from '../../widgets/trend/index.ts'
import { periodText } from '../agency/names.ts'
import { apart, byMonth, isByMonth, type PastSpan, runningDay, spansOf, spanView } from './past-span.ts'
import { againstLastYear, pastView } from './past-view.ts'

/** The first year of which anything is kept. */
const SINCE = '2023-01-01T00:00:00Z'

interface Props {
  catalogue: Catalogue
  series: SeriesName
}

/** The years of a series: its course over the change of boundaries, by rule or with a break, and the same period a year before. */
export function Course({ catalogue, series }: Props) {
  const say = useSay()
  const load = useCallback(async () => {
    const lineage = await pageApi.lineage(series)
    // Months and quarters as they were told; of what is told by the minute each day's last.
    return { lineage, past: await pageApi.past(series, { from: SINCE, step: lineage.period === undefined ? '1d' : 'raw' }) }
  }, [series])
  const fetched = useFetched(load)
  // The way back beside it says what is missing, and of what there is no right.
  if (fetched.state !== 'ready' && fetched.state !== 'waiting') return null
  return (
    <section className="card course" aria-labelledby="course-title">
      {fetched.state === 'ready'
        ? <Past {...fetched.value} catalogue={catalogue} />
        : <><Head /><p className="desk-empty" role="status">{say('app.loading')}</p></>}
    </section>
  )
}

/** Its name, and how far back it goes where there is a choice. */
function Head({ children }: { children?: ReactNode }) {
  const say = useSay()
  return <header className="card-head"><h2 id="course-title">{say('years.title')}</h2>{children}</header>
}

function Past({ lineage, past, catalogue }: { lineage: Lineage; past: SeriesAnswer; catalogue: Catalogue }) {
  const say = useSay()
  const view = useMemo(() => pastView(lineage, past, catalogue), [lineage, past, catalogue])
  const spans = useMemo(() => (view === undefined ? [] : spansOf(view)), [view])
  const [chosen, choose] = useState<PastSpan>()
  const span = chosen ?? spans[0] ?? 'all'
  if (view === undefined || (view.trail ?? []).filter(([, value]) => value !== null).length < 2) return <><Head /><p className="desk-empty">{say('years.none')}</p></>
  return (
    <>
      <Head>
        {spans.length > 1 && (
          <div className="choice" role="group" aria-label={say('years.span')}>
            {spans.map((one) => <button key={one} type="button" aria-pressed={one === span} onClick={() => choose(one)}>{say(`years.span-${one}`)}</button>)}
          </div>
        )}
      </Head>
      <Years view={view} span={span} isMeans={isByMonth(view, span, spans)} answeredAt={Date.parse(past.to)} catalogue={catalogue} />
      <SameYear view={view} />
      {(past.boundaries ?? []).map((boundary) => <Boundary key={boundary.at} boundary={boundary} view={view} catalogue={catalogue} />)}
    </>
  )
}

interface YearsProps {
  view: SeriesView
  span: PastSpan
  isMeans: boolean
  /** By the server's clock: a screen may have another day. */
  answeredAt: number
  catalogue: Catalogue
}

/** So much of it as a picture. */
function Years({ view: whole, span, isMeans, answeredAt, catalogue }: YearsProps) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = catalogue.deployment
  const running = useMemo(() => runningDay(whole, timeZone, answeredAt), [whole, timeZone, answeredAt])
  const view = useMemo(() => (isMeans ? byMonth(spanView(whole, span), running, timeZone) : apart(spanView(whole, span), running)), [whole, span, isMeans, running, timeZone])
  // What is usual and what is ahead are told of days, not of their means.
  const outlook = useOutlook(isMeans ? undefined : whole.series, 'days')
  const option = useMemo(() => trendOption({ view, outlook, from: beginOf(view), now: Math.max(view.at ?? 0, ...(view.trail ?? []).map(([at]) => at)), locale, timeZone, wall: false, color: DESK_COLORS }), [view, outlook, locale, timeZone])
  return (
    <>
      <div className="course-chart"><Suspense fallback={<div className="chart" />}><Chart key={span} option={option} wall={false} label={say('years.title')} /></Suspense></div>
      {(isMeans || running !== undefined) && <p className="course-note">{say(isMeans ? 'years.means' : 'years.running')}</p>}
      <PaperTrail view={view} timeZone={timeZone} locale={locale} />
      <OutlookNote outlook={outlook} view={view} locale={locale} />
    </>
  )
}

const figureAt = (series: SeriesName, at: number): string => `/figure/${encodeURIComponent(series)}?at=${encodeURIComponent(new Date(at).toISOString())}`

/** A little before the first point, or before the mark where the series breaks: what is empty there is to be seen. */
function beginOf({ trail = [] }: SeriesView): number {
  const [first] = trail
  const last = trail.at(-1)
  if (first === undefined || last === undefined) return 0
  const isBreak = first[2]?.boundary !== undefined
  return first[0] - (last[0] - first[0]) * (isBreak ? 0.35 : 0.02)
}

function SameYear({ view }: { view: SeriesView }) {
  const say = useSay()
  const locale = useLocale()
  const year = againstLastYear(view)
  if (year === undefined) return null
  const period = periodText(year.period)
  if ('why' in year.change) return <p className="course-note" data-same-year={year.change.why}>{say('years.notCompared', { period, why: say(`course.why-${year.change.why}`) })}</p>
  return (
    <p className="course-note" data-same-year="told">
      {say('years.sameYear', { period, value: formatValue(year.base, view.indicator, locale) })}: <Delta view={view} delta={year.change.by} locale={locale} />{year.change.apportioned && `; ${say('years.viaApportioned')}`}{year.states !== undefined && `; ${year.states.map((state) => say(state === undefined ? 'years.noState' : `figure.${state}`)).join(` ${say('years.versus')} `)}`}
    </p>
  )
}

function Boundary({ boundary: { title, rule, reason, subjects, incomplete }, view, catalogue }: { boundary: EraBoundary; view: SeriesView; catalogue: Catalogue }) {
  const say = useSay()
  const locale = useLocale()
  const { indicator } = splitSeries(view.series)
  const brought = rule === 'break' ? undefined : view.trail?.findLast(([, , facts]) => facts?.apportioned === true)
  // The short one tells the old province from today's of the same name.
  const nameOf = (id: string) => catalogue.localities.find((one) => one.id === id)?.short ?? catalogue.agencies.find((one) => one.id === id)?.name[locale] ?? id
  return (
    <div className="course-note" data-boundary={rule}>
      <p><b>{title[locale]}.</b> {say(rule === 'break' ? 'years.break' : 'years.apportioned', { reason: reason[locale] })} {incomplete !== undefined && say('years.incomplete', { n: incomplete })}</p>
      {brought !== undefined && <p><a href={figureAt(view.series, brought[0])}>{say('years.lastBrought', { period: periodText(brought[2]?.period ?? new Date(brought[0]).toISOString().slice(0, 10)) })}</a></p>}
      {subjects.length > 0 && <p>{say('years.others')} {subjects.map((subject, i) => <span key={subject}>{i > 0 && ', '}<a href={`/figure/${encodeURIComponent(`${indicator}@${subject}`)}`}>{nameOf(subject)}</a></span>)}</p>}
    </div>
  )
}
