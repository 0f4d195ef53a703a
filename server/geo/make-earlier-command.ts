import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type EarlierArea, makeEarlier } from './earlier.ts'
import { EARLIER_FOLDER, MAP_FILES, OUTLINE_FILE } from './map-file.ts'
import { readEarlierCentres } from './read-centres.ts'
import { readOutline } from './read-outline.ts'

/** `node --import tsx server/geo/make-earlier-command.ts <last day> [deployment folder]`: outline and centres -> `map/until-<last day>/{districts,communes}.geojson`. */
const [day = '', deployment = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')] = process.argv.slice(2)
const folder = path.join(deployment, EARLIER_FOLDER(day))
const { ring } = readOutline(await readFile(path.join(deployment, OUTLINE_FILE), 'utf8'))
const { districts, communes } = makeEarlier(ring, readEarlierCentres(await readFile(path.join(folder, 'centres.csv'), 'utf8')))
await write('district', districts)
await write('commune', communes)

async function write(level: keyof typeof MAP_FILES, areas: readonly EarlierArea[]): Promise<void> {
  const features = areas.map(({ code, name, polygons }) => JSON.stringify({
    type: 'Feature', properties: { code, name },
    geometry: polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0] } : { type: 'MultiPolygon', coordinates: polygons },
  }))
  const note = 'Sơ đồ minh họa, không phải địa giới hành chính chính thức. Made by server/geo/make-earlier-command.ts from outline.geojson and centres.csv.'
  await writeFile(path.join(folder, MAP_FILES[level]), `{ "type": "FeatureCollection", "note": ${JSON.stringify(note)}, "features": [\n${features.join(',\n')}\n] }\n`)
  process.stdout.write(`${MAP_FILES[level]}: ${areas.length}\n`)
}
