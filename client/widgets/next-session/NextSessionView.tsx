import type { SeriesView } from '#contract'
import { formatAge, formatTime, type Locale, useSay } from '../../locale/index.ts'
import { clockUnitMs, coverageText, Figure, figureData, Freshness, LostGlyph, shortName, StaleGlyph, StatusGlyph, statusOf, statusWord } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { NextSessionOptions } from './options.ts'
import './next-session.css'

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const

/** When the next session begins, and whether all is ready for it. */
export function NextSessionView({ views, options, title, now, locale, place }: WidgetProps<NextSessionOptions>) {
  const say = useSay()
  const next = views.find(({ series }) => series === options.until) ?? views[0]
  const others = views.filter((view) => view !== next)
  const beginsAt = next === undefined ? undefined : beginOf(next)
  const time = beginsAt === undefined ? undefined : formatTime(beginsAt, place.timeZone, locale, CLOCK)
  return (
    <article className="p next-session">
      <header className="pt">
        <h2>{title}{time !== undefined && `, ${time}`}</h2>
      </header>
      {next === undefined
        ? <p className="p-empty">{say('figure.noFigure')}</p>
        : (
          <div className={`next-lead${oldClass(next)}`}>
            <span className="num l" {...figureData(next)}>{beginsAt === undefined ? '–' : wordsOf(beginsAt - now, say, locale)}</span>
            <Freshness view={next} now={now} timeZone={place.timeZone} locale={locale} />
          </div>
        )}
      {others.map((view) => <Row key={view.series} view={view} now={now} locale={locale} place={place} />)}
    </article>
  )
}

/** The value is the time left when it was read: the moment follows, and does not move while nothing new comes. */
export function beginOf({ value, at, indicator }: SeriesView): number | undefined {
  const unitMs = clockUnitMs(indicator.unit)
  return typeof value !== 'number' || at === undefined || unitMs === undefined ? undefined : at + value * unitMs
}

function wordsOf(leftMs: number, say: ReturnType<typeof useSay>, locale: Locale) {
  const [number, ...unit] = formatAge(Math.abs(leftMs), locale).split(' ')
  return <>{leftMs < 0 && <small>{say('nextSession.begun')} </small>}{number}<span className="unit">{unit.join(' ')}{leftMs >= 0 && ` ${say('nextSession.left')}`}</span></>
}

function Row({ view, now, locale, place }: { view: SeriesView; now: number; locale: Locale; place: Place }) {
  const status = statusOf(view)
  return (
    <div className={`next-row is-${status}${oldClass(view)}`}>
      <div>
        <h3>{shortName(view.indicator, locale)}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
      </div>
      <Figure view={view} locale={locale} className="num s" />
      <span className="next-word">
        {view.freshness === 'stale' ? <StaleGlyph /> : view.freshness === 'lost' ? <LostGlyph /> : (status === 'bad' || status === 'watch') && <StatusGlyph status={status} />}
        {(view.indicator.direction !== 'none' || status !== 'unknown' || view.freshness === 'stale' || view.freshness === 'lost') && <b>{statusWord(view, locale)}</b>}
      </span>
    </div>
  )
}
