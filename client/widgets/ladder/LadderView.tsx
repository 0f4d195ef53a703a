import type { SeriesView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { coverageText, figureData, Freshness, LostGlyph, Provenance, shortName, StaleGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { LadderOptions } from './options.ts'
import { levelOf, RUNGS, sortLevels } from './rungs.ts'
import './ladder.css'

/** As many hazards of one place are shown even where none is in force. */
const MOST_SHOWN_AT_ZERO = 6

/** Levels of disaster risk: five rising steps and the word. The five colours of the decision stand in these steps and nowhere else. */
export function LadderView({ views, options, title, now, locale, place }: WidgetProps<LadderOptions>) {
  const say = useSay()
  // Of many places those without a level are counted below: a row is for the whole, and for where something is, or nobody knows.
  const isMany = views.length > MOST_SHOWN_AT_ZERO
  const shown = sortLevels(views, place.subject).filter((view) => !isMany || view.subject.id === place.subject || !isQuiet(view)).slice(0, options.rows)
  const rest = views.filter((view) => !shown.includes(view))
  const raised = rest.filter((view) => (levelOf(view) ?? 0) > 0).length
  const unknown = rest.filter((view) => levelOf(view) === undefined).length
  return (
    <article className="p ladder-list">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('ladder.note')}</span>
      </header>
      {shown.length === 0 && <p className="p-empty">{say(views.length === 0 ? 'figure.noFigure' : 'ladder.noneRaised')}</p>}
      {shown.map((view) => <Row key={view.series} view={view} name={options.names[view.series]?.[locale] ?? nameOf(view, views, locale)} now={now} locale={locale} place={place} />)}
      {rest.length > 0 && (
        <footer className="note ladder-rest">
          <span data-counts="">{[say('ladder.rest', { n: rest.length, raised }), ...(unknown > 0 ? [say('ladder.unknown', { n: unknown })] : [])].join(' · ')}</span>
          <Provenance views={rest} now={now} timeZone={place.timeZone} locale={locale} />
        </footer>
      )}
    </article>
  )
}

/** Known to be without a level, now: an old figure is no proof of it. */
const isQuiet = (view: SeriesView): boolean => levelOf(view) === 0 && (view.freshness === 'live' || view.freshness === 'late')

/** Of several indicators each says what it is of; of one, each place says where. */
const nameOf = (view: SeriesView, all: readonly SeriesView[], locale: Locale): string =>
  new Set(all.map(({ indicator }) => indicator.id)).size > 1 ? shortName(view.indicator, locale) : view.subject.short

function Row({ view, name, now, locale, place }: { view: SeriesView; name: string; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const level = levelOf(view)
  const isOld = view.freshness === 'stale' || view.freshness === 'lost'
  const word = view.value === undefined ? say('figure.noFigure') : level === undefined ? say('ladder.noLevel', { value: String(view.value) }) : level === 0 ? say('ladder.zero') : say('ladder.level', { n: level })
  return (
    <div className={`ladder-row${level !== undefined && level > 0 ? ' is-raised' : ''}${oldClass(view)}`}>
      <Ladder level={level ?? 0} isKnown={level !== undefined} label={word} />
      <div className="ladder-name">
        <h3 {...figureData(view)}><b>{word}</b>{level !== undefined && level > 0 ? `, ${name}` : `: ${name}`}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
      </div>
      <span className="ladder-mark">{isOld && (view.freshness === 'stale' ? <StaleGlyph /> : <LostGlyph />)}</span>
    </div>
  )
}

const WIDTH = 110
const HEIGHT = 88

/** Steps up to the level are filled with its colour and edged in white; unknown steps are dashed. */
function Ladder({ level, isKnown, label }: { level: number; isKnown: boolean; label: string }) {
  const step = WIDTH / RUNGS
  return (
    <svg className="ladder" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {Array.from({ length: RUNGS }, (_, i) => {
        const tall = HEIGHT * (0.28 + (0.72 * i) / (RUNGS - 1)) - 4
        const isFilled = i < level
        return <rect key={i} x={i * step + 2} y={HEIGHT - tall - 2} width={step - 5} height={tall} fill={isFilled ? `var(--dr${level})` : 'none'} stroke={isFilled ? 'var(--t1)' : 'var(--line-ctl)'} strokeWidth="2.5" strokeDasharray={isKnown ? undefined : '6 5'} />
      })}
    </svg>
  )
}
