import { memo, useMemo, useRef } from 'react'
import { type SeriesView, worstFreshness } from '#contract'
import { formatNumber, type Locale, useSay, withUnit } from '../../locale/index.ts'
import { aimValueOf, figureData, Freshness, ofOnePeriod, statusOf, useSize } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { coversDot, isBetween, levelAt, type Placed, placeBeside, placeDots, placeName, spreadNames, widthOfName } from './place.ts'
import './swarm.css'

/** On a tile of its own; a smaller place is measured, so that letters keep their size. */
const USUAL = { width: 1_752, height: 446 }
/** Below the dots: the axis and its numbers. */
const AXIS_HEIGHT = 64
/** Above the dots: the target's name. */
const HEAD_HEIGHT = 44
const RADIUS = 11
const LEVELS = 4
const MOST_NAMED = 6

type Shown = SeriesView & { value: number }

/** Every place as one dot on one scale: the shape of the whole, and the names of those that fall out of it. */
export function SwarmView({ views, title, now, locale, place }: WidgetProps<object>) {
  const say = useSay()
  const { same: shown, others } = useMemo(() => ofOnePeriod(views.filter((view): view is Shown => typeof view.value === 'number')), [views])
  const missing = views.length - shown.length - others.length
  const strip = useRef<HTMLDivElement>(null)
  const size = useSize(strip, USUAL)
  const oldest = shown.reduce<Shown | undefined>((oldest, view) => (oldest === undefined || (view.at ?? 0) < (oldest.at ?? 0) ? view : oldest), undefined)
  const header = { freshness: worstFreshness(shown.map((view) => view.freshness)), source: views[0]?.source, ...(oldest?.at === undefined ? {} : { at: oldest.at }), ...(oldest?.liveUntil === undefined ? {} : { liveUntil: oldest.liveUntil }) }
  return (
    <article className={`p swarm${header.freshness === 'stale' ? ' is-hatched' : ''}`}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{others.length > 0 ? say('swarm.otherPeriod', { n: others.length }) : missing > 0 ? say('swarm.missing', { n: missing }) : say('swarm.note')}</span>
      </header>
      <div className="swarm-strip" ref={strip}>
        {shown.length > 0
          ? <svg width={size.width} height={size.height} role="img" aria-label={title}><Strip shown={shown} locale={locale} size={size} /></svg>
          : <p className="p-empty">{say('figure.noFigure')}</p>}
      </div>
      <Freshness view={header} now={now} timeZone={place.timeZone} locale={locale}>{say('coverage.communes', { reported: shown.length, expected: views.length })}</Freshness>
    </article>
  )
}

interface StripProps {
  shown: readonly Shown[]
  locale: Locale
  size: { width: number; height: number }
}

/** 96 dots are placed anew for new values only, not because a second has gone. */
const Strip = memo(function Strip({ shown, locale, size: { width, height } }: StripProps) {
  const say = useSay()
  const { unit } = shown[0]?.indicator ?? { unit: '' }
  const led = shown.find((view) => aimValueOf(view) !== undefined)
  const target = led && aimValueOf(led)
  const { low, high, step } = scaleOf([...shown.map((view) => view.value), ...(target === undefined ? [] : [target])], unit === '%')
  const axisY = height - AXIS_HEIGHT
  const dotsHeight = axisY - HEAD_HEIGHT
  const dots = placeDots(shown.toSorted((a, b) => a.value - b.value).map((view) => ({ item: view, value: view.value })), { low, high, width, height: dotsHeight, radius: RADIUS }).map((dot) => ({ ...dot, y: dot.y + HEAD_HEIGHT }))
  const x = (value: number) => RADIUS + 1.5 + ((value - low) / (high - low)) * (width - 2 * RADIUS - 3)
  const bad = dots.filter((dot) => statusOf(dot.item) === 'bad').slice(0, MOST_NAMED)
  const middle = HEAD_HEIGHT + dotsHeight / 2
  const names = spreadNames(bad.map((dot) => placeName(dot.x, widthOfName(dot.item.subject.short), width)), LEVELS, (name, level) => isBetween(level, { middle, top: HEAD_HEIGHT, bottom: axisY }) && !coversDot(name, level, { dots, middle, radius: RADIUS }))
  const crowded = crowds(dots, dotsHeight).map(({ x: at, count }) => {
    const text = say('swarm.crowd', { n: count })
    return { text, ...placeBeside(at, widthOfName(text), width) }
  })
  const targetText = target === undefined ? '' : say(led?.pace === undefined ? 'swarm.target' : 'figure.pace', { value: formatNumber(target, led?.pace === undefined ? 0 : 1, locale) })
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step)
  return (
    <>
      {target !== undefined && (
        <>
          <line x1={x(target)} x2={x(target)} y1="44" y2={axisY} stroke="var(--t1)" strokeWidth="3" strokeDasharray="12 10" />
          <HeadText text={targetText} at={placeBeside(x(target), widthOfName(targetText), width, crowded)} weight={400} />
        </>
      )}
      {dots.map(({ item, x: cx, y }) => (
        <circle key={item.series} cx={cx} cy={y} r={RADIUS} fill={colorOf(item)} {...figureData(item)} />
      ))}
      {crowded.map((crowd) => <HeadText key={crowd.x} text={crowd.text} at={crowd} weight={600} />)}
      {bad.map((dot, i) => <Name key={dot.item.series} dot={dot} name={names[i]} middle={middle} />)}
      <line x1="0" x2={width} y1={axisY} y2={axisY} stroke="var(--line-strong)" strokeWidth="2" />
      {ticks.map((tick, i) => (
        <text key={tick} x={x(tick)} y={axisY + 48} textAnchor={i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle'} fontSize="40" fill="var(--t2)">{withUnit(formatNumber(tick, step < 1 ? 1 : 0, locale), i === ticks.length - 1 && unit === '%' ? '%' : '')}</text>
      ))}
    </>
  )
})

/** In the row above the dots. */
const HeadText = ({ text, at, weight }: { text: string; at: Placed; weight: number }) => <text x={at.x} y="32" textAnchor={at.anchor} fontSize="40" fontWeight={weight} fill="var(--t1)">{text}</text>

/** Its height above or below the dots by level; one that found no place is left out and still counted by its dot. */
function Name({ dot, name, middle }: { dot: { item: Shown; x: number; y: number }; name: (Placed & { level: number }) | undefined; middle: number }) {
  if (name === undefined || name.level >= LEVELS) return null
  const isAbove = name.level % 2 === 0
  const y = middle + levelAt(name.level).baseline
  return (
    <>
      <line x1={dot.x} x2={dot.x} y1={dot.y + (isAbove ? -RADIUS : RADIUS)} y2={isAbove ? y + 8 : y - 36} stroke="var(--t3)" strokeWidth="2" />
      <text x={name.x} y={y} textAnchor={name.anchor} fontSize="40" fontWeight="500" fill="var(--t1)" stroke="var(--surface-1)" strokeWidth="10" paintOrder="stroke">{dot.item.subject.short}</text>
    </>
  )
}

/** Dots that share one place and overlap are counted in words. */
function crowds(dots: readonly { x: number }[], height: number): { x: number; count: number }[] {
  const counts = new Map<number, number>()
  for (const { x } of dots) counts.set(x, (counts.get(x) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > height / (2 * RADIUS + 3)).map(([x, count]) => ({ x, count }))
}

function colorOf(view: Shown): string {
  if (view.freshness !== 'live' && view.freshness !== 'late') return 'var(--ink-3)'
  const status = statusOf(view)
  return status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--ink-2)' : 'var(--ink)'
}

/** A scale on whole steps; a share ends at 100. */
function scaleOf(values: readonly number[], isShare: boolean): { low: number; high: number; step: number } {
  const min = Math.min(...values)
  const max = Math.max(...values)
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1_000, 5_000].find((one) => (max - min) / one <= 5) ?? 10_000
  const high = Math.ceil(max / step) * step
  return { low: Math.floor(min / step) * step, high: isShare ? Math.min(100, high) : high + (high === min ? step : 0), step }
}
