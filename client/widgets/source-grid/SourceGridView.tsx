import type { SourceView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { ageWords, Ring } from '../../parts/index.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { SourceGridOptions } from './options.ts'
import './source-grid.css'

const ORDER = { never: 0, lost: 1, stale: 2, late: 3, live: 4 } as const

/** All sources on a few lines: the ring, the name, the age. Where not all have room the troubled stay. */
export function SourceGridView({ sources, options, now, locale, place }: WidgetProps<SourceGridOptions>) {
  const say = useSay()
  const room = options.columns * options.rows
  const shown = sources.length <= room ? sources : sources.toSorted((a, b) => ORDER[a.freshness] - ORDER[b.freshness]).slice(0, room - 1)
  return (
    <article className="p source-grid" style={{ gridTemplateColumns: `repeat(${options.columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${options.rows}, minmax(0, 1fr))` }}>
      {sources.length === 0 && <p className="p-empty">{say('sources.none')}</p>}
      {shown.map((source) => <Line key={source.info.id} source={source} now={now} locale={locale} place={place} />)}
      {shown.length < sources.length && <p className="note">{say('sources.more', { n: sources.length - shown.length })}</p>}
    </article>
  )
}

function Line({ source: { info, freshness, health }, now, locale, place }: { source: SourceView; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const isPaused = health?.paused === true
  const { word, age } = ageWords(freshness, health?.newestAt, now, place.timeZone, locale)
  const gone = health?.newestAt === undefined || info.everyMs === undefined ? 0 : (now - health.newestAt) / (info.everyMs * 1.2)
  return (
    <div className={`source-cell is-${freshness}${freshness === 'stale' ? ' is-hatched' : ''}`} data-source={info.id} data-freshness={freshness}>
      <Ring freshness={freshness} gone={gone} />
      <span className="fresh-source source-cell-name">{info.short[locale]}</span>
      {/* A word and an age have no room beside a name: what is wrong comes first. */}
      <span className="source-cell-age">{isPaused ? <b>{say('fresh.paused')}</b> : word === undefined ? age : <b>{word}{freshness === 'never' || freshness === 'lost' ? '' : ` ${shortAge(age)}`}</b>}</span>
    </div>
  )
}

/** `4 giờ 15 phút` has no room here; the hours do. */
const shortAge = (age: string): string => age.split(' ').slice(0, 2).join(' ')
