import path from 'node:path'
import { buildWhenChanged } from '../../fixtures/demonstration/build-when-changed.ts'
import { oneAtATime } from './one-at-a-time.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const INTO = 'dist/test-server'
const ssr = (entry: string, ...more: string[]) => ['--ssr', `../${entry}`, '--outDir', `../${INTO}`, ...more]

let building: Promise<string> | undefined

/** The server of `server-process.ts` in one file, as `npm run build` makes it: from its sources each start takes twice the time. */
export function ensureBuiltServer(): Promise<string> {
  building ??= oneAtATime(path.join(ROOT, 'dist/server-build.lock'), 'builds the server', async () => {
    await buildWhenChanged(ROOT, {
      into: INTO,
      sources: ['server', 'connectors', 'tests/support/server-process.ts', 'vite.config.ts', 'package-lock.json'],
      runs: [ssr('tests/support/server-process.ts'), ssr('connectors/drivers/sheet/sheet-child.ts', '--emptyOutDir', 'false'), ssr('server/geo/import-child.ts', '--emptyOutDir', 'false')],
    })
    return path.join(ROOT, INTO, 'server-process.js')
  })
  return building
}
