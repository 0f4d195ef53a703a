import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { openBrowser } from '../../support/browser.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { type Ends, withCleanUp } from './clean-up.ts'
import { measurePage } from './page-cost.ts'
import type { Row } from './row.ts'

const PAGE = path.resolve(import.meta.dirname, '../../../client/widgets/point-map/bench')
const SIZE = { width: 1_824, height: 2_064 }
/** A page is opened anew for every turn. */
const MOST_ROUNDS = 3
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

/** What the map asks of a browser's main thread: 10,000 moving points, a tenth of them each second, over the coloured communes; beside a bare canvas of as many rings. */
export const measureMap = ({ seconds, rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const outDir = await mkdtemp(path.join(tmpdir(), 'ioc-map-bench-'))
    ends.push(() => rm(outDir, { recursive: true, force: true }))
    await build({ configFile: false, root: PAGE, base: './', plugins: [react()], logLevel: 'warn', publicDir: false, build: { outDir, emptyOutDir: true, target: 'es2022', rollupOptions: { input: path.join(PAGE, 'map.html') } } })
    const url = await serve(outDir, ends)
    const { browser, close } = await openBrowser()
    ends.push(close)
    const turn = (page: string, ready: string) => () => measurePage(browser, { url: `${url}/${page}`, size: SIZE, seconds, settleMs: Math.min(4_000, seconds * 1_000), paint: 'none', ready })
    const { ours, floor } = await alternate(Math.min(rounds, MOST_ROUNDS), { floor: turn('floor.html', '#map'), ours: turn('map.html', '.lm-points') })
    const of = (key: 'mainMsPerS' | 'cpuMsPerS' | 'scriptMsPerS') => ({ ours: ours.map((one) => one[key]), floor: floor.map((one) => one[key]) })
    const what = 'map: 10,000 moving points, a tenth each second, and the choropleth'
    return [
      { what: `${what}, main thread`, unit: 'ms/s', ...of('mainMsPerS'), goal: { of: 'figure', atMost: 200 }, note: 'the widget alone, without the line; no GPU here: painting counts in full' },
      { what: `${what}, main thread, CPU alone`, unit: 'ms/s', ...of('cpuMsPerS'), note: 'what a quiet machine would say' },
      { what: `${what}, of it script`, unit: 'ms/s', ...of('scriptMsPerS') },
    ]
  })

async function serve(outDir: string, ends: Ends): Promise<string> {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://page').pathname)
    const file = name === 'floor.html' ? path.join(PAGE, name) : name.endsWith('.html') ? path.join(outDir, name) : path.join(outDir, 'assets', name)
    readFile(file).then((bytes) => response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream').end(bytes), () => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
}
