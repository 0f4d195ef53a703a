import type { SeriesAnswer } from './http.ts'
import type { Point, PointFacts } from './view.ts'

/** Absent where there is nothing to be told: most points are plain. */
export function factsOf({ period, state, coverage, apportioned }: Pick<PointFacts, 'period' | 'state' | 'coverage' | 'apportioned'>): PointFacts | undefined {
  if (period === undefined && state === undefined && coverage === undefined && apportioned === undefined) return undefined
  return { ...(period && { period }), ...(state && { state }), ...(coverage && { coverage }), ...(apportioned && { apportioned }) }
}

/** An answer about the past as the points a picture is drawn of; where a change of boundaries lies stands a hole that names it. */
export function trailOf({ samples, boundaries = [] }: Pick<SeriesAnswer, 'samples' | 'boundaries'>): Point[] {
  const points = samples.flatMap(({ at, value, period, state, coverage, apportioned }): Point[] => {
    if (typeof value !== 'number') return []
    const facts = factsOf({ period, state, coverage, ...(apportioned && { apportioned: true }) })
    return [facts === undefined ? [Date.parse(at), value] : [Date.parse(at), value, facts]]
  })
  const holes = boundaries.map((boundary): Point => [Date.parse(boundary.at), null, { boundary }])
  return holes.length === 0 ? points : [...points, ...holes].sort((a, b) => a[0] - b[0])
}
