import { eachEdge, type LonLat, type Point } from './plane.ts'

interface Edge {
  a: Point
  b: Point
  west: number
  east: number
}

/** Where a closed ring runs through itself; touching itself is no crossing. Edges are met from west to east, so that long rings cost little. */
export function findCrossing(ring: readonly LonLat[]): LonLat | undefined {
  const edges: Edge[] = []
  eachEdge(ring.slice(1), (a, b) => edges.push({ a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }))
  edges.sort((one, other) => one.west - other.west)
  let open: Edge[] = []
  for (const edge of edges) {
    open = open.filter(({ east }) => east >= edge.west)
    const other = open.find((one) => doCross(one, edge))
    if (other !== undefined) return meetingOf(other, edge)
    open.push(edge)
  }
  return undefined
}

const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

const doCross = ({ a, b }: Edge, { a: c, b: d }: Edge): boolean => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

function meetingOf({ a, b }: Edge, { a: c, b: d }: Edge): LonLat {
  const [from, to] = [side(c, d, a), side(c, d, b)]
  const share = from / (from - to)
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}
