import type { CDPSession, Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WallState } from '#contract'
import { openBrowser } from '../support/browser.ts'
import { copyDeployment } from '../support/copied-deployment.ts'
import { openLog } from '../support/read-log.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { fetchCatalogue, publishBatch, someValue } from '../load/bench/feed-series.ts'
import { ensureBuiltClient } from './built-client.ts'
import { seenOnStage, watchStage } from './watch-stage.ts'

const TILE = { width: 1920, height: 1080 }
const CHANGES = 50
const BEAT_MS = 250
/** Before this many every scene was there at least three times, and what is kept once (shapes, code, formatters) is kept. */
const WARM = 10
/** So often in a row nothing may come or go. */
const QUIET_LOOKS = 5

let server: TestServer
let browser: Awaited<ReturnType<typeof openBrowser>>['browser']
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  await ensureBuiltClient()
  const deployment = await copyDeployment()
  ends.push(deployment.remove)
  await deployment.edit('walls.yaml', (text) => text.replace(/(?: {4}- \{ scene: [\w-]+, dwell: 60s \}\n)+/, '    - { scene: overview, dwell: 10s }\n    - { scene: street, dwell: 10s }\n'))
  server = await startTestServer({ LOG_LEVEL: 'silent', IOC_ROLES: 'hub,api', IOC_DEPLOYMENT: deployment.dir })
  ends.push(server.stop)
  const bus = await openLog(server.dataDir)
  ends.push(() => bus.close())
  const { indicators, deployment: { subject } } = await fetchCatalogue(server.url)
  await publishBatch(bus, indicators.map(({ id, domain }, i) => ({ series: `${id}@${subject}` as never, feed: domain, value: someValue(i) })))
  const opened = await openBrowser()
  ends.push(opened.close)
  browser = opened.browser
})
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

/** One panel of the hardware. `speak` says something on its line, as the server would. */
async function openPanel(search: string): Promise<{ page: Page; speak(scene: string, at: number): void; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: TILE, locale: 'vi-VN' })
  const page = await context.newPage()
  let line: WebSocketRoute | undefined
  await page.routeWebSocket(/socket\.io/, (route) => {
    line = route
    route.connectToServer()
  })
  await page.goto(`${server.url}/wall/main${search}`)
  await page.locator('.scene-layer.is-shown main.wall[data-connection="live"] [data-series][data-value]').first().waitFor({ state: 'attached', timeout: 60_000 })
  return { page, close: () => context.close(), speak: (scene, at) => line?.send(`42${JSON.stringify(['wall', { wall: 'main', at, scene, brightness: 1 }])}`) }
}

it('says over HTTP what a wall shows and what comes next, and knows no other wall', async () => {
  const answer = await fetch(`${server.url}/api/v1/walls/main/state`)
  const state = WallState.parse(await answer.json())
  expect(new Set([state.scene, state.next?.scene])).toEqual(new Set(['overview', 'street']))
  expect((state.next?.at ?? 0) - state.at).toBeLessThanOrEqual(10_000)
  expect((await fetch(`${server.url}/api/v1/walls/mane/state`)).status).toBe(404)
})

it('changes the scenes of all windows of a wall in the same order, none of them ever blank', async () => {
  const panels = await Promise.all(['?column=1&row=1', '?column=2&row=1', '?column=3&row=2'].map(openPanel))
  for (const { page } of panels) await watchStage(page)
  const seen = await waitUntil('each window saw three scenes', async () => {
    const all = await Promise.all(panels.map(({ page }) => seenOnStage(page)))
    return all.every(({ scenes }) => scenes.length >= 3) && all
  }, { withinMs: 60_000, everyMs: 200 })
  const last = seen.map(({ scenes }) => scenes.slice(0, 3).join())
  expect(new Set(last).size, JSON.stringify(seen)).toBe(1)
  expect(['overview,street,overview', 'street,overview,street']).toContain(last[0])
  expect(seen.map(({ longestBlankMs }) => longestBlankMs).filter((ms) => ms > BEAT_MS)).toEqual([])
  // Each window draws its own panel of the wall, in true size and nothing else.
  expect(await panels[0]?.page.evaluate<string[]>(`[...document.querySelectorAll('.is-shown .tile')].map((tile) => tile.dataset.tile)`)).toEqual(['a'])
  await Promise.all(panels.map(({ close }) => close()))
})

it('leaves nothing behind after 50 changes: no canvas, no map, no listener, no line', async () => {
  const { page, speak, close } = await openPanel('')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  const from = Date.now() + 86_400_000 // later than anything the server itself will say
  let warm: Kept | undefined
  for (let i = 0; i <= CHANGES; i++) {
    const scene = i % 2 === 0 ? 'overview' : 'street'
    speak(scene, from + i)
    await page.locator(`.scene-layer.is-shown main.wall[data-scene="${scene}"]`).waitFor({ state: 'attached' })
    if (i === WARM) warm = await settled(page, session)
  }
  const after = await settled(page, session)
  expect(after.layers).toBe(1)
  expect(after).toMatchObject({ canvases: warm?.canvases, maps: warm?.maps })
  expect(after.listeners).toBeLessThanOrEqual((warm?.listeners ?? 0) + 20)
  expect(after.nodes).toBeLessThanOrEqual((warm?.nodes ?? 0) * 1.2)
  expect(after.heapMb - (warm?.heapMb ?? 0)).toBeLessThan(8)
  await close()
})

interface Kept {
  layers: number
  canvases: number
  maps: number
  listeners: number
  nodes: number
  heapMb: number
}

/** What the page holds once the last fade is over and everything that can be freed is. */
async function settled(page: Page, session: CDPSession): Promise<Kept> {
  await waitUntil('one scene is left', async () => (await page.locator('.scene-layer').count()) === 1 || undefined)
  await page.locator('.scene-layer .panel-wait').first().waitFor({ state: 'detached' })
  // The map's shapes and the code of charts come later than the figures.
  let [last, quiet] = [-1, 0]
  await waitUntil('nothing more comes to the page', async () => {
    const size = await page.locator('*').count()
    quiet = size === last ? quiet + 1 : 0
    last = size
    return quiet >= QUIET_LOOKS
  }, { everyMs: 100 })
  const counted = await page.evaluate<Pick<Kept, 'layers' | 'canvases' | 'maps'>>(`({ layers: document.querySelectorAll('.scene-layer').length, canvases: document.querySelectorAll('canvas').length, maps: document.querySelectorAll('.leaflet-container').length })`)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { ...counted, listeners: of('JSEventListeners'), nodes: of('Nodes'), heapMb: of('JSHeapUsedSize') / 1e6 }
}
