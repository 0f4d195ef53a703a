import { useMemo } from 'react'
import type { SourceView } from '#contract'
import { formatSince, formatTime, type Locale, type Say, useSay } from '../../locale/index.ts'
import { fitNames, Glyph } from '../../parts/index.ts'
import type { Place, WidgetProps } from '../widget.ts'
import './alarm-list.css'
import { listQuiet, type Quiet } from './list-quiet.ts'
import type { AlarmListOptions } from './options.ts'

const PRIORITIES = [2, 3, 4] as const
/** What a line beside the moment holds: whose it is, and then as many names as fit. */
const LETTERS = 66
const MORE_LETTERS = 16

/** What is late or silent: what, whose, since when; the worst first. It is read only: nobody acknowledges here. */
export function AlarmListView({ sources, views, options, title, now, locale, place }: WidgetProps<AlarmListOptions>) {
  const say = useSay()
  const all = useMemo(() => listQuiet(sources, views), [sources, views])
  const shown = all.slice(0, options.rows)
  return (
    <article className="p alarms">
      <header className="pt">
        <h2>{title}{shown.length < all.length && <span className="note">{say('alarms.shown', { shown: shown.length, all: all.length })}</span>}</h2>
        {all.length > 0 && <Counts all={all} />}
      </header>
      {all.length === 0 && <p className="p-empty">{emptyText(sources, say)}</p>}
      {shown.map((quiet) => <Row key={quiet.key} quiet={quiet} now={now} locale={locale} place={place} />)}
    </article>
  )
}

const emptyText = (sources: readonly SourceView[], say: Say): string => say(sources.length === 0 ? 'sources.none' : 'alarms.none', { n: sources.length })

function Counts({ all }: { all: readonly Quiet[] }) {
  return (
    <div className="alarm-counts">
      {PRIORITIES.map((priority) => (
        <span key={priority}>
          <Glyph priority={priority} mark={String(priority)} />
          <span className="alarm-count" data-counts="sources">{all.filter((quiet) => quiet.priority === priority).length}</span>
        </span>
      ))}
    </div>
  )
}

function Row({ quiet, now, locale, place }: { quiet: Quiet; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const { priority, freshness, since, owner, kind } = quiet
  return (
    <div className={`alarm is-${freshness}`} data-source={quiet.key} data-freshness={freshness}>
      <Glyph priority={priority} mark={String(priority)} />
      <div>
        <h3>{headline(quiet, say, locale)}</h3>
        <p>{kind === 'line' ? say('alarms.lineWhy') : whoseText(quiet, owner?.[locale] ?? say('alarms.noOwner'), say)}</p>
      </div>
      <div className="alarm-since">
        <b>{say(`fresh.${freshness === 'live' ? 'late' : freshness}`)}</b>
        <span>{kind === 'line' ? '' : since === undefined ? say('alarms.noTime') : `${formatTime(since, place.timeZone, locale, { hour: '2-digit', minute: '2-digit' })} · ${formatSince(since, now, place.timeZone, locale)}`}</span>
      </div>
    </div>
  )
}

/** What is wrong, in a few words: the fault we know, or that nothing comes. */
function headline({ kind, name, freshness, error, isPaused, places }: Quiet, say: Say, locale: Locale): string {
  if (kind === 'line') return say('alarms.line')
  const what = kind === 'parts' ? say('alarms.parts', { n: places.length }) : isPaused ? say('alarms.paused') : error === undefined ? say(`alarms.${freshness}`) : say(`sources.error-${error}`)
  return `${name?.[locale] ?? ''}: ${what}`
}

function whoseText({ kind, places }: Quiet, owner: string, say: Say): string {
  const room = LETTERS - MORE_LETTERS - owner.length
  // How many there are stands above.
  if (kind !== 'parts' || (places[0]?.length ?? 0) > room) return owner
  const { named, more } = fitNames(places, room)
  return `${owner} · ${named.join(', ')}${more > 0 ? ` ${say('coverage.more', { n: more })}` : ''}`
}
