import type { Freshness as Verdict, SeriesView, SourceInfo } from '#contract'
import { formatSince, type Locale, SAYS } from '../locale/index.ts'
import { LostGlyph, StaleGlyph } from './Glyph.tsx'
import { atText, usePaper } from './paper.ts'

interface RingProps {
  freshness: Verdict
  /** Share of the time to the next due moment that has gone, 0 to 1. */
  gone: number
}

const R = 8.6
const AROUND = 2 * Math.PI * R
/** A step of the ring is about a pixel at 40 px: finer ones would be painted anew each second and not be seen. */
const STEPS = 60
/** An empty ring means never: a value of this very second still shows an arc. */
const SMALLEST_ARC = 0.06

const dashOf = (gone: number): string => `${(AROUND * Math.min(1, Math.max(SMALLEST_ARC, Math.round(gone * STEPS) / STEPS))).toFixed(1)} ${AROUND}`

/** The ring: how much of the time until the next value is due has gone, or that it is late, stale, cut off, never there. */
export function Ring({ freshness, gone }: RingProps) {
  if (freshness === 'stale') return <StaleGlyph />
  if (freshness === 'lost') return <LostGlyph />
  const edge = freshness === 'late' ? 'var(--p3-e)' : 'var(--t2)'
  return (
    <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r={R} fill="none" stroke="var(--line-strong)" strokeWidth="2.6" />
      {freshness !== 'never' && <circle cx="12" cy="12" r={R} fill="none" stroke={edge} strokeWidth="2.6" strokeDasharray={dashOf(freshness === 'late' ? 1 : gone)} transform="rotate(-90 12 12)" />}
      {freshness === 'late' && <path d="M12 7.4V13.2M12 15.4V17.4" stroke={edge} strokeWidth="2.4" />}
    </svg>
  )
}

/** `Trễ 18 phút`, `Cũ 4 giờ 15 phút`, or just `3 phút` while all is well; on paper the moment itself. */
export function ageWords(freshness: Verdict, at: number | undefined, now: number, timeZone: string, locale: Locale, isPaper = false): { word: string | undefined; age: string } {
  const say = SAYS[locale]
  const age = at === undefined || freshness === 'never' ? '' : isPaper ? atText(at, timeZone, locale) : formatSince(at, now, timeZone, locale)
  // Beside an age the short word: that the line is cut is told once above, and the source must not give way to it on every figure.
  const key = freshness === 'lost' && age !== '' ? 'lostFor' : freshness
  return { word: freshness === 'live' ? undefined : say(`fresh.${key}`), age }
}

interface Props {
  view: Pick<SeriesView, 'freshness' | 'at' | 'liveUntil' | 'source' | 'suspect'>
  now: number
  timeZone: string
  locale: Locale
  /** Between age and source: `92/96 xã`. */
  children?: string | undefined
}

/** Age and source of a value, that its sender doubts it, and that it is simulated, where so. Every drawn value stands near one of these. */
export function Freshness({ view, now, timeZone, locale, children }: Props) {
  const { word, age } = ageWords(view.freshness, view.at, now, timeZone, locale, usePaper())
  return (
    <span className={`fresh is-${view.freshness}`}>
      <Ring freshness={view.freshness} gone={goneOf(view, now)} />
      <span>{word === undefined ? age : <b>{age === '' ? word : `${word} ${age}`}</b>}{children !== undefined && ` · ${children}`}</span>
      {view.suspect === true && <b className="fresh-doubt">{` · ${SAYS[locale]('fresh.suspect')}`}</b>}
      <span className="fresh-source">{` · ${sourceName(view.source, locale)}`}</span>
      {isShown(view.source) && <span>{` · ${SAYS[locale]('figure.demo')}`}</span>}
    </span>
  )
}

export const sourceName = (source: SourceInfo | undefined, locale: Locale): string => source?.short[locale] ?? SAYS[locale]('figure.unknownSource')

const isShown = (source: SourceInfo | undefined): boolean => source !== undefined && source.origin !== 'real'

export function goneOf({ at, liveUntil }: Pick<SeriesView, 'at' | 'liveUntil'>, now: number): number {
  return at === undefined || liveUntil === undefined || liveUntil <= at ? 0 : Math.max(0, (now - at) / (liveUntil - at))
}
