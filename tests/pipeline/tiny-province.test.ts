import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Catalogue, type SeriesName } from '#contract'
import { createViews, dayIn, type Live, selectSeries } from '../../client/live/index.ts'
import { systems } from '../../connectors/index.ts'
import { formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { makeProvince } from '../../server/province.ts'
import { openLive } from '../support/live-screen.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** A second province, of files alone: whatever is said of Tây Ninh in the code would show here. */
const FOLDER = path.resolve(import.meta.dirname, '../support/tiny-province')
const MEMORY = 'ioc.memory-used@tp2025' as SeriesName // one of its indicators and its subject

let server: TestServer
let screen: Live
beforeAll(async () => {
  server = await startTestServer({ IOC_DEPLOYMENT: FOLDER, IOC_DEMO: '0' })
  screen = openLive(server.url, ['ioc', 'school'])
})
afterAll(async () => {
  screen?.stop()
  await server?.stop()
})

const getJson = async (of: string): Promise<unknown> => (await fetch(server.url + of)).json()

it('is a correct folder with a calendar, two eras and targets one after another', async () => {
  const loaded = await loadDeployment(FOLDER, { systems, env: { IOC_SELF_URL: 'http://127.0.0.1:9' }, demo: false })
  expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([])
  if (!loaded.ok) return
  const { due, catalogue, faults } = makeProvince(loaded.deployment, false)
  expect(faults).toEqual([])
  // Friday's figure stays live over Sunday and Tết until 09:00 on the first day worked, a Thursday, by Tokyo's clocks.
  const present = catalogue.indicators.find(({ id }) => id === 'school.present-rate')
  expect(present && due.dueOf(present.due, Date.parse('2026-02-14T08:00:00+09:00')).liveUntil).toBe(Date.parse('2026-02-19T09:00:00+09:00'))
  expect(catalogue.targets.filter(({ main }) => main).map(({ value }) => value)).toEqual([90, 95, 97])
})

it('starts with nothing but its folder and brings its own figures to a screen', async () => {
  const catalogue = Catalogue.parse(await getJson('/api/v1/catalogue'))
  expect(catalogue.deployment).toMatchObject({ id: 'tiny-province', name: { vi: 'Tỉnh Nhỏ' }, timeZone: 'Asia/Tokyo', subject: 'tp2025' })
  expect(await getJson('/api/v1/walls/small')).toMatchObject({ scene: 'small' })
  const entry = await waitUntil('a live figure of its own', () => screen.entry(MEMORY))
  expect(entry).toMatchObject({ freshness: 'live', source: 'ioc-self' })
  expect(entry.value).toBeGreaterThan(0)
  const view = createViews(screen, catalogue).series(MEMORY, dayIn('Asia/Tokyo', Date.now()), false)
  expect(view?.subject).toMatchObject({ id: 'tp2025', short: 'Nhỏ' })
  expect(JSON.stringify(catalogue)).not.toMatch(/tn2025|Tây Ninh/)
})

it('expects the communes of the day, and the gauges of its rivers only', async () => {
  const catalogue = Catalogue.parse(await getJson('/api/v1/catalogue'))
  const named = (indicator: string, level: 'commune' | 'site', of: string, day: string) => selectSeries({ indicator, level, of }, catalogue, day)
  expect(named('school.present-rate', 'commune', 'tp2025', '2025-07-01')).toEqual(['school.present-rate@tp2025-101', 'school.present-rate@tp2025-103'])
  expect(named('school.present-rate', 'commune', 'tp2023', '2025-06-30')).toHaveLength(3)
  expect(named('school.present-rate', 'commune', 'tp2023', '2025-07-01')).toEqual([])
  expect(named('river.level', 'site', 'tp2025', '2025-07-01')).toEqual(['river.level@site.bridge'])
})
