import { type Corners, type Edge, edgesOf, numberRing, ringsAround } from './edges.ts'
import { eachEdge, type Point } from './plane.ts'
import type { CellParts } from './power-cells.ts'

/** Parts that a bay of the outline cut off go to the neighbour they share most border with: each cell is one ring, nothing is left over. */
export function adoptRest(cells: readonly CellParts[], corners: Corners): number[][] {
  const rings = cells.map(({ main }) => numberRing(main, corners))
  let homeless = cells.flatMap(({ rest }) => rest.map((part) => numberRing(part, corners))).filter((part) => part.length >= 3)
  while (homeless.length > 0) {
    const left = homeless.filter((part) => !adopt(part, rings, corners))
    if (left.length === homeless.length) throw new Error(`${left.length} parts of cells have no neighbour`)
    homeless = left
  }
  return rings
}

function adopt(part: number[], rings: number[][], corners: Corners): boolean {
  const wanted = new Set(edgesOf(part).map(([from, to]) => `${to} ${from}`))
  const neighbours = rings
    .map((ring, index) => ({ index, shared: edgesOf(ring).filter(([from, to]) => wanted.has(`${from} ${to}`)).reduce((sum, edge) => sum + lengthOf(edge, corners), 0) }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared || one.index - other.index)
  for (const { index } of neighbours) {
    const joined = ringsAround([...edgesOf(rings[index] ?? []), ...edgesOf(part)])
    const [ring] = joined
    // More rings than one would be a cell with a hole.
    if (joined.length !== 1 || ring === undefined || new Set(ring).size !== ring.length) continue
    rings[index] = ring
    return true
  }
  return false
}

function lengthOf([from, to]: Edge, corners: Corners): number {
  const [a, b] = [corners.at(from), corners.at(to)]
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** A line can end within another cell's edge, where a third cell begins: both get the corner. */
export function shareCorners(rings: readonly Point[][]): Point[][] {
  const points = rings.flat()
  return rings.map((ring) => {
    const full: Point[] = []
    eachEdge(ring, (a, b) => {
      full.push(a, ...pointsBetween(a, b, points))
    })
    return full
  })
}

const NEAR_KM = 1e-6

function pointsBetween(a: Point, b: Point, points: readonly Point[]): Point[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const long = Math.hypot(dx, dy)
  return points
    .flatMap((point) => {
      const [x, y] = [point[0] - a[0], point[1] - a[1]]
      const along = (x * dx + y * dy) / long
      return Math.abs(x * dy - y * dx) / long < NEAR_KM && along > NEAR_KM && along < long - NEAR_KM ? [{ point, along }] : []
    })
    .sort((one, other) => one.along - other.along)
    .map(({ point }) => point)
}
