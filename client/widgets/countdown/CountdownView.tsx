import type { SeriesView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { Figure, figureData, Freshness, Provenance, shortName, spanText, StatusGlyph, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { CountdownOptions } from './options.ts'
import { type Due, queueOf, TICK_AT } from './queue.ts'
import './countdown.css'

/** Matters on one ruler: from received to deadline, and beyond. The nearest first; the others are counted. */
export function CountdownView({ views, options, title, now, locale, place }: WidgetProps<CountdownOptions>) {
  const say = useSay()
  const { due, unknown, unfit } = queueOf(views, options, now)
  const shown = due.slice(0, options.rows)
  // What was known last stays in sight where there is room, dimmed and not ranked.
  const old = unknown.filter(({ value }) => value !== undefined).slice(0, options.rows - shown.length)
  const isOneIndicator = new Set(views.map(({ indicator }) => indicator.id)).size <= 1
  const rest = [
    ...(due.length > shown.length ? [say('countdown.more', { n: due.length - shown.length })] : []),
    ...(unknown.length > old.length ? [say('countdown.unknown', { n: unknown.length - old.length })] : []),
    ...(unfit.length > 0 ? [say('countdown.unfit', { n: unfit.length })] : []),
  ]
  return (
    <article className="p countdown">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('countdown.note')}</span>
      </header>
      {due.length + old.length === 0 && <p className="p-empty">{say(views.length === 0 || unknown.length > 0 ? 'figure.noFigure' : `countdown.none-${options.only}`)}</p>}
      {shown.map((one) => <Row key={one.view.series} due={one} isOneIndicator={isOneIndicator} now={now} locale={locale} place={place} />)}
      {old.map((view) => <OldRow key={view.series} view={view} name={nameOf(view, isOneIndicator, locale)} now={now} locale={locale} place={place} />)}
      {rest.length > 0 && (
        <footer className="note countdown-rest">
          <span data-counts="">{rest.join(' · ')}</span>
          {due.length + old.length === 0 && <Provenance views={views} now={now} timeZone={place.timeZone} locale={locale} />}
        </footer>
      )}
    </article>
  )
}

function Row({ due: { view, share, left, status }, isOneIndicator, now, locale, place }: { due: Due; isOneIndicator: boolean; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  return (
    <div className={`due-row is-${status}`}>
      <span className="due-mark">{status !== 'good' && <StatusGlyph status={status} />}</span>
      <div className="due-name">
        <h3>{nameOf(view, isOneIndicator, locale)}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
      </div>
      <Ruler share={share} status={status} />
      <span className="due-left" {...figureData(view)}>
        <span>{say(left < 0 ? 'countdown.over' : 'countdown.left')}</span>
        <b>{spanText(Math.abs(left), view.indicator, locale)}</b>
      </span>
    </div>
  )
}

/** The last figure, its time, and no ruler: how long it would be by now nobody knows. */
function OldRow({ view, name, now, locale, place }: { view: SeriesView; name: string; now: number; locale: Locale; place: Place }) {
  return (
    <div className={`due-row is-unknown${oldClass(view)}`}>
      <span className="due-mark"><ViewGlyph freshness={view.freshness} status="unknown" /></span>
      <div className="due-name">
        <h3>{name}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
      </div>
      <span />
      <Figure view={view} locale={locale} className="due-left" />
    </div>
  )
}

const nameOf = (view: SeriesView, isOneIndicator: boolean, locale: Locale): string => (isOneIndicator ? view.subject.short : shortName(view.indicator, locale))

const WIDTH = 420
const HEIGHT = 52
const TICK = WIDTH * TICK_AT

/** Origin = received, white tick = deadline at one place for all rows; what runs beyond it is overrun. */
function Ruler({ share, status }: Pick<Due, 'share' | 'status'>) {
  const end = Math.min(WIDTH - 2, TICK * share)
  return (
    <svg className="due-ruler" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <rect y={HEIGHT * 0.34} width={WIDTH} height={HEIGHT * 0.32} fill="var(--surface-3)" />
      <rect y={HEIGHT * 0.34} width={Math.min(end, TICK)} height={HEIGHT * 0.32} fill={status === 'watch' ? 'var(--p3)' : 'var(--ink-2)'} stroke={status === 'watch' ? 'var(--p3-e)' : 'none'} />
      {share > 1 && <rect x={TICK} y={HEIGHT * 0.2} width={end - TICK} height={HEIGHT * 0.6} fill="var(--p2)" stroke="var(--p2-e)" />}
      {/* Beyond what the ruler can show the bar ends in a point. */}
      {TICK * share > WIDTH && <path d={`M${WIDTH - 24} 0H${WIDTH}V${HEIGHT / 2}ZM${WIDTH - 24} ${HEIGHT}H${WIDTH}V${HEIGHT / 2}Z`} fill="var(--surface-1)" />}
      <rect x={TICK - 2} width="4" height={HEIGHT} fill="var(--t1)" />
    </svg>
  )
}
