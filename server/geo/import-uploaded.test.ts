import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Locality } from '#contract'
import { createChildImport } from './import-in-child.ts'
import { createMapImport, fileOf, importMap, MAP_FILE } from './index.ts'

const deploymentDir = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-map-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const upload = { codeField: 'code', nameField: 'name', source: 'Sở mẫu', fileName: 'xa.geojson', allowMissing: false, isTry: false, day: undefined, level: 'commune' as const }
const importOf = (now: () => number) => createMapImport({ dataDir, deploymentDir, localities: () => [], now })
const isThere = () => stat(path.join(dataDir, MAP_FILE)).then(() => true, () => false)

it('only says what would come of it, then takes it; the process that serves is not held up meanwhile', async () => {
  const takeFile = importOf(() => Date.UTC(2026, 10, 24))
  const file = await readFile(path.join(deploymentDir, MAP_FILE))
  expect(await takeFile({ ...upload, file, isTry: true })).toMatchObject({ taken: false, faults: [], report: [{ vi: 'khớp 96/96 địa bàn' }, { vi: expect.stringMatching(/điểm/) as string }] })
  expect(await isThere()).toBe(false)
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  expect((await takeFile({ ...upload, file })).taken).toBe(true)
  clearInterval(beat)
  expect(longest).toBeLessThan(1_000)
  expect(await readFile(path.join(dataDir, MAP_FILE), 'utf8')).toContain('"source":"Sở mẫu"')
})

it('takes a file of an earlier day beside the map of now, and refuses one of a level there was not on its day', async () => {
  const file = await readFile(path.join(deploymentDir, fileOf('district', '2025-06-30')))
  const { features } = JSON.parse(file.toString()) as { features: { properties: { code: string; name: string } }[] }
  const districts = features.map(({ properties: { code, name } }) => ({ id: `tn2023-${code}`, code, name: { vi: name, en: name }, level: 'district', validTo: '2025-06-30' })) as unknown as Locality[] // only what is looked at
  const takeLayer = createMapImport({ dataDir, deploymentDir, localities: () => districts, now: () => 0, inChild: async (bytes, order) => importMap(Buffer.from(bytes).toString(), order) })
  const layer = { ...upload, file, level: 'district' as const }
  expect((await takeLayer({ ...layer, day: '2025-07-01' })).faults).toEqual([{ vi: 'ngày 01/07/2025 không có địa bàn nào cấp huyện', en: 'there are no districts on 01/07/2025' }])
  expect((await takeLayer({ ...layer, day: undefined })).faults).toEqual([{ vi: expect.stringMatching(/^cần một ngày của thời kỳ đó/) as string, en: expect.anything() as string }])
  const answer = await takeLayer({ ...layer, day: '2023-05-01' })
  expect([answer.taken, answer.report.slice(0, 2).map(({ vi }) => vi)]).toEqual([true, ['thời kỳ đến hết 30/06/2025: 24 địa bàn', 'khớp 24/24 địa bàn']])
  expect(await readFile(path.join(dataDir, fileOf('district', '2025-06-30')), 'utf8')).toContain('"source":"Sở mẫu"')
  expect(await isThere()).toBe(false)
})

it('names every fault of a wrong file and takes nothing', async () => {
  const takeFile = importOf(() => 0)
  for (const text of ['{"type":"FeatureCollection","features":[]}', 'no json', '']) {
    const answer = await takeFile({ ...upload, file: Buffer.from(text) })
    expect([answer.taken, answer.faults.length > 0]).toEqual([false, true])
  }
  expect(await isThere()).toBe(false)
})

it('gives a reading up that takes too long or too much memory, and says so', async () => {
  const order = { ...upload, wanted: [], around: { west: 0, south: 0, east: 1, north: 1 }, now: 0 }
  const file = Buffer.from('{}')
  expect(await createChildImport({ withinMs: 200, program: ['-e', 'setInterval(() => {}, 1000)'] })(file, order)).toMatchObject({ ok: false, faults: [{ vi: expect.stringMatching(/lâu quá/) as string }] })
  expect(await createChildImport({ heapMb: 20, program: ['-e', 'const a = []; for (;;) a.push(Array(1e5).fill(a.length))'] })(file, order)).toMatchObject({ ok: false, faults: [{ vi: expect.stringMatching(/bộ nhớ/) as string }] })
})
