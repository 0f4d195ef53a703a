import { type LiveAnswer, LiveAnswer as LiveAnswerSchema } from '#contract'
import { DATA_CACHE, LIVE_KEY } from '../worker/kept.ts'

/** Absent where a page is neither on this machine nor behind HTTPS: then nothing is kept, and the page needs its line. */
export const hasCaches = (): boolean => 'caches' in globalThis

/** The last figures this device saw, if they are still readable. */
export async function rememberedLive(): Promise<LiveAnswer | undefined> {
  if (!hasCaches()) return undefined
  const kept = await (await caches.open(DATA_CACHE)).match(LIVE_KEY)
  const parsed = LiveAnswerSchema.safeParse(await kept?.json().catch(() => undefined))
  return parsed.success ? parsed.data : undefined
}

export const LOOK_KEY = 'ioc-last-look'
export const readLookText = (): string | null => localStorage.getItem(LOOK_KEY)
export const keepLookText = (text: string): void => localStorage.setItem(LOOK_KEY, text)
