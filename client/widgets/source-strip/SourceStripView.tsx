import type { SourceView } from '#contract'
import { formatNumber, type Locale, useSay } from '../../locale/index.ts'
import { ageWords, Heartbeat, Ring } from '../../parts/index.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { SourceStripOptions } from './options.ts'
import './source-strip.css'

/** More rows than these stand closer. */
const ROOMY_ROWS = 6
const ORDER = { never: 0, lost: 1, stale: 2, late: 3, live: 4 } as const

/** Who delivers, how their heart beats, and in words what is wrong. The quiet ones come first when not all have room. */
export function SourceStripView({ sources, options, title, now, locale, place }: WidgetProps<SourceStripOptions>) {
  const say = useSay()
  const shown = sources.length <= options.rows ? sources : sources.toSorted((a, b) => ORDER[a.freshness] - ORDER[b.freshness]).slice(0, options.rows - 1)
  return (
    <article className={`p sources${shown.length > ROOMY_ROWS ? ' is-dense' : ''}`}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('sources.halfHours')}</span>
      </header>
      {sources.length === 0 && <p className="p-empty">{say('sources.none')}</p>}
      {shown.map((source) => <Row key={source.info.id} source={source} now={now} locale={locale} place={place} />)}
      {shown.length < sources.length && <p className="note source-more">{say('sources.more', { n: sources.length - shown.length })}</p>}
    </article>
  )
}

function Row({ source: { info, freshness, health }, now, locale, place }: { source: SourceView; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const isPaused = health?.paused === true
  const { word, age } = ageWords(freshness, health?.newestAt, now, place.timeZone, locale)
  return (
    <div className={`source is-${freshness}${freshness === 'stale' ? ' is-hatched' : ''}`} data-source={info.id} data-freshness={freshness}>
      {isPaused ? <PauseGlyph /> : <Ring freshness={freshness} gone={health?.newestAt === undefined || info.everyMs === undefined ? 0 : (now - health.newestAt) / (info.everyMs * 1.2)} />}
      <div className="source-name">
        <h3>{info.short[locale]}{info.origin !== 'real' && <small> {say('figure.demo')}</small>}</h3>
        <p>{detailOf(health, say, locale)}</p>
      </div>
      <Heartbeat beats={health?.beats ?? []} />
      <span className="source-age">
        {isPaused ? <b>{say('fresh.paused')}</b> : word !== undefined && <b>{word}</b>}
        {age !== '' && <span>{age}</span>}
      </span>
    </div>
  )
}

function detailOf(health: SourceView['health'], say: ReturnType<typeof useSay>, locale: Locale): string {
  if (health === undefined) return ''
  if (health.error !== undefined) return say(`sources.error-${health.error.kind}`)
  const write = (count: number) => formatNumber(count, 0, locale)
  const received = say('sources.received', { accepted: write(health.accepted), rejected: write(health.rejected) })
  // A source of past figures alone keeps none that could be new.
  return health.series.total === 0 ? received : `${say('sources.series', { live: write(health.series.live), total: write(health.series.total) })} · ${received}`
}

/** Announced and on purpose: two bars, no alarm. */
const PauseGlyph = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 6V18M15 6V18" stroke="var(--t2)" strokeWidth="2.6" /></svg>
)
