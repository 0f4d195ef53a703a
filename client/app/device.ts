import { type LiveAnswer, LiveAnswer as LiveAnswerSchema } from '#contract'
import workerUrl from '../worker/leader-worker.ts?worker&url'
import { DATA_CACHE, LIVE_KEY } from '../worker/kept.ts'

/** Absent where a page is neither on this machine nor behind HTTPS: then nothing is kept, and the page needs its line. */
const hasCaches = (): boolean => 'caches' in globalThis

/** Keeps the last figures on this device, as the server wrote them. */
export async function keepLive(feeds: readonly string[]): Promise<void> {
  if (!hasCaches()) return
  try {
    const response = await fetch(`/api/v1/live?feeds=${feeds.map(encodeURIComponent).join(',')}`, { cache: 'no-store' })
    if (response.ok) await (await caches.open(DATA_CACHE)).put(LIVE_KEY, response)
  } catch {
    // No line just now: what was kept before stays, with its own date.
  }
}

/** The last figures this device saw, if they are still readable. */
export async function rememberedLive(): Promise<LiveAnswer | undefined> {
  if (!hasCaches()) return undefined
  const kept = await (await caches.open(DATA_CACHE)).match(LIVE_KEY)
  const parsed = LiveAnswerSchema.safeParse(await kept?.json().catch(() => undefined))
  return parsed.success ? parsed.data : undefined
}

const LOOK_KEY = 'ioc-last-look'
export const readLookText = (): string | null => localStorage.getItem(LOOK_KEY)
export const keepLookText = (text: string): void => localStorage.setItem(LOOK_KEY, text)

/** At sign-out nothing of what was seen stays here; the pages' own files are everybody's. */
export async function forgetDevice(): Promise<void> {
  localStorage.removeItem(LOOK_KEY)
  if (hasCaches()) await caches.delete(DATA_CACHE)
}

/** Lets the leaders' pages open without a line: tells the worker which files they were made of. */
export async function standIn(): Promise<void> {
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
