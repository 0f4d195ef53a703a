import * as z from 'zod'
import type { Text } from '#contract'
import type { LonLat } from './plane.ts'

export interface Shape {
  properties: Record<string, unknown>
  /** Polygons of rings: the first is the outer one, the others are holes. Closed. */
  polygons: LonLat[][][]
}

export type ReadOutcome = { ok: true; shapes: Shape[] } | { ok: false; faults: Text[] }

export const MOST_BYTES = 50_000_000
const MOST_FEATURES = 5_000
const MOST_POINTS = 1_000_000
const MOST_FAULTS = 20

const Line = z.array(z.tuple([z.number(), z.number()]).rest(z.number()).transform(([lon, lat]): LonLat => [lon, lat]))
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Line).min(1) }).transform(({ coordinates }) => [coordinates]),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Line).min(1)).min(1) }).transform(({ coordinates }) => coordinates),
])
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.unknown().optional(),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown().optional() })).min(1).max(MOST_FEATURES),
})

/** Reads what claims to be a GeoJSON map. Nothing is mended in silence: every fault is told, in words an office can act upon. */
export function readGeojson(text: string): ReadOutcome {
  if (Buffer.byteLength(text) > MOST_BYTES) return refuse({ vi: `tệp lớn hơn ${MOST_BYTES / 1e6} MB`, en: `the file is larger than ${MOST_BYTES / 1e6} MB` })
  const json = parseJson(text)
  if (json === undefined) return refuse({ vi: 'tệp không phải JSON (GeoJSON, UTF-8)', en: 'not JSON (GeoJSON, UTF-8)' })
  const parsed = Collection.safeParse(json)
  if (!parsed.success) return refuse({ vi: `tệp không phải GeoJSON FeatureCollection có từ 1 đến ${MOST_FEATURES} đối tượng`, en: `not a GeoJSON FeatureCollection of 1 to ${MOST_FEATURES} features` })
  const projected = projectedBy(parsed.data.crs)
  if (projected !== undefined) return refuse(sayProjected(projected))
  const shapes: Shape[] = []
  const faults: Text[] = []
  parsed.data.features.forEach(({ properties, geometry }, i) => {
    const found = Geometry.safeParse(geometry)
    if (found.success) shapes.push({ properties: properties ?? {}, polygons: found.data })
    else faults.push({ vi: `đối tượng ${i + 1}: cần Polygon hoặc MultiPolygon với tọa độ là số`, en: `feature ${i + 1}: expected a Polygon or MultiPolygon of numbers` })
  })
  faults.push(...checkPoints(shapes))
  return faults.length === 0 ? { ok: true, shapes } : { ok: false, faults: faults.slice(0, MOST_FAULTS) }
}

const refuse = (fault: Text): ReadOutcome => ({ ok: false, faults: [fault] })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

/** GeoJSON knows WGS 84 only; older files name another system in `crs`. */
function projectedBy(crs: unknown): string | undefined {
  const named = z.object({ properties: z.object({ name: z.string() }) }).safeParse(crs)
  if (!named.success || /CRS84|4326/.test(named.data.properties.name)) return undefined
  return named.data.properties.name
}

const sayProjected = (found: string): Text => ({
  vi: `tọa độ không phải WGS 84 (thấy ${found}); hãy chuyển từ VN-2000 sang WGS 84, kinh độ và vĩ độ, ví dụ: ogr2ogr -t_srs EPSG:4326 moi.geojson cu.geojson`,
  en: `coordinates are not WGS 84 (found ${found}); convert from VN-2000, for example: ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson`,
})

function checkPoints(shapes: readonly Shape[]): Text[] {
  const rings = shapes.flatMap(({ polygons }, i) => polygons.flat().map((ring) => ({ ring, i })))
  const points = rings.reduce((sum, { ring }) => sum + ring.length, 0)
  if (points > MOST_POINTS) return [{ vi: `có ${points} điểm, nhiều hơn ${MOST_POINTS}; hãy giản lược trước`, en: `${points} points, more than ${MOST_POINTS}; simplify it first` }]
  const far = rings.flatMap(({ ring }) => ring).find(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)
  if (far !== undefined) return [sayProjected(far.join(', '))]
  return rings.flatMap(({ ring, i }): Text[] => {
    const [first, last] = [ring[0], ring.at(-1)]
    if (ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) return []
    return [{ vi: `đối tượng ${i + 1}: đường bao không khép kín (điểm cuối phải trùng điểm đầu, ít nhất 4 điểm)`, en: `feature ${i + 1}: a ring is not closed (last point = first, at least 4 points)` }]
  })
}
