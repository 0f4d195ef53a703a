import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { LonLat } from './plane.ts'
import { readCentres } from './read-centres.ts'
import { makeSchematic } from './schematic.ts'

/** `node --import tsx server/geo/make-schematic-command.ts [deployment folder]`: outline and centres -> `map/communes.geojson`. */
const folder = path.join(process.argv[2] ?? path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), 'map')
const Outline = z.object({
  features: z.array(z.union([
    z.object({ properties: z.object({ kind: z.literal('outline') }), geometry: z.object({ coordinates: z.tuple([z.array(z.tuple([z.number(), z.number()]))]) }) }),
    z.object({}),
  ])),
})

const outline = Outline.parse(JSON.parse(await readFile(path.join(folder, 'outline.geojson'), 'utf8')))
const ring = outline.features.flatMap((feature): LonLat[] => ('geometry' in feature ? feature.geometry.coordinates[0] : []))
const centres = readCentres(await readFile(path.join(folder, 'centres.csv'), 'utf8'))
const cells = makeSchematic(ring, centres)
const lines = cells.map(({ code, name, centre, ring: own }) =>
  JSON.stringify({ type: 'Feature', properties: { code, name, centre }, geometry: { type: 'Polygon', coordinates: [own] } }))
const text = `{ "type": "FeatureCollection", "note": "Sơ đồ minh họa, không phải địa giới hành chính chính thức. Made by server/geo/make-schematic-command.ts from outline.geojson and centres.csv.", "features": [\n${lines.join(',\n')}\n] }\n`
await writeFile(path.join(folder, 'communes.geojson'), text)
process.stdout.write(`${cells.length} xã, phường, ${(text.length / 1_000).toFixed(0)} kB\n`)
