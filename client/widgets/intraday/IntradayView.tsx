import { useMemo } from 'react'
import { isWorkedDay, type Outlook, type SeriesView, USUAL_WEEK } from '#contract'
import { formatNumber, type Locale, type Say, useSay } from '../../locale/index.ts'
import { coverageText, EmptyCourse, Figure, Freshness, shortName, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { IntradayChart } from './IntradayChart.tsx'
import './intraday.css'
import type { IntradayOptions } from './options.ts'
import { dayOf, timeOf, todayOf, usualAt, type UsualHour, usualOf } from './usual-band.ts'

const MINUTE = 60_000

/** Today's course against what the same hours of days of its kind brought, working days or days off: is this an ordinary day? */
export function IntradayView({ views, title, now, wall, locale, place, outlook }: WidgetProps<IntradayOptions>) {
  const say = useSay()
  const view = views[0]
  const minute = Math.floor(now / MINUTE) * MINUTE
  const { timeZone } = place
  const today = useMemo(() => todayOf(view?.trail ?? [], { now: minute, timeZone }), [view?.trail, minute, timeZone])
  const usual = useMemo(() => usualOf(outlook, { now: minute, timeZone }), [outlook, minute, timeZone])
  if (view === undefined) return <article className="p"><h2 className="pt">{title}</h2><p className="p-empty">{say('figure.noFigure')}</p></article>
  const kind = isWorkedDay(place.workingCalendar ?? USUAL_WEEK, dayOf(now, timeZone)) ? 'worked' : 'off'
  const verdict = verdictOn(view, { usual, outlook, kind }, { timeZone, say, locale })
  const coverage = coverageText(view, locale)
  return (
    <article className={`p intraday${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <header className="pt">
        <h2>{title ?? shortName(view.indicator, locale)}</h2>
        <Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{coverage}</Freshness>
      </header>
      <div className="intraday-now">
        <Figure view={view} locale={locale} className="num m" />
        <p>
          <b>{verdict.isOff !== undefined && <ViewGlyph freshness={view.freshness} status={verdict.isOff ? 'watch' : 'good'} />} {verdict.word}</b>
          <span>{verdict.range}</span>
        </p>
      </div>
      {today.some(([, value]) => value !== null)
        ? <IntradayChart today={today} usual={usual} usualName={say(`intraday.usual-${kind}`)} isCount={view.indicator.kind === 'counter'} dot={dotOf(view, verdict.isOff === true)} label={title ?? view.indicator.name[locale]} locale={locale} wall={wall} />
        : <EmptyCourse view={view} none={say('intraday.none')} />}
    </article>
  )
}

interface Verdict {
  word: string
  range: string
  /** Outside the usual; undefined where it is not judged. */
  isOff: boolean | undefined
}

/** Beside the usual, not beside a target: a value that is too old is not compared with either. */
function verdictOn(view: SeriesView, { usual, outlook, kind }: { usual: readonly UsualHour[]; outlook: Outlook | undefined; kind: 'worked' | 'off' }, { timeZone, say, locale }: { timeZone: string; say: Say; locale: Locale }): Verdict {
  if (typeof view.value !== 'number' || view.at === undefined) return { word: say('figure.neverNotJudged'), range: '', isOff: undefined }
  if (view.freshness === 'stale' || view.freshness === 'lost') return { word: say(view.freshness === 'stale' ? 'figure.notJudged' : 'figure.lostNotJudged'), range: '', isOff: undefined }
  const band = usualAt(usual, timeOf(view.at, timeZone))
  // Not heard yet is not too few.
  if (band === undefined) return { word: outlook === undefined ? '' : say('intraday.tooFew'), range: '', isOff: undefined }
  const write = (value: number) => formatNumber(value, view.indicator.decimals, locale)
  const key = view.value > band.high ? 'above' : view.value < band.low ? 'below' : 'within'
  return { word: say(`intraday.${key}`), range: say(`intraday.range-${kind}`, { low: write(band.low), high: write(band.high) }), isOff: key !== 'within' }
}

const dotOf = (view: SeriesView, isOff: boolean): string => (view.freshness === 'stale' ? 'var(--stale)' : isOff ? 'var(--p3)' : 'var(--t1)')
