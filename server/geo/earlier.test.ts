import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { makeEarlier } from './earlier.ts'
import { EARLIER_FOLDER, MapFile, MAP_FILES, OUTLINE_FILE, polygonsOf } from './map-file.ts'
import { areaOf, createPlane, type LonLat } from './plane.ts'
import { readEarlierCentres } from './read-centres.ts'
import { readOutline } from './read-outline.ts'

const DEPLOYMENT = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
const textOf = (file: string) => readFile(path.join(DEPLOYMENT, file), 'utf8')
const FOLDER = EARLIER_FOLDER('2025-06-30')

it('draws 24 districts that fill the outline and 94 communes that fill theirs, and the files that are shipped are what comes of it', async () => {
  const { ring } = readOutline(await textOf(OUTLINE_FILE))
  const centres = readEarlierCentres(await textOf(`${FOLDER}/centres.csv`))
  const { districts, communes } = makeEarlier(ring, centres)
  expect([districts.length, communes.length]).toEqual([24, 94])
  const plane = createPlane(ring[0] ?? [0, 0])
  const km2 = (polygons: LonLat[][][]) => polygons.reduce((sum, [outer = []]) => sum + areaOf(outer.slice(1).map(plane.toPlane)), 0)
  expect(districts.reduce((sum, { polygons }) => sum + km2(polygons), 0) / areaOf(ring.slice(1).map(plane.toPlane))).toBeCloseTo(1, 2)
  for (const { code, polygons } of districts) {
    const own = communes.filter((one) => centres.find((centre) => centre.code === one.code)?.district === code)
    if (own.length > 0) expect(own.reduce((sum, one) => sum + km2(one.polygons), 0)).toBeCloseTo(km2(polygons), 0)
  }
  for (const [level, areas] of [['district', districts], ['commune', communes]] as const) {
    const shipped = MapFile.parse(JSON.parse(await textOf(`${FOLDER}/${MAP_FILES[level]}`)))
    expect(shipped.features.map((one) => [one.properties.code, polygonsOf(one)])).toEqual(areas.map(({ code, polygons }) => [code, polygons]))
  }
})
