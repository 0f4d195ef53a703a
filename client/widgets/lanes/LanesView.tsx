import type { SeriesView } from '#contract'
import { formatTime, type Locale, useSay } from '../../locale/index.ts'
import { coverageText, Figure, Freshness, shortName, StatusGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { LanesOptions } from './options.ts'
import { type Spell, spellsOf, troubleMs } from './spells.ts'
import './lanes.css'

const HOUR_MS = 3_600_000
const LONG_NAME = 24

/** The last hours of several series side by side: when each was out of its limits, and when nothing was heard. */
export function LanesView({ views, options, title, now, locale, place }: WidgetProps<LanesOptions>) {
  const say = useSay()
  const from = now - options.hours * HOUR_MS
  const lanes = views.map((view) => ({ view, spells: spellsOf(view, from, now) }))
  const shown = lanes.length <= options.rows ? lanes : lanes.toSorted((a, b) => troubleMs(b.spells) - troubleMs(a.spells)).slice(0, options.rows)
  const isOneIndicator = new Set(views.map(({ indicator }) => indicator.id)).size === 1 && views.length > 1
  return (
    <article className="p lanes">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('lanes.note')}</span>
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {shown.map(({ view, spells }) => <Lane key={view.series} view={view} spells={spells} name={isOneIndicator ? view.subject.short : shortName(view.indicator, locale)} from={from} now={now} locale={locale} place={place} />)}
      {shown.length > 0 && <Axis from={from} now={now} locale={locale} place={place} />}
      {shown.length < lanes.length && <p className="note" data-counts="">{say('lanes.more', { n: lanes.length - shown.length })}</p>}
    </article>
  )
}

interface LaneProps {
  view: SeriesView
  spells: readonly Spell[]
  name: string
  from: number
  now: number
  locale: Locale
  place: Place
}

function Lane({ view, spells, name, from, now, locale, place }: LaneProps) {
  const say = useSay()
  const at = (time: number) => `${((100 * (time - from)) / (now - from)).toFixed(3)}%`
  const worst = spells.some(({ kind }) => kind === 'bad') ? 'bad' : spells.some(({ kind }) => kind === 'watch') ? 'watch' : 'good'
  return (
    <div className={`lane${oldClass(view)}`}>
      <div className="lane-name">
        <h3 className={name.length > LONG_NAME ? 'is-long' : undefined}>{name}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
      </div>
      <div className="lane-track" role="img" aria-label={say(`lanes.said-${worst}`)}>
        {spells.map((spell) => <i key={spell.from} className={`is-${spell.kind}`} style={{ left: at(spell.from), width: `calc(${at(from + spell.to - spell.from)} + 2px)` }} />)}
        {beginnings(spells, now - from).map((spell) => <span key={spell.from} style={{ left: `clamp(30px, ${at(spell.from)}, calc(100% - 30px))` }}><StatusGlyph status={spell.kind} /></span>)}
      </div>
      <Figure view={view} locale={locale} className="num lane-value" />
    </div>
  )
}

/** Where a sign stands: at the beginning of each stretch, unless it would cover the sign before it. */
function beginnings(spells: readonly Spell[], span: number): (Spell & { kind: 'bad' | 'watch' })[] {
  const apart = span * 0.075
  const kept: (Spell & { kind: 'bad' | 'watch' })[] = []
  for (const spell of spells) {
    if (spell.kind === 'gap') continue
    const last = kept.at(-1)
    const marked = { ...spell, kind: spell.kind }
    if (last === undefined || spell.from - last.from >= apart) kept.push(marked)
    else if (last.kind === 'watch' && spell.kind === 'bad') kept[kept.length - 1] = { ...marked, from: last.from }
  }
  return kept
}

function Axis({ from, now, locale, place }: { from: number; now: number; locale: Locale; place: Place }) {
  const step = now - from > 12 * HOUR_MS ? 6 : 3
  const hours = Array.from({ length: Math.floor((now - from) / HOUR_MS) + 1 }, (_, i) => (Math.floor(from / HOUR_MS) + 1 + i) * HOUR_MS).filter((at) => at < now)
  const marked = hours.map((at) => ({ at, text: formatTime(at, place.timeZone, locale, { hour: '2-digit', minute: '2-digit' }) })).filter(({ text }) => Number(text.slice(0, 2)) % step === 0)
  return (
    <div className="lane-axis" aria-hidden="true">
      <div>
        {marked.filter(({ at }) => at - from > (now - from) * 0.06 && now - at > (now - from) * 0.06).map(({ at, text }) => <span key={at} className="note" style={{ left: `${((100 * (at - from)) / (now - from)).toFixed(2)}%` }}>{text}</span>)}
      </div>
    </div>
  )
}
