import { useRef } from 'react'
import type { Point } from '#contract'
import { formatNumber, type Locale } from '../../locale/index.ts'
import { pathOf, useSize } from '../../parts/index.ts'
import { DAY, HOUR, type UsualHour } from './usual-band.ts'

interface Props {
  today: readonly Point[]
  /** Low and high of days of the same kind, by hour, and their name; without them the course stands alone. */
  usual?: readonly UsualHour[]
  usualName?: string
  /** A count of the day: it begins at 0. */
  isCount?: boolean
  /** Fill of the last point. */
  dot: string
  label: string
  locale: Locale
  wall: boolean
}

const USUAL_SIZE = { width: 1_752, height: 360 }
/** In letters: lower than this the figures beside three lines would stand on one another. */
const LEAST_HEIGHT = 8.5
/** Hours named below the axis. */
const TICKS = [0, 4, 8, 12, 16, 20, 24]

/** One day from midnight to midnight: the usual as a band with a thin middle, today as the white line, both named where they end. */
export function IntradayChart({ today, usual = [], usualName, isCount = false, dot, label, locale, wall }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(place, USUAL_SIZE)
  const letter = wall ? 40 : 13
  const values = [...(isCount ? [0] : []), ...today.flatMap(([, value]) => value ?? []), ...usual.flatMap(({ low, high }) => [low, high])]
  const { low, high, step } = wholeSteps(values, height < letter * LEAST_HEIGHT ? 1 : 3)
  const steps = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step)
  const write = (value: number) => formatNumber(value, step < 1 ? 1 : 0, locale)
  const edge = { left: Math.max(...steps.map((one) => write(one).length)) * letter * 0.62 + letter * 0.5, right: letter * 0.9, top: letter * 1.5, bottom: letter * 1.5 }
  const x = (time: number) => edge.left + (time / DAY) * (width - edge.left - edge.right)
  const y = (value: number) => height - edge.bottom - ((value - low) / (high - low)) * (height - edge.top - edge.bottom)
  const last = today.findLast((point): point is readonly [number, number] => point[1] !== null)
  const end = usual.at(-1)
  return (
    <div className="chart" ref={place}>
      <svg width={width} height={height} role="img" aria-label={label} fontSize={letter}>
        {steps.map((one) => (
          <g key={one}>
            <line x1={edge.left} x2={width - edge.right} y1={y(one)} y2={y(one)} stroke={one === low ? 'var(--line-strong)' : 'var(--line)'} strokeWidth="2" />
            <text x={edge.left - letter * 0.4} y={y(one) + letter * 0.36} textAnchor="end" fill="var(--t2)">{write(one)}</text>
          </g>
        ))}
        {TICKS.map((hour) => <text key={hour} x={x(hour * HOUR)} y={height - letter * 0.2} textAnchor={hour === 24 ? 'end' : 'middle'} fill="var(--t2)">{`${String(hour).padStart(2, '0')}:00`}</text>)}
        <path d={bandPath(usual, x, y)} fill="var(--band)" />
        <path d={pathOf(usual.map(({ at, middle }) => [at, middle] as const), x, y)} fill="none" stroke="var(--ink-2)" strokeWidth={letter / 13} />
        {end && <text x={x(end.at)} y={y(end.high) - letter * 0.4} textAnchor="end" fill="var(--t2)" stroke="var(--surface-1)" strokeWidth={letter * 0.25} paintOrder="stroke">{usualName}</text>}
        <path d={pathOf(today, x, y)} fill="none" stroke="var(--t1)" strokeWidth={letter * 0.175} strokeLinejoin="round" strokeLinecap="round" />
        {last && <circle cx={x(last[0])} cy={y(last[1])} r={letter * 0.33} fill={dot} />}
      </svg>
    </div>
  )
}

function bandPath(usual: readonly UsualHour[], x: (time: number) => number, y: (value: number) => number): string {
  if (usual.length < 2) return ''
  const over = usual.map(({ at, high }) => `${x(at).toFixed(1)} ${y(high).toFixed(1)}`)
  const back = usual.map(({ at, low }) => `${x(at).toFixed(1)} ${y(low).toFixed(1)}`).reverse()
  return `M${[...over, ...back].join('L')}Z`
}

/** Whole steps around what is drawn, no more than `most` of them, from 0 where the values stand near it. */
export function wholeSteps(values: readonly number[], most = 3): { low: number; high: number; step: number } {
  if (values.length === 0) return { low: 0, high: 1, step: 1 }
  const min = Math.min(...values)
  const max = Math.max(...values)
  const from = min >= 0 && min < (max - min) * 1.5 ? 0 : min
  const spread = max - from || Math.abs(max) / 10 || 1
  const power = 10 ** Math.floor(Math.log10(spread / 2))
  // A single step may be of any round number: nothing stands between its ends.
  const steps = most === 1 ? [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20] : [1, 2, 2.5, 5, 10, 20]
  for (const step of steps.map((one) => one * power)) {
    const low = Math.floor(from / step) * step
    const high = Math.ceil(max / step) * step
    if (high - low <= most * step && high > low) return { low, high, step }
  }
  return { low: from, high: from + spread, step: spread }
}
