import type { CDPSession, Page } from 'playwright-core'
import { waitUntil } from '../support/wait-until.ts'

/** What a page holds once everything that can be freed is: of canvases and the like also those nobody sees any more. */
export interface Held {
  canvases: number
  maps: number
  observers: number
  sockets: number
  listeners: number
  nodes: number
  documents: number
}

/** A little is made once and kept (a style of axe, a formatter's cache); what is left behind by each visit is more than this. */
const SPARE = { listeners: 3, nodes: 60 }
/** Where nothing is drawn that could be left behind. */
const AWAY = '/nowhere'

/** Counts what the page itself cannot. `sockets` are those that are open. */
async function countHeld(page: Page, session: CDPSession, sockets: ReadonlySet<unknown>): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  const live = async (prototype: string): Promise<number> => {
    const { result } = await session.send('Runtime.evaluate', { expression: prototype, objectGroup: 'leaks' })
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '', objectGroup: 'leaks' })
    const { result: length } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId ?? '', functionDeclaration: 'function () { return this.length }', returnByValue: true })
    return Number(length.value)
  }
  const [canvases, observers] = [await live('HTMLCanvasElement.prototype'), await live('ResizeObserver.prototype')]
  const maps = await page.evaluate<number>(`document.querySelectorAll('.leaflet-container').length`)
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'leaks' })
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { canvases, maps, observers, sockets: sockets.size, listeners: of('JSEventListeners'), nodes: of('Nodes'), documents: of('Documents') }
}

/** Leaves a page and comes back to it so many times without loading anew, and compares with what was held after the first times. */
export async function visitAgain(page: Page, [at, ready]: readonly [at: string, ready: string], times: number): Promise<{ first: Held; last: Held; left: string[] }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  const sockets = new Set<unknown>()
  page.on('websocket', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const go = (path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`)
  const visit = async () => {
    await go(at)
    await page.locator(ready).first().waitFor({ state: 'attached', timeout: 60_000 })
    await go(AWAY)
    await page.locator('.plain-page').waitFor()
  }
  const count = () => waitUntil('its line is cut', async () => {
    const held = await countHeld(page, session, sockets)
    return held.sockets === 0 && held
  }, { everyMs: 100 })
  // What is kept once (code, shapes, formatters) is there after the second time.
  for (let i = 0; i < 2; i += 1) await visit()
  const first = await count()
  for (let i = 0; i < times; i += 1) await visit()
  const last = await count()
  await session.detach()
  return { first, last, left: leftBehind(first, last) }
}

export function leftBehind(first: Held, last: Held): string[] {
  const tell = (name: keyof Held, spare = 0) => (last[name] > first[name] + spare ? [`${name}: ${first[name]}, then ${last[name]}`] : [])
  return [...tell('canvases'), ...tell('maps'), ...tell('observers'), ...tell('sockets'), ...tell('documents'), ...tell('listeners', SPARE.listeners), ...tell('nodes', Math.max(SPARE.nodes, first.nodes * 0.1))]
}
