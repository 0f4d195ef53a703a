import { createPlane, distanceToRing, isInside, type LonLat, type Point, areaOf } from './plane.ts'

const GRID = 16
const ROUNDS = 5

/** About the point farthest from any line of the largest polygon: where a mark stands inside even a crooked shape. */
export function interiorPoint(polygons: readonly LonLat[][][]): LonLat {
  const plane = createPlane(polygons[0]?.[0]?.[0] ?? [0, 0])
  const flat = polygons.map((rings) => rings.map((ring) => ring.slice(1).map(plane.toPlane)))
  const largest = flat.reduce<Point[][]>((most, rings) => (areaOf(rings[0] ?? []) > areaOf(most[0] ?? []) ? rings : most), [])
  const outer = largest[0] ?? []
  let box = boxOf(outer)
  let best: { at: Point; clear: number } = { at: outer[0] ?? [0, 0], clear: -Infinity }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const at of gridOf(box)) {
      const clear = clearanceIn(largest, at)
      if (clear > best.clear) best = { at, clear }
    }
    const [wide, high] = [(box.right - box.left) / GRID, (box.top - box.bottom) / GRID]
    box = { left: best.at[0] - wide, right: best.at[0] + wide, bottom: best.at[1] - high, top: best.at[1] + high }
  }
  const [lon, lat] = plane.toMap(best.at)
  return [Number(lon.toFixed(4)), Number(lat.toFixed(4))]
}

function clearanceIn(rings: readonly Point[][], at: Point): number {
  const isIn = rings.every((ring, i) => isInside(ring, at) === (i === 0))
  const distance = Math.min(...rings.map((ring) => distanceToRing(ring, at)))
  return isIn ? distance : -distance
}

interface Box {
  left: number
  right: number
  bottom: number
  top: number
}

function boxOf(ring: readonly Point[]): Box {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}

function gridOf({ left, right, bottom, top }: Box): Point[] {
  return Array.from({ length: (GRID + 1) ** 2 }, (_, i): Point => [
    left + ((right - left) * (i % (GRID + 1))) / GRID,
    bottom + ((top - bottom) * Math.floor(i / (GRID + 1))) / GRID,
  ])
}
