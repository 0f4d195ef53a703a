import { useRef } from 'react'
import type { SourceView } from '#contract'
import { formatNumber, formatTime, type Locale, useSay } from '../../locale/index.ts'
import { ageWords, countBeats, everyText, Heartbeat, Ring, useSize } from '../../parts/index.ts'
import type { Place, WidgetProps } from '../widget.ts'
import { chooseSources } from './choose.ts'
import type { SourceHeartbeatOptions } from './options.ts'
import './source-heartbeat.css'

const HALF_HOUR_MS = 1_800_000
const TICK = 16
const HOUR_EVERY = 8
const USUAL = { width: 1_824, height: 984 }
/** Title, hours and the line of the others; and three lines of a row. */
const AROUND_ROWS = 236
const LEAST_ROW = 166

/** A source's day: each half hour a tick, counted in words, with what it delivered and how it does now. */
export function SourceHeartbeatView({ sources, options, title, now, locale, place }: WidgetProps<SourceHeartbeatOptions>) {
  const say = useSay()
  const panel = useRef<HTMLElement>(null)
  const { height } = useSize(panel, USUAL)
  const { shown, more, unknown } = chooseSources(sources, { named: options.sources, rows: Math.min(options.rows, Math.max(1, Math.floor((height - AROUND_ROWS) / LEAST_ROW))) })
  return (
    <article className="p beats" ref={panel}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('beats.note')}</span>
      </header>
      {shown.length === 0 && <p className="p-empty">{say('sources.none')}</p>}
      {shown.map((source) => <Row key={source.info.id} source={source} now={now} locale={locale} place={place} />)}
      {shown.length > 0 && <Axis now={now} locale={locale} place={place} />}
      {(more > 0 || unknown.length > 0) && (
        <p className="note" data-counts="">{[...(more > 0 ? [say('sources.more', { n: more })] : []), ...(unknown.length > 0 ? [say('beats.unknown', { names: unknown.join(', ') })] : [])].join(' · ')}</p>
      )}
    </article>
  )
}

function Row({ source: { info, owner, freshness, health }, now, locale, place }: { source: SourceView; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const { word, age } = ageWords(freshness, health?.newestAt, now, place.timeZone, locale)
  const counts = countBeats(health?.beats ?? [])
  const told = (['on-time', 'late', 'missing', 'paused'] as const).filter((beat) => counts[beat] > 0).map((beat) => say(`beats.${beat}`, { n: counts[beat] }))
  const gone = health?.newestAt === undefined || info.everyMs === undefined ? 0 : (now - health.newestAt) / (info.everyMs * 1.2)
  return (
    <div className={`source beats-row is-${freshness}${freshness === 'stale' ? ' is-hatched' : ''}`} data-source={info.id} data-freshness={freshness}>
      <div className="beats-name">
        <h3>{info.short[locale]}</h3>
        <p>{[owner?.[locale] ?? '', info.everyMs === undefined ? say('beats.atWill') : say('beats.every', { every: everyText(info.everyMs, say) }), info.origin === 'real' ? '' : say('figure.demo')].filter((text) => text !== '').join(' · ')}</p>
        <p>{health?.error !== undefined && <b>{`${say(`sources.error-${health.error.kind}`)} · `}</b>}{told.length === 0 ? say('beats.noneYet') : told.join(', ')}</p>
      </div>
      <div className="beats-right">
        <Heartbeat beats={health?.beats ?? []} tick={TICK} height={84} />
        <p>
          <span className="beats-age"><Ring freshness={freshness} gone={gone} />{health?.paused === true ? <b>{say('fresh.paused')}</b> : word !== undefined && <b>{word}</b>} {age}</span>
          {/* A cut-off screen does not know, and its word takes the room. */}
          {health !== undefined && freshness !== 'lost' && <span>{say('sources.received', { accepted: formatNumber(health.accepted, 0, locale), rejected: formatNumber(health.rejected, 0, locale) })}</span>}
        </p>
      </div>
    </div>
  )
}

/** The hours below the ticks: the current half hour is the last. */
function Axis({ now, locale, place }: { now: number; locale: Locale; place: Place }) {
  const first = (Math.floor(now / HALF_HOUR_MS) - 47) * HALF_HOUR_MS
  const begins = Array.from({ length: 48 }, (_, i) => first + i * HALF_HOUR_MS)
  // Local clock hours of 4: the offset of a zone may be half an hour.
  const marked = begins.map((at, i) => ({ i, text: formatTime(at, place.timeZone, locale, { hour: '2-digit', minute: '2-digit' }) })).filter(({ text }) => /^(?:0[048]|12|16|20):00$/.test(text))
  return (
    <div className="beats-axis">
      <svg width={48 * TICK} height="52" aria-hidden="true">
        {marked.filter(({ i }) => i > 2 && i < 48 - HOUR_EVERY / 3).map(({ i, text }) => <text key={i} x={i * TICK} y="42" textAnchor="middle" fontSize="40" fill="var(--t3)">{text}</text>)}
      </svg>
    </div>
  )
}
