import { type Corners, type Edge, edgesOf } from './edges.ts'
import { isInside, isSimple, type Point } from './plane.ts'

/** Straight borders look like a diagram. */
const BEND = 0.13
const LEAST_KM = 0.9
const MOST_HALVINGS = 3
/** A border that would cross another, or go round a centre, is bent less; then not at all. */
const LESS = [1, 0.5, 0.25, 0]

interface Bending {
  corners: Corners
  centres: readonly Point[]
  /** Rounds a point as it will be written: what is checked is what is kept. */
  settle(point: Point): Point
}

/** Bends the borders between cells, the same way for both neighbours and the same in every run. The outline is left as it is. */
export function bendEdges(rings: readonly number[][], { corners, centres, settle }: Bending): Point[][] {
  const edges = rings.map(edgesOf)
  const all = new Set(edges.flat().map(([from, to]) => `${from} ${to}`))
  const less = new Map<string, number>()
  const strength = ([from, to]: Edge): number => (all.has(`${to} ${from}`) ? (LESS[less.get(keyOf([from, to])) ?? 0] ?? 0) : 0)
  const draw = (): Point[][] => edges.map((ring) => withoutRepeats(ring.flatMap((edge) => bend(edge, corners, strength(edge))).map(settle)))
  for (;;) {
    const drawn = draw()
    const bad = edges.filter((_, i) => !isSimple(drawn[i] ?? []) || !isInside(drawn[i] ?? [], settle(centres[i] ?? [Number.NaN, 0])))
    if (bad.length === 0) return drawn
    const wrong = bad.flat().filter((edge) => strength(edge) > 0)
    if (wrong.length === 0) throw new Error(`${bad.length} cells are too thin to be drawn`)
    for (const key of new Set(wrong.map(keyOf))) less.set(key, (less.get(key) ?? 0) + 1)
  }
}

const withoutRepeats = (ring: Point[]): Point[] => ring.filter(([x, y], i) => x !== ring.at(i - 1)?.[0] || y !== ring.at(i - 1)?.[1])

const keyOf = ([from, to]: Edge): string => (from < to ? `${from} ${to}` : `${to} ${from}`)

/** From its first point to just before its last. */
function bend([from, to]: Edge, corners: Corners, strength: number): Point[] {
  const isForward = from < to
  const [a, b] = isForward ? [corners.at(from), corners.at(to)] : [corners.at(to), corners.at(from)]
  const inner = strength === 0 ? [] : halve(a, b, strength, MOST_HALVINGS)
  return isForward ? [a, ...inner] : [b, ...inner.reverse()]
}

function halve(a: Point, b: Point, strength: number, depth: number): Point[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  if (depth === 0 || Math.hypot(dx, dy) < LEAST_KM) return []
  const aside = BEND * strength * lot(a, b)
  const middle: Point = [(a[0] + b[0]) / 2 - dy * aside, (a[1] + b[1]) / 2 + dx * aside]
  return [...halve(a, middle, strength, depth - 1), middle, ...halve(middle, b, strength, depth - 1)]
}

/** Between -1 and 1, decided by the place (to 10 m): no chance in it. */
function lot(a: Point, b: Point): number {
  let hash = 2_166_136_261
  for (const value of [...a, ...b]) hash = Math.imul(hash ^ Math.round(value * 100), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2_147_483_648 - 1
}
