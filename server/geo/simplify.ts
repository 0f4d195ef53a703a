import { isSimple, type LonLat } from './plane.ts'
import { splitArcs } from './split-arcs.ts'

/** Polygons of several localities; rings are closed. */
export type Polygons = LonLat[][][]

const FIRST_TOLERANCE = 0.0001
const MOST_HALVINGS = 8

/** Leaves points out until `isSmall`; a border is thinned once for both neighbours, so that no gap opens between them. */
export function simplifyUntil(localities: readonly Polygons[], isSmall: (thinned: readonly Polygons[]) => boolean): Polygons[] {
  const snapped = localities.map((polygons) => polygons.map((rings) => rings.map(snap).filter((ring) => ring.length >= 4)).filter((rings) => rings.length > 0))
  for (let tolerance = FIRST_TOLERANCE; ; tolerance *= 1.6) {
    const thinned = thin(snapped, tolerance)
    if (isSmall(thinned) || tolerance > 0.05) return thinned
  }
}

/** Five decimals are 1 m: neighbours that were drawn apart from each other meet. */
function snap(ring: readonly LonLat[]): LonLat[] {
  return ring.map(([lon, lat]): LonLat => [Number(lon.toFixed(5)), Number(lat.toFixed(5))]).filter(([x, y], i, all) => i === 0 || x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1])
}

function thin(localities: readonly Polygons[], tolerance: number): Polygons[] {
  const arcsOf = splitArcs(localities.flat(2))
  const halvings = new Map<string, number>()
  const keyOf = (arc: readonly LonLat[]) => [String(arc[0]), String(arc[1]), String(arc.at(-2)), String(arc.at(-1))].sort().join(' ')
  const draw = (ring: LonLat[]): LonLat[] => {
    const arcs = arcsOf(ring)
    return arcs.flatMap((arc, i) => {
      const times = halvings.get(keyOf(arc)) ?? 0
      const line = times > MOST_HALVINGS ? arc : thinArc(arc, tolerance / 2 ** times)
      return i === arcs.length - 1 ? line : line.slice(0, -1)
    })
  }
  for (let round = 0; ; round += 1) {
    const drawn = localities.map((polygons) => polygons.map((rings) => rings.map(draw)))
    const broken = localities.flatMap((polygons, i) => polygons.flatMap((rings, j) => rings.filter((_, k) => !isWell(drawn[i]?.[j]?.[k] ?? []))))
    if (broken.length === 0 || round > MOST_HALVINGS) return drawn
    for (const key of new Set(broken.flatMap((ring) => arcsOf(ring).map(keyOf)))) halvings.set(key, (halvings.get(key) ?? 0) + 1)
  }
}

const isWell = (ring: readonly LonLat[]): boolean => ring.length >= 4 && isSimple(ring.slice(1))

/** Douglas and Peucker's way, from the end that sorts first, so that both directions keep the same points. */
function thinArc(arc: readonly LonLat[], tolerance: number): LonLat[] {
  const isTurned = String(arc[0]) + String(arc[1]) > String(arc.at(-1)) + String(arc.at(-2))
  const line = isTurned ? arc.toReversed() : [...arc]
  const kept = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span
    const { index, distance } = farthest(line, from, to)
    if (index === undefined || distance <= tolerance) continue
    kept.add(index)
    open.push([from, index], [index, to])
  }
  const result = line.filter((_, i) => kept.has(i))
  return isTurned ? result.reverse() : result
}

function farthest(line: readonly LonLat[], from: number, to: number): { index: number | undefined; distance: number } {
  const [a, b]: [LonLat, LonLat] = [line[from] ?? [0, 0], line[to] ?? [0, 0]]
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const long = Math.hypot(dx, dy)
  let index: number | undefined
  let distance = 0
  for (let i = from + 1; i < to; i += 1) {
    const [x, y] = [(line[i]?.[0] ?? 0) - a[0], (line[i]?.[1] ?? 0) - a[1]]
    // The ends of a closed arc are one point.
    const far = long === 0 ? Math.hypot(x, y) : Math.abs(x * dy - y * dx) / long
    if (far > distance) [index, distance] = [i, far]
  }
  return { index, distance }
}
