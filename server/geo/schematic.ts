import { adoptRest, shareCorners } from './adopt-rest.ts'
import { bendEdges } from './bend-edges.ts'
import { createCorners } from './edges.ts'
import { fitAreas } from './fit-areas.ts'
import { nudgeInside } from './nudge-inside.ts'
import { createPlane, type LonLat, type Point, signedArea } from './plane.ts'
import { powerCells } from './power-cells.ts'

export interface Centre {
  code: string
  name: string
  /** To 0.01 degrees: an approximate fact, about 1 km. */
  lon: number
  lat: number
  km2: number
}

export interface SchematicCell {
  code: string
  name: string
  /** Where its centre stands, moved inside where the outline cut it off. */
  centre: LonLat
  /** Closed, counter-clockwise (RFC 7946). */
  ring: LonLat[]
}

/**
 * Draws localities of which only the approximate centre and the area are known: the power diagram of the centres, weighed
 * until the areas fit, cut to the outline. Each is one ring with its centre inside, together they are the outline exactly,
 * and the same input gives the same picture. An illustration: never ask it in which locality a point lies.
 */
export function makeSchematic(outline: readonly LonLat[], centres: readonly Centre[], rounds?: number): SchematicCell[] {
  const plane = createPlane(middleOf(outline))
  const open = isSamePlace(outline[0], outline.at(-1)) ? outline.slice(1) : outline
  const drawn = open.map(plane.toPlane)
  const ring: Point[] = signedArea(drawn) < 0 ? drawn.reverse() : drawn
  const places = centres.map(({ lon, lat }) => nudgeInside(plane.toPlane([lon, lat]), ring))
  refuseSamePlaces(centres, places)
  const sites = fitAreas(centres.map(({ km2 }, i) => ({ at: places[i] ?? [0, 0], km2 })), ring, rounds)
  const corners = createCorners()
  const cells = powerCells(sites, ring)
  const shared = shareCorners(cells.flatMap(({ main, rest }) => [main, ...rest]))
  const whole = cells.map(({ rest }) => ({ main: shared.shift() ?? [], rest: rest.map(() => shared.shift() ?? []) }))
  const bent = bendEdges(adoptRest(whole, corners), { corners, centres: places, settle: (point) => plane.toPlane(round(plane.toMap(point))) })
  return centres.map(({ code, name }, i) => ({
    code, name, centre: round(plane.toMap(places[i] ?? [0, 0])), ring: close((bent[i] ?? []).map((point) => round(plane.toMap(point)))),
  }))
}

function refuseSamePlaces(centres: readonly Centre[], places: readonly Point[]): void {
  places.forEach(([x, y], i) => {
    const j = places.findIndex((other, k) => k > i && Math.hypot(other[0] - x, other[1] - y) < LEAST_APART_KM)
    if (j !== -1) throw new Error(`${centres[i]?.code} and ${centres[j]?.code} stand too near each other`)
  })
}

/** Nearer than this, rounding decides on which side of the border a centre lies. */
const LEAST_APART_KM = 0.5

/** Four decimals are 11 m. */
const round = ([lon, lat]: LonLat): LonLat => [Number(lon.toFixed(4)), Number(lat.toFixed(4))]

function close(points: LonLat[]): LonLat[] {
  const ring = points.filter((point, i) => !isSamePlace(point, points.at(i - 1)))
  return ring[0] === undefined ? [] : [...ring, ring[0]]
}

const isSamePlace = (one: LonLat | undefined, other: LonLat | undefined): boolean => one !== undefined && other !== undefined && one[0] === other[0] && one[1] === other[1]

function middleOf(outline: readonly LonLat[]): LonLat {
  const lons = outline.map(([lon]) => lon)
  const lats = outline.map(([, lat]) => lat)
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}
