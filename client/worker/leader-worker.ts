/**
 * Stands between the leaders' pages and the network, so that a phone without a line still opens them with what it saw last.
 * Only `/leader` and what it loads: walls and desks are never served from here. What is kept is thrown away at sign-out, and
 * whenever the server says that nobody is signed in any more.
 */
import { DATA_CACHE, FORGET, isKeptAnswer, PAGE_CACHE } from './kept.ts'

declare const self: ServiceWorkerGlobalScope

const PAGE = '/leader'
/** The newest build and what of the one before it is still open somewhere. */
const MOST_FILES = 80

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** Counts sign-outs: what was asked for before one is not kept after it. */
let signOuts = 0

/** The page names what it was made of before anybody stood in between: its files, and what the server said. At sign-out it says so. */
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const told: unknown = event.data
  if (told === FORGET) {
    signOuts += 1
    event.ports[0]?.postMessage(FORGET)
  }
  if (!Array.isArray(told)) return
  const all = told.filter((one): one is string => typeof one === 'string')
  const pathOf = (one: string) => new URL(one, self.location.origin).pathname
  event.waitUntil(Promise.all([keepFiles(all.filter((one) => pathOf(one).startsWith('/assets/'))), keepAnswers(all.map(pathOf).filter(isKeptAnswer))]))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fresh(request, PAGE_CACHE, PAGE))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  // A map of another day or level is no stand-in for today's.
  else if (isKeptAnswer(url.pathname) && url.search === '') event.respondWith(fresh(request, DATA_CACHE, url.pathname))
})

/** From the server while there is one; what it said last where there is none. */
async function fresh(request: Request, cacheName: string, key: string): Promise<Response> {
  const before = signOuts
  try {
    const response = await fetch(request)
    if (response.ok) await keep({ cacheName, key }, response.clone(), before)
    else if (response.status === 401 || response.status === 403) {
      signOuts += 1
      await caches.delete(DATA_CACHE)
    }
    return response
  } catch (cause) {
    const kept = await (await caches.open(cacheName)).match(key)
    if (kept === undefined) throw cause
    return kept
  }
}

/** Not what was said to somebody who has signed out since; asked last, so that what is put before is deleted with the rest. */
async function keep({ cacheName, key }: { cacheName: string; key: string }, response: Response, before: number): Promise<void> {
  const isStill = () => cacheName === PAGE_CACHE || before === signOuts
  if (!isStill()) return
  const cache = await caches.open(cacheName)
  if (isStill()) await cache.put(key, response)
}

/** A built file never changes under its name. */
async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(PAGE_CACHE)
  const kept = await cache.match(request.url)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request.url, response.clone())
  return response
}

/** Asked for once more: a phone that was opened once is of use without a line, too. */
async function keepAnswers(paths: readonly string[]): Promise<void> {
  const before = signOuts
  for (const path of new Set(paths)) {
    if ((await caches.match(path, { cacheName: DATA_CACHE })) !== undefined) continue
    const response = await fetch(path)
    if (response.ok) await keep({ cacheName: DATA_CACHE, key: path }, response, before)
  }
}

async function keepFiles(files: readonly string[]): Promise<void> {
  const cache = await caches.open(PAGE_CACHE)
  if ((await cache.match(PAGE)) === undefined) await cache.add(PAGE)
  for (const file of files) if ((await cache.match(file)) === undefined) await cache.add(file)
  const all = await cache.keys()
  for (const old of all.slice(0, Math.max(0, all.length - MOST_FILES))) if (new URL(old.url).pathname !== PAGE) await cache.delete(old)
}
