import { distanceToRing, isInside, type Point } from './plane.ts'

/** How far from the line a centre should stand, km; a narrow place takes less. */
const CLEARANCES = [0.8, 0.4, 0.2]
const STEP_KM = 0.2
const DIRECTIONS = 32

/** The nearest place that lies well inside: a coarse outline can cut a true centre off. */
export function nudgeInside(at: Point, outline: readonly Point[]): Point {
  const reach = Math.max(...outline.map((point) => Math.hypot(point[0] - at[0], point[1] - at[1])))
  for (const clearance of CLEARANCES) {
    const isGood = (point: Point) => isInside(outline, point) && distanceToRing(outline, point) >= clearance
    if (isGood(at)) return at
    for (let far = STEP_KM; far <= reach; far += STEP_KM) {
      for (let turn = 0; turn < DIRECTIONS; turn += 1) {
        const angle = (turn * 2 * Math.PI) / DIRECTIONS
        const point: Point = [at[0] + far * Math.cos(angle), at[1] + far * Math.sin(angle)]
        if (isGood(point)) return point
      }
    }
  }
  throw new Error('no place inside the outline for a centre')
}
