import { ringsAround } from './edges.ts'
import { areaOf, type LonLat, signedArea } from './plane.ts'

/** Where neighbours of an imported layer do not quite meet, slivers are left: smaller than this share of the whole they are no outline. */
const LEAST_SHARE = 0.002

/** The lines that only one locality has: around all of them, each island for itself. */
export function outlineAround(localities: readonly LonLat[][][][]): LonLat[][] {
  const ids = new Map<string, number>()
  const points: LonLat[] = []
  const idOf = (point: LonLat) => {
    const key = String(point)
    const id = ids.get(key) ?? points.push(point) - 1
    ids.set(key, id)
    return id
  }
  const rings = localities.flat().flatMap((polygon) => polygon.map((ring, i) => wind(ring.slice(1), i === 0)))
  const edges = rings.flatMap((ring) => ring.map((to, i) => [idOf(ring.at(i - 1) ?? to), idOf(to)] as const))
  const around = ringsAround(edges).map((ring) => ring.map((id): LonLat => points[id] ?? [0, 0]))
  const largest = Math.max(...around.map(areaOf))
  return around.filter((ring) => areaOf(ring) >= largest * LEAST_SHARE).map((ring) => [...ring, ring[0] ?? [0, 0]])
}

/** Neighbours run their common border in opposite ways when outer rings turn left and holes right; files mix both. */
const wind = (ring: readonly LonLat[], isOuter: boolean): LonLat[] => (signedArea(ring) > 0 === isOuter ? [...ring] : ring.toReversed())
