import workerUrl from '../worker/leader-worker.ts?worker&url'
import { DATA_CACHE, FORGET, LIVE_KEY } from '../worker/kept.ts'
import { hasCaches, LOOK_KEY } from './device.ts'

/** Counts sign-outs: what was asked for before one is not kept after it. */
let signOuts = 0

/** Keeps the last figures on this device, as the server wrote them, and what its page was made of; nothing if somebody signs out meanwhile. */
export async function keepOnDevice(feeds: readonly string[]): Promise<void> {
  if (!hasCaches()) return
  const before = signOuts
  try {
    const response = await fetch(`/api/v1/live?feeds=${feeds.map(encodeURIComponent).join(',')}`, { cache: 'no-store' })
    if (response.ok && before === signOuts) await (await caches.open(DATA_CACHE)).put(LIVE_KEY, response)
  } catch {
    // No line just now: what was kept before stays, with its own date.
  }
  if (before === signOuts) await standIn()
}

/** At sign-out nothing of what was seen stays here; the pages' own files are everybody's. */
export async function forgetDevice(): Promise<void> {
  signOuts += 1
  localStorage.removeItem(LOOK_KEY)
  await tellWorker(FORGET)
  if (hasCaches()) await caches.delete(DATA_CACHE)
}

const ANSWERS_WITHIN_MS = 1_000

/** What the worker has under way it drops before it answers. */
async function tellWorker(what: string): Promise<void> {
  const worker = 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistration('/leader'))?.active : undefined
  if (!worker) return
  const { port1, port2 } = new MessageChannel()
  await new Promise<void>((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true })
    port1.start()
    setTimeout(resolve, ANSWERS_WITHIN_MS)
    worker.postMessage(what, [port2])
  })
  port1.close()
}

/** Lets the leaders' pages open without a line: tells the worker what they were made of. */
async function standIn(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    // Not `ready`: it never comes for a page that was opened as /login and went on from there.
    const { active, waiting, installing } = await navigator.serviceWorker.register(workerUrl, { scope: '/leader' })
    const worker = active ?? waiting ?? installing
    worker?.postMessage(performance.getEntriesByType('resource').map(({ name }) => name), [])
  } catch {
    // A browser that forbids it still has the pages, only not without a line.
  }
}
