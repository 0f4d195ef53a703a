import type { Point } from './plane.ts'

/** The points where `a x + b y + c` is positive. */
export interface HalfPlane {
  a: number
  b: number
  c: number
}

interface Crossing {
  point: Point
  /** Where it lies on the cutting line. */
  along: number
  /** Index of the kept run that begins here, where one does. */
  starts: number | undefined
}

/** Cuts a simple counter-clockwise ring, which need not be convex: each piece that is left is a ring of its own. */
export function clipHalfPlane(ring: readonly Point[], { a, b, c }: HalfPlane): Point[][] {
  // A point on the very line counts as inside by a hair, so that every crossing has two sides.
  const sides = ring.map(([x, y]) => a * x + b * y + c || Number.MIN_VALUE)
  const first = sides.findIndex((side, i) => side > 0 && (sides.at(i - 1) ?? 0) < 0)
  if (first === -1) return sides.some((side) => side > 0) ? [[...ring]] : []

  const runs: Point[][] = []
  const crossings: Crossing[] = []
  const endOf: Crossing[] = []
  for (let step = 0; step < ring.length; step += 1) {
    const i = (first + step) % ring.length
    const before = (i - 1 + ring.length) % ring.length
    const [p, q, sp, sq] = [ring[before], ring[i], sides[before], sides[i]]
    if (p === undefined || q === undefined || sp === undefined || sq === undefined) continue // indexes are within the ring
    if (sp > 0 !== sq > 0) {
      const point = between(p, q, sp / (sp - sq))
      const crossing: Crossing = { point, along: b * point[0] - a * point[1], starts: sq > 0 ? runs.length : undefined }
      crossings.push(crossing)
      if (sq > 0) runs.push([point])
      else {
        runs.at(-1)?.push(point)
        endOf.push(crossing)
      }
    }
    if (sq > 0) runs.at(-1)?.push(q)
  }
  return joinRuns(runs, endOf, crossings)
}

/** Along the cutting line the inside of the ring lies between the first and second crossing, the third and fourth, and so on. */
function joinRuns(runs: readonly Point[][], endOf: readonly Crossing[], crossings: readonly Crossing[]): Point[][] {
  const sorted = crossings.toSorted((one, other) => one.along - other.along)
  const partner = new Map(sorted.map((crossing, i) => [crossing, sorted[i % 2 === 0 ? i + 1 : i - 1]]))
  const used = new Set<number>()
  return runs.flatMap((_, start) => {
    const piece: Point[] = []
    for (let run: number | undefined = start; run !== undefined && !used.has(run);) {
      used.add(run)
      piece.push(...(runs[run] ?? []))
      const end: Crossing | undefined = endOf[run]
      run = end === undefined ? undefined : partner.get(end)?.starts
    }
    return piece.length >= 3 ? [piece] : []
  })
}

const between = ([ax, ay]: Point, [bx, by]: Point, share: number): Point => [ax + (bx - ax) * share, ay + (by - ay) * share]
