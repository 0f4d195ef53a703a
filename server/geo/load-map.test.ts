import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Locality, tileOrigin } from '#contract'
import { createLog } from '../log.ts'
import { createMaps, eraOf, fileOf, MAP_FILE, saveMap, SCHEMATIC_CAPTION } from './index.ts'

const DEPLOYMENT = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-map-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const locality = (code: string, validTo?: string) =>
  ({ id: `tn2025-${code}`, code, level: 'commune', name: { vi: code, en: code }, short: code, kind: 'commune', ...(validTo === undefined ? {} : { validTo }) }) as unknown as Locality // a branded id

const LOCALITIES = [locality('25459'), locality('25480'), locality('25486', '2025-06-30')]
const mapsOf = (deploymentDir = DEPLOYMENT, localities = LOCALITIES) => {
  const maps = createMaps({ dataDir, deploymentDir, localities: () => localities, today: () => '2026-11-24', log: createLog('silent') })
  return { ...maps, current: () => maps.at({ level: 'commune' }) }
}

const square = (code: string, lon: number) => ({ type: 'Feature', properties: { code, name: code }, geometry: { type: 'Polygon', coordinates: [[[lon, 11], [lon + 0.1, 11], [lon + 0.1, 11.1], [lon, 11.1], [lon, 11]]] } })
const imported = (...codes: string[]) => JSON.stringify({ type: 'FeatureCollection', imported: { at: '2026-11-24T03:00:00.000Z', file: 'a.geojson', source: 'Sở mẫu' }, features: codes.map((code, i) => square(code, 106 + i / 10)) })

it('shows the schematic, always captioned, of the localities valid today', async () => {
  const map = await mapsOf().current()
  expect(map).toMatchObject({ schematic: true, caption: SCHEMATIC_CAPTION, missing: [] })
  expect(map?.features.map(({ properties }) => properties.subject)).toEqual(['tn2025-25459', 'tn2025-25480'])
  expect(map?.border[0]?.length).toBeGreaterThan(50)
  expect(map?.outline).toHaveLength(1)
})

it('shows an imported layer as soon as it is there, says whose it is and what it lacks, and keeps the one before', async () => {
  const maps = mapsOf()
  const before = await maps.current()
  await saveMap(dataDir, imported('25459'))
  const after = await maps.current()
  expect(after).toMatchObject({ schematic: false, caption: { vi: 'Địa giới: Sở mẫu, nhập ngày 24/11/2026' }, border: [], missing: ['tn2025-25480'] })
  expect(after?.version).not.toBe(before?.version)
  expect(after?.features[0]?.properties.anchor).toEqual([106.05, 11.05])
  await saveMap(dataDir, imported('25459', '25480'))
  expect((await readdir(path.join(dataDir, 'map'))).sort()).toEqual(['communes.geojson', 'communes.previous.geojson'])
  expect(await readFile(path.join(dataDir, 'map/communes.previous.geojson'), 'utf8')).toBe(imported('25459'))
  expect((await maps.current())?.features).toHaveLength(2)
})

it('falls back to the schematic when the imported file is damaged, and has no map where there is none', async () => {
  await mkdir(path.join(dataDir, 'map'))
  await writeFile(path.join(dataDir, MAP_FILE), imported('25459').slice(0, 80))
  expect(await mapsOf().current()).toMatchObject({ schematic: true })
  expect(await mapsOf(path.join(dataDir, 'no-deployment')).current()).toBeUndefined()
})

it('finds a point inside a ring that bends around its own middle', async () => {
  const bent = { ...square('25459', 106), geometry: { type: 'Polygon', coordinates: [[[106, 11], [106.3, 11], [106.3, 11.05], [106.05, 11.05], [106.05, 11.25], [106.3, 11.25], [106.3, 11.3], [106, 11.3], [106, 11]]] } }
  await saveMap(dataDir, JSON.stringify({ type: 'FeatureCollection', imported: { at: '2026-11-24T03:00:00.000Z', file: 'a' }, features: [bent] }))
  const [lon = 0, lat = 0] = (await mapsOf().current())?.features[0]?.properties.anchor ?? []
  expect(lon < 106.05 || lat < 11.05 || lat > 11.25).toBe(true)
})

it('shows the areas of the day it is asked for, whose codes were used again later, and names those it has no shape of', async () => {
  const era = (id: string, code: string, level: string, validTo?: string) => ({ ...locality(code, validTo), id, level, validFrom: validTo === undefined ? '2025-07-01' : undefined }) as unknown as Locality // a branded id
  const localities = [
    era('tn2025-25459', '25459', 'commune'), era('tn2023-25459', '25459', 'commune', '2025-06-30'), era('la2023-27694', '27694', 'commune', '2025-06-30'),
    era('tn2023-703', '703', 'district', '2025-06-30'), era('la2023-794', '794', 'district', '2025-06-30'),
  ]
  const maps = mapsOf(DEPLOYMENT, localities)
  const subjects = async (day: string | undefined, level: 'commune' | 'district') => (await maps.at({ level, ...(day !== undefined && { day }) }))?.features.map(({ properties }) => properties.subject)
  expect(await subjects(undefined, 'commune')).toEqual(['tn2025-25459'])
  expect(await subjects('2025-07-01', 'commune')).toEqual(['tn2025-25459'])
  expect(await subjects('2025-06-30', 'commune')).toEqual(['tn2023-25459'])
  expect(await subjects('2023-05-01', 'district')).toEqual(['tn2023-703', 'la2023-794'])
  expect(await subjects('2026-01-01', 'district')).toBeUndefined()
  expect(await maps.at({ day: '2025-06-30', level: 'commune' })).toMatchObject({ schematic: true, caption: SCHEMATIC_CAPTION, missing: ['la2023-27694'] })
  // An official layer is of today: it must not stand in for the areas of then.
  await saveMap(dataDir, imported('25459'))
  expect(await maps.at({ day: '2025-06-30', level: 'commune' })).toMatchObject({ schematic: true })
  expect((await maps.at({ level: 'commune' }))?.schematic).toBe(false)
})

it('keeps an official layer of an earlier era beside the one of now, and shows each on its own days', async () => {
  const era = (id: string, code: string, level: string, last?: string) => ({ ...locality(code, last), id, level, validFrom: last === undefined ? '2025-07-01' : undefined }) as unknown as Locality // a branded id
  const localities = [era('tn2025-25459', '25459', 'commune'), era('tn2023-25459', '25459', 'commune', '2025-06-30'), era('tn2023-703', '703', 'district', '2025-06-30'), era('la2023-794', '794', 'district', '2025-06-30')]
  const maps = mapsOf(DEPLOYMENT, localities)
  const { wanted, lastDay } = eraOf(localities, { day: '2023-05-01', level: 'district' })
  expect([wanted.map(({ code }) => code), lastDay]).toEqual([['703', '794'], '2025-06-30'])
  expect(eraOf(localities, { day: '2026-01-01', level: 'commune' })).toEqual({ wanted: [{ code: '25459', name: '25459' }], lastDay: undefined })
  await saveMap(dataDir, imported('703'), fileOf('district', lastDay))
  expect(await maps.at({ day: '2023-05-01', level: 'district' })).toMatchObject({ schematic: false, caption: { vi: 'Địa giới: Sở mẫu, nhập ngày 24/11/2026' }, missing: ['la2023-794'] })
  // Neither the communes of then nor those of now have become official by it.
  expect(await maps.at({ day: '2023-05-01', level: 'commune' })).toMatchObject({ schematic: true })
  expect(await maps.at({ level: 'commune' })).toMatchObject({ schematic: true })
  await saveMap(dataDir, imported('25459'), fileOf('commune', lastDay))
  const subjectsOn = async (day?: string) => { const map = await maps.at({ level: 'commune', ...(day !== undefined && { day }) }); return [map?.schematic, map?.features.map(({ properties }) => properties.subject)] }
  expect(await subjectsOn('2025-06-30')).toEqual([false, ['tn2023-25459']])
  expect(await subjectsOn()).toEqual([true, ['tn2025-25459']])
})

it('shows the shipped areas of then where the official file of that era is damaged', async () => {
  const localities = [{ ...locality('25459', '2025-06-30'), id: 'tn2023-25459' }] as unknown as Locality[] // a branded id
  await saveMap(dataDir, imported('25459').slice(0, 60), fileOf('commune', '2025-06-30'))
  expect(await mapsOf(DEPLOYMENT, localities).at({ day: '2025-06-30', level: 'commune' })).toMatchObject({ schematic: true })
})

it('lays no pictures under a map unless the deployment names a server of them', async () => {
  const tiles = { url: 'https://tiles.example.vn/{z}/{x}/{y}.png', attribution: 'Sở mẫu', maxZoom: 14 }
  const plain = await mapsOf().current()
  const laid = await createMaps({ dataDir, deploymentDir: DEPLOYMENT, localities: () => LOCALITIES, tiles: () => tiles, today: () => '2026-11-24', log: createLog('silent') }).at({ level: 'commune' })
  expect([plain?.tiles, laid?.tiles]).toEqual([undefined, tiles])
  expect(laid?.version).not.toBe(plain?.version)
  expect(tileOrigin(tiles)).toBe('https://tiles.example.vn')
})
