/** A point on the map, `[lon, lat]`, WGS 84. */
export type LonLat = [lon: number, lat: number]
/** A point of the plane in km. */
export type Point = readonly [x: number, y: number]

const KM_PER_DEGREE = 110.95

/** An equirectangular plane about a place: at the size of a province its areas are right to a few tenths of a percent. */
export function createPlane(about: LonLat): { toPlane(at: LonLat): Point; toMap(at: Point): LonLat } {
  const [lon0, lat0] = about
  const shrink = Math.cos((lat0 * Math.PI) / 180)
  return {
    toPlane: ([lon, lat]) => [(lon - lon0) * KM_PER_DEGREE * shrink, (lat - lat0) * KM_PER_DEGREE],
    toMap: ([x, y]) => [lon0 + x / (KM_PER_DEGREE * shrink), lat0 + y / KM_PER_DEGREE],
  }
}

/** Rings on the plane are not closed: the last point joins the first. Positive when counter-clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let twice = 0
  eachEdge(ring, (a, b) => (twice += a[0] * b[1] - b[0] * a[1]))
  return twice / 2
}

export const areaOf = (ring: readonly Point[]): number => Math.abs(signedArea(ring))

export function isInside(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  eachEdge(ring, ([ax, ay], [bx, by]) => {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

/** From the nearest point of the ring's line. */
export function distanceToRing(ring: readonly Point[], at: Point): number {
  let least = Infinity
  eachEdge(ring, (a, b) => (least = Math.min(least, distanceToSegment(at, a, b))))
  return least
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const long = (bx - ax) ** 2 + (by - ay) ** 2
  const along = long === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
}

/** Every edge of a ring, the closing one included. */
export function eachEdge(ring: readonly Point[], visit: (from: Point, to: Point) => void): void {
  let before = ring.at(-1)
  for (const point of ring) {
    if (before !== undefined) visit(before, point)
    before = point
  }
}

/** No edge of the ring touches another one but its neighbours at their common end. */
export function isSimple(ring: readonly Point[]): boolean {
  const edges: (readonly [Point, Point])[] = []
  eachEdge(ring, (a, b) => edges.push([a, b]))
  return edges.length >= 3 && edges.every(([a, b], i) =>
    edges.every(([c, d], j) => {
      const apart = Math.abs(i - j)
      return j <= i || apart === 1 || apart === edges.length - 1 || !doCross(a, b, c, d)
    }),
  )
}

function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}
