import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MAP_FILE } from './geo/index.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ioc-map-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'map-import-command.ts'), ...args], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, IOC_DATA_DIR: dir },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, output })))
}

it('takes a good file; a wrong one after it changes nothing and ends with 1', async () => {
  const good = await run(path.join(ROOT, 'deployments/tay-ninh', MAP_FILE), '--code-field', 'code', '--name-field', 'name', '--source', 'Sở mẫu')
  expect(good.output).toContain('khớp 96/96 địa bàn')
  expect(good.code).toBe(0)
  const before = await readFile(path.join(dir, MAP_FILE), 'utf8')
  const wrong = path.join(dir, 'wrong.geojson')
  await writeFile(wrong, '{"type":"FeatureCollection","features":[]}')
  const bad = await run(wrong, '--code-field', 'code')
  expect(bad.output).toContain('bản đồ đang dùng giữ nguyên')
  expect(bad.code).toBe(1)
  expect(await readFile(path.join(dir, MAP_FILE), 'utf8')).toBe(before)
})

it('says how it is used when no field is named', async () => {
  const { code, output } = await run('a.geojson')
  expect(output).toContain('--code-field')
  expect(code).toBe(1)
})
