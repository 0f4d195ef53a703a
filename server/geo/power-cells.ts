import { clipHalfPlane, type HalfPlane } from './clip-half-plane.ts'
import { isInside, type Point } from './plane.ts'

/** A centre of the diagram; the heavier it weighs (km2), the farther its cell reaches. */
export interface Site {
  at: Point
  weight: number
}

/** Whatever is nearer to `own` than to `other`, distances squared and weighed: `|p-own|2 - w < |p-other|2 - w'`. */
function sideOf(own: Site, other: Site): HalfPlane {
  const [x, y] = own.at
  const [u, v] = other.at
  return { a: 2 * (x - u), b: 2 * (y - v), c: u * u + v * v - x * x - y * y + own.weight - other.weight }
}

/** The sides of the other sites that really bound the cell: found on a box, where cells are convex and the work is small. */
function boundingSides(own: Site, sites: readonly Site[], box: readonly Point[]): HalfPlane[] {
  let cell: Point[] = [...box]
  const sides: HalfPlane[] = []
  // The near ones first: they make the cell small at once, and most of the far ones then do not reach it.
  for (const other of byDistance(own, sites)) {
    const side = sideOf(own, other)
    if (cell.every(([x, y]) => side.a * x + side.b * y + side.c > 0)) continue
    cell = clipHalfPlane(cell, side)[0] ?? []
    sides.push(side)
  }
  // A side found early may lie outside what later ones left.
  return sides.filter((side) => cell.filter(([x, y]) => Math.abs(side.a * x + side.b * y + side.c) < TOUCHES).length >= 2)
}

/** Of the order of km2; values at corners that are not on the side are thousands of times larger. */
const TOUCHES = 1e-6

const byDistance = ({ at: [x, y] }: Site, sites: readonly Site[]): Site[] => {
  const far = new Map(sites.map((site) => [site, (site.at[0] - x) ** 2 + (site.at[1] - y) ** 2]))
  return sites.filter(({ at }) => at[0] !== x || at[1] !== y).sort((one, other) => (far.get(one) ?? 0) - (far.get(other) ?? 0))
}

export interface CellParts {
  /** The part with the site in it; empty where the site's weight is too small for it to be in its own cell. */
  main: Point[]
  /** What a bay of the outline cuts off. */
  rest: Point[][]
}

/** The power diagram, cut to an outline. */
export function powerCells(sites: readonly Site[], outline: readonly Point[]): CellParts[] {
  const box = boxAround(outline)
  return sites.map((own) => {
    let parts: Point[][] = [[...outline]]
    for (const side of boundingSides(own, sites, box)) parts = parts.flatMap((part) => clipHalfPlane(part, side))
    const main = parts.find((part) => isInside(part, own.at))
    return { main: main ?? [], rest: parts.filter((part) => part !== main) }
  })
}

function boxAround(ring: readonly Point[]): Point[] {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [left, right, low, high] = [Math.min(...xs) - 1, Math.max(...xs) + 1, Math.min(...ys) - 1, Math.max(...ys) + 1]
  return [[left, low], [right, low], [right, high], [left, high]]
}
