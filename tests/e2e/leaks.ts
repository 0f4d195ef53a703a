import type { CDPSession, Page } from 'playwright-core'
import { waitUntil } from '../support/wait-until.ts'

/** What a page holds once everything that can be freed is: of charts, maps and the like also those nobody sees any more. */
export interface Held {
  charts: number
  maps: number
  canvases: number
  observers: number
  sockets: number
  listeners: number
  nodes: number
  /** Of the nodes those that stand on no page. */
  detached: number
  documents: number
  heapMb: number
}

/** A little is made once and kept (a style of axe, a formatter's cache, V8's code: 0.5 to 1.2 MB in fifty visits); what is left behind by each visit is more than this: a map is 0.7 MB. */
const SPARE = { listeners: 3, nodes: 60, heapMb: 1, heapMbAVisit: 0.02 }
/** Where nothing is drawn that could be left behind. */
const AWAY = '/nowhere'
/** A machine that many work on takes its time. */
const WITHIN_MS = 60_000
const LET_GO_WITHIN_MS = 10_000
/** So often in a row, 50 ms apart, nothing may come to the page or go. */
const QUIET_LOOKS = 6
const SETTLED_WITHIN_MS = 3_000

/** What the libraries write on the elements they live in, and take away when they are told to go. */
const OWN = { canvases: 'HTMLCanvasElement', divs: 'HTMLDivElement', resize: 'ResizeObserver', crossing: 'IntersectionObserver', changes: 'MutationObserver', sockets: 'WebSocket' } as const
const ALL = 'function () { return this.length }'
const CHARTS = `function () { return this.filter((one) => one.getAttribute('_echarts_instance_')).length }`
const MAPS = `function () { return this.filter((one) => '_leaflet_id' in one && one.classList.contains('leaflet-container')).length }`
const OPEN = 'function () { return this.filter((one) => one.readyState < 3).length }'

/** Asks every object of this kind that is still there, and not only those on the page. */
async function among(session: CDPSession, kind: (typeof OWN)[keyof typeof OWN], count: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup: 'leaks' })
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '', objectGroup: 'leaks' })
  const { result: answer } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId ?? '', functionDeclaration: count, returnByValue: true })
  return Number(answer.value)
}

async function countHeld(page: Page, session: CDPSession): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  const charts = await among(session, OWN.divs, CHARTS)
  const maps = await among(session, OWN.divs, MAPS)
  const canvases = await among(session, OWN.canvases, ALL)
  const observers = (await among(session, OWN.resize, ALL)) + (await among(session, OWN.crossing, ALL)) + (await among(session, OWN.changes, ALL))
  const sockets = await among(session, OWN.sockets, OPEN)
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'leaks' })
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const standing = await page.evaluate<number>(`(() => { let n = 1; const walk = document.createNodeIterator(document); while (walk.nextNode()) n += 1; return n })()`)
  const nodes = of('Nodes')
  return { charts, maps, canvases, observers, sockets, listeners: of('JSEventListeners'), nodes, detached: Math.max(0, nodes - standing), documents: of('Documents'), heapMb: Number((usedSize / 1e6).toFixed(2)) }
}

export interface Visits {
  /** After the second time: what is kept once (code, shapes, formatters) is there by then. */
  first: Held
  last: Held
  /** The most of each that was there while the page stood open: a page without a chart shows nothing about charts. */
  open: Pick<Held, 'charts' | 'maps' | 'canvases' | 'sockets'>
  left: string[]
}

/** Goes there, or leaves for where nothing is, and waits until that is drawn: within the page, so that fifty times do not take fifty times the tests' own way. */
const WALK = `(async (steps, at, ready, times) => {
  const until = (what, isThere) => new Promise((done, fail) => {
    const deadline = performance.now() + ${WITHIN_MS}
    const look = () => (isThere() ? done() : performance.now() > deadline ? fail(new Error(location.pathname + ': not within ${WITHIN_MS} ms: ' + what)) : setTimeout(look, 20))
    look()
  })
  const isDrawn = () => document.querySelector(ready) !== null
  // Charts and maps come in after the figures: what was never drawn cannot be left behind.
  const settled = async () => {
    const size = () => document.querySelectorAll('*').length
    const deadline = performance.now() + ${SETTLED_WITHIN_MS}
    for (let last = -1, quiet = 0; quiet < ${QUIET_LOOKS} && performance.now() < deadline; quiet = size() === last ? quiet + 1 : 0, last = size()) await new Promise((done) => setTimeout(done, 50))
  }
  const isLeft = () => !isDrawn() && document.querySelector('.plain-page a[href="/"]') !== null
  const go = {
    enter: () => (history.pushState(null, '', at), until(ready, isDrawn).then(settled)),
    leave: () => (history.pushState(null, '', '${AWAY}'), until('it is left', isLeft)),
  }
  for (let i = 0; i < times; i += 1) for (const step of steps) await go[step]()
})`

/** Leaves a page and comes back to it so many times without loading anew, and compares with what was held after the first times. */
export async function visitAgain(page: Page, [at, ready]: readonly [at: string, ready: string], times: number): Promise<Visits> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  const walk = (steps: readonly ('enter' | 'leave')[], rounds = 1) => page.evaluate(`${WALK}(${[steps, at, ready, rounds].map((one) => JSON.stringify(one)).join(', ')})`)
  const count = () => waitUntil('its line is cut', async () => {
    const held = await countHeld(page, session)
    return held.sockets === 0 && held
  }, { everyMs: 100, withinMs: WITHIN_MS })
  await walk(['enter', 'leave', 'enter'])
  const { charts, maps, canvases, sockets } = await countHeld(page, session)
  await walk(['leave'])
  const first = await count()
  await walk(['enter', 'leave'], times)
  const last = await settled(count, (held) => leftBehind(first, held, times).length === 0)
  await session.detach()
  return { first, last, open: { charts, maps, canvases, sockets }, left: leftBehind(first, last, times) }
}

/** The engine lets go of some things a moment later (a canvas's picture): what is still there after ten seconds stays. */
async function settled(count: () => Promise<Held>, isClean: (held: Held) => boolean): Promise<Held> {
  let held = await count()
  await waitUntil('all is let go', async () => isClean(held) || isClean(held = await count()), { everyMs: 1_000, withinMs: LET_GO_WITHIN_MS }).catch(() => undefined)
  return held
}

export function leftBehind(first: Held, last: Held, times: number): string[] {
  const tell = (name: keyof Held, spare = 0) => (last[name] > first[name] + spare ? [`${name}: ${first[name]}, then ${last[name]}`] : [])
  return [
    ...tell('charts'), ...tell('maps'), ...tell('canvases'), ...tell('observers'), ...tell('sockets'), ...tell('documents'), ...tell('listeners', SPARE.listeners),
    ...tell('nodes', Math.max(SPARE.nodes, first.nodes * 0.1)), ...tell('detached', SPARE.nodes), ...tell('heapMb', SPARE.heapMb + times * SPARE.heapMbAVisit),
  ]
}
