import { useId, useMemo } from 'react'
import { type Locale, useSay } from '../../locale/index.ts'
import { Figure, Provenance, shortName, statusWord, ViewGlyph } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { Drawing } from './Drawing.tsx'
import type { DiagramOptions } from './options.ts'
import { idsIn, type PartState, statesOf, toTell } from './part-states.ts'
import './diagram.css'

/** The others are marked in the drawing. */
const MOST_TOLD = 1

/** A drawing of a place whose parts take state, value or level from series; what is wrong stands below it in words. */
export function DiagramView({ views, options, title, now, locale, place, diagram }: WidgetProps<DiagramOptions>) {
  const say = useSay()
  const hatch = `hatch${useId().replaceAll(/[^a-z0-9]/gi, '')}`
  const states = useMemo(() => statesOf(options.parts, views), [options.parts, views])
  const told = toTell(states)
  const has = useMemo(() => new Set(diagram === undefined ? [] : idsIn(diagram.root)), [diagram])
  const lacking = diagram === undefined ? [] : options.parts.filter(({ part }) => !has.has(part)).map(({ part }) => part)
  const series = new Set(states.map(({ part }) => part.series))
  const known = new Set(states.flatMap(({ part, look }) => (look === 'never' ? [] : [part.series])))
  const remarks = [
    ...(told.length > MOST_TOLD ? [say('diagram.more', { n: told.length - MOST_TOLD })] : []),
    ...(known.size < series.size ? [say('diagram.known', { known: known.size, all: series.size })] : []),
  ]
  const label = [title ?? diagram?.title?.[locale] ?? '', ...told.map((state) => `${nameOf(state, locale)}: ${wordOf(state, locale)}`)].filter((text) => text !== '').join('. ')
  return (
    <article className="p diagram">
      <header className="pt">
        <h2>{title ?? diagram?.title?.[locale]}</h2>
        <span className="note" data-counts="">{remarks.join(' · ')}</span>
      </header>
      {diagram === undefined
        ? <p className="p-empty">{say(options.drawing === '' ? 'diagram.none' : 'diagram.loading', { name: options.drawing })}</p>
        : <Drawing diagram={diagram} states={states} locale={locale} hatch={hatch} label={label} />}
      {lacking.length > 0 && <p className="note">{say('diagram.lacking', { parts: lacking.join(', ') })}</p>}
      <div className="diagram-told">
        {told.slice(0, MOST_TOLD).map((state) => <Told key={state.part.series} state={state} locale={locale} />)}
      </div>
      {views.length > 0 && <Provenance views={views} now={now} timeZone={place.timeZone} locale={locale} />}
    </article>
  )
}

function Told({ state, locale }: { state: PartState; locale: Locale }) {
  const { look, view } = state
  return (
    <span className={`diagram-one is-${look}`}>
      <ViewGlyph freshness={look === 'stale' || look === 'lost' ? look : 'live'} status={look === 'bad' || look === 'watch' ? look : 'unknown'} />
      <b>{nameOf(state, locale)}</b>
      {' '}
      {wordOf(state, locale)}
      {typeof view?.value === 'number' && <Figure view={view} locale={locale} className="diagram-figure" />}
    </span>
  )
}

const nameOf = ({ part: { label, part }, view }: PartState, locale: Locale): string => label?.[locale] ?? (view === undefined ? part : shortName(view.indicator, locale))

function wordOf({ look, view, part: { words } }: PartState, locale: Locale): string {
  if (view === undefined) return statusWord({ freshness: 'never' } as Parameters<typeof statusWord>[0], locale) // nothing else of it is asked
  if (typeof view.value === 'string' && (look === 'bad' || look === 'watch')) return (Object.hasOwn(words, view.value) ? words[view.value]?.[locale] : undefined) ?? view.value
  return statusWord(view, locale)
}
