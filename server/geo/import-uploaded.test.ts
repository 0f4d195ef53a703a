import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createChildImport } from './import-in-child.ts'
import { createMapImport, MAP_FILE } from './index.ts'

const deploymentDir = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-map-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const upload = { codeField: 'code', nameField: 'name', source: 'Sở mẫu', fileName: 'xa.geojson', allowMissing: false, isTry: false }
const isThere = () => stat(path.join(dataDir, MAP_FILE)).then(() => true, () => false)

it('only says what would come of it, then takes it; the process that serves is not held up meanwhile', async () => {
  const importMap = createMapImport({ dataDir, deploymentDir, now: () => Date.UTC(2026, 10, 24) })
  const file = await readFile(path.join(deploymentDir, MAP_FILE))
  expect(await importMap({ ...upload, file, isTry: true })).toMatchObject({ taken: false, faults: [], report: [{ vi: 'khớp 96/96 địa bàn' }, { vi: expect.stringMatching(/điểm/) as string }] })
  expect(await isThere()).toBe(false)
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  expect((await importMap({ ...upload, file })).taken).toBe(true)
  clearInterval(beat)
  expect(longest).toBeLessThan(1_000)
  expect(await readFile(path.join(dataDir, MAP_FILE), 'utf8')).toContain('"source":"Sở mẫu"')
})

it('names every fault of a wrong file and takes nothing', async () => {
  const importMap = createMapImport({ dataDir, deploymentDir, now: () => 0 })
  for (const text of ['{"type":"FeatureCollection","features":[]}', 'no json', '']) {
    const answer = await importMap({ ...upload, file: Buffer.from(text) })
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
