import { memo } from 'react'
import type { Point, Status } from '#contract'

interface Props {
  points: readonly Point[]
  target?: number | undefined
  /** What the last point should have come to by now: a hollow diamond over it. */
  expected?: number | undefined
  status: Status
  isStale?: boolean
  width: number
  height: number
  stroke?: number
  dot?: number
}

/** A course without axes: target dashed, holes left open, the last point filled by status. Not written anew while its panel only grows older. */
export const Sparkline = memo(function Sparkline({ points, target, expected, status, isStale = false, width, height, stroke = 5, dot = 11 }: Props) {
  const drawn = points.filter((point): point is readonly [number, number] => point[1] !== null)
  const last = drawn.at(-1)
  const first = points[0]
  if (last === undefined || first === undefined || drawn.length < 2) return <svg className="spark" width={width} height={height} aria-hidden="true" />
  const pad = dot * (expected === undefined ? 1 : 1.15) + stroke
  const values = [...drawn.map((point) => point[1]), ...(target === undefined ? [] : [target]), ...(expected === undefined ? [] : [expected])]
  const low = Math.min(...values)
  const range = Math.max(...values) - low || 1
  const span = last[0] - first[0] || 1
  const x = (at: number) => pad + ((at - first[0]) / span) * (width - 2 * pad)
  const y = (value: number) => height - pad - ((value - low) / range) * (height - 2 * pad)
  const fill = isStale ? 'var(--stale)' : status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--p3)' : 'var(--t1)'
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {target !== undefined && <path d={`M${pad} ${y(target).toFixed(1)}H${width - pad}`} stroke="var(--t1)" strokeWidth={stroke * 0.55} strokeDasharray="12 10" opacity="0.75" />}
      <path d={pathOf(points, x, y)} fill="none" stroke="var(--ink)" strokeWidth={stroke} strokeLinejoin="round" strokeLinecap="round" />
      {expected !== undefined && <path className="spark-pace" d={diamond(x(last[0]), y(expected), dot * 1.15)} fill="none" stroke="var(--t1)" strokeWidth={stroke * 0.7} />}
      <circle cx={x(last[0]).toFixed(1)} cy={y(last[1]).toFixed(1)} r={dot} fill={fill} />
    </svg>
  )
})

const diamond = (x: number, y: number, r: number): string => `M${x.toFixed(1)} ${(y - r).toFixed(1)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`

/** A hole lifts the pen. */
export function pathOf(points: readonly Point[], x: (at: number) => number, y: (value: number) => number): string {
  let isDown = false
  return points.map(([at, value]) => {
    if (value === null) {
      isDown = false
      return ''
    }
    const step = `${isDown ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    isDown = true
    return step
  }).join('')
}
