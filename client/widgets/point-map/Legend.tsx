import type { Ref } from 'react'
import type { LocalityMap } from '#contract'
import { formatNumber, type Locale, type Say, useSay, withUnit } from '../../locale/index.ts'
import type { PointShape, PointState } from '../../maps/index.ts'
import { LostGlyph, nameSome, StaleGlyph, StatusGlyph } from '../../parts/index.ts'
import { colourOf } from './describe-areas.ts'
import type { Points } from './describe-points.ts'
import type { PointMapOptions } from './options.ts'

export const namesOf = (all: readonly string[], say: Say): string => nameSome(all, (n) => say('coverage.moreOf', { n, parts: say('parts.item') }))

interface Props {
  options: PointMapOptions
  points: Points
  /** Abnormal ones that are not named on the map. */
  unnamed: number
  fill: { breaks: readonly number[]; unit: string; hatched: number; name: string } | undefined
  outlines: LocalityMap | undefined
  /** Without a map nobody knows yet which points it has a place for. */
  isDrawn: boolean
  locale: Locale
}

const ODD: readonly PointState[] = ['bad', 'watch', 'stale', 'lost', 'never']

/** What the marks mean, with how many there are of each that is not well. */
export function Marks({ ref, options, points: { counts, sites }, locale }: Pick<Props, 'options' | 'points' | 'locale'> & { ref?: Ref<HTMLUListElement> }) {
  const say = useSay()
  const kinds = new Set(sites.map(({ view }) => view.subject.kind))
  // Several kinds may share one line.
  const known = [...new Map(options.kinds.filter(({ kind }) => kinds.has(kind)).map((one) => [`${one.shape} ${one.title[locale]}`, one])).values()]
  const hasOther = sites.some(({ view }) => !options.kinds.some(({ kind }) => kind === view.subject.kind))
  return (
    <ul className="pmap-marks" ref={ref}>
      {options.points && known.map(({ kind, shape, title }) => <li key={kind}><Shape shape={shape} />{title[locale]}</li>)}
      {options.points && hasOther && <li><Shape shape="circle" />{say(known.length === 0 ? 'points.good' : 'points.other')}</li>}
      {options.points && ODD.filter((state) => counts.has(state)).map((state) => <li key={state}><StateMark state={state} />{counts.get(state)} {say(`points.${state}`)}</li>)}
      {options.counts !== undefined && <li><Disc />{say('points.disc')}</li>}
      {options.counts !== undefined && options.numberFrom > 1 && <li><Dot />{say('points.dot', { n: formatNumber(options.numberFrom, 0, locale) })}</li>}
      {options.counts?.overdue !== undefined && <li><Disc isLate />{say('points.arc')}</li>}
    </ul>
  )
}

/** What colours and lines mean, and in words what the picture cannot tell. */
export function Legend({ options, points: { byCommune, placeless }, unnamed, fill, outlines, isDrawn, locale }: Props) {
  const say = useSay()
  const lines = [
    ...(options.outlines !== undefined && outlines !== undefined ? [say('points.outlines', { level: say(`points.${options.outlines.level}`), day: options.outlines.day.split('-').toReversed().join('/') })] : []),
    ...(byCommune > 0 ? [say('points.byCommune', { n: byCommune })] : []),
    ...(placeless.length > 0 && isDrawn ? [say('points.noPlace', { names: namesOf(placeless.map((view) => view.subject.short), say) })] : []),
    ...(unnamed > 0 ? [say('points.more', { n: unnamed })] : []),
  ]
  return (
    <>
      {fill !== undefined && (
        <>
          <p>{say('points.fill', { name: fill.name })}</p>
          <ul className="pmap-steps">
            {Array.from({ length: fill.breaks.length + 1 }, (_, i) => i + 1).toReversed().map((step) => <li key={step}><i className={`lm-swatch is-step-${colourOf(step, fill.breaks)}`} />{wordOf(step, fill)}</li>)}
            {fill.hatched > 0 && <li><i className="lm-swatch is-none" />{say('map.none')}</li>}
          </ul>
        </>
      )}
      {lines.map((line) => <p key={line}>{line}</p>)}
    </>
  )

  function wordOf(step: number, { breaks, unit }: { breaks: readonly number[]; unit: string }): string {
    const write = (value: number | undefined) => (value === undefined ? '' : formatNumber(value, Number.isInteger(value) ? 0 : (String(value).split('.')[1]?.length ?? 0), locale))
    const [low, high] = [breaks[step - 2], breaks[step - 1]]
    if (low === undefined && high === undefined) return say('map.all')
    if (high === undefined) return say('map.from', { low: withUnit(write(low), unit) })
    return low === undefined ? say('map.below', { high: write(high) }) : say('map.between', { low: write(low), high: write(high) })
  }
}

function StateMark({ state }: { state: PointState }) {
  if (state === 'bad' || state === 'watch') return <StatusGlyph status={state} />
  if (state === 'stale') return <StaleGlyph />
  return state === 'lost' ? <LostGlyph /> : <svg className="glyph" viewBox="-12 -12 24 24" aria-hidden="true"><circle r="7" fill="none" stroke="var(--t3)" strokeWidth="2.4" strokeDasharray="3 3.4" /></svg>
}

const PATHS: Readonly<Record<PointShape, string>> = { circle: 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0', square: 'M-7-7H7V7H-7Z', gate: 'M-10 6H10M-6 6V-7H6V6', camera: 'M-10-6H3V6H-10ZM3-1L10-6V6L3 1' }

const Shape = ({ shape }: { shape: PointShape }) => <svg className="glyph" viewBox="-12 -12 24 24" aria-hidden="true"><path d={PATHS[shape]} fill="none" stroke="var(--t1)" strokeWidth="2.4" /></svg>

const Dot = () => <svg className="glyph" viewBox="-12 -12 24 24" aria-hidden="true"><circle r="4" fill="var(--surface-2)" stroke="var(--ink-2)" strokeWidth="2" /></svg>

const Disc = ({ isLate = false }: { isLate?: boolean }) => (
  <svg className="glyph" viewBox="-12 -12 24 24" aria-hidden="true">
    <circle r="9.5" fill="var(--surface-2)" stroke="var(--ink-2)" strokeWidth="2" />
    {isLate && <path d="M0-9.5A9.5 9.5 0 0 1 9.5 0" fill="none" stroke="var(--p2-e)" strokeWidth="3.6" />}
  </svg>
)
