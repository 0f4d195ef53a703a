import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { ensureBuiltClient, ROOT } from './built-client.ts'
import { firstFiles } from './first-files.ts'

beforeAll(() => ensureBuiltClient())

const LEADER = ['index.html', 'rooms/leader/LeaderRoom.tsx']
/** gzip; a phone on a thin line (400 kbit/s) has them in under 4 s. */
const MOST_KB = 180

it('gives a leader the first figures for 180 kB, charts and map come after them', async () => {
  const files = await firstFiles(path.join(ROOT, 'dist/client'), LEADER)
  const told = files.map(({ file, kB }) => `${kB.toFixed(1)} ${file}`).join('\n')
  expect(files.filter(({ file }) => /\/(?:Chart|LocalityMap|LeaderFigure|ProvinceMap|en)-/.test(file)), told).toEqual([])
  expect(files.reduce((sum, { kB }) => sum + kB, 0), told).toBeLessThanOrEqual(MOST_KB)
})
