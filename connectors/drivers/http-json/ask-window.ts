import { createHash } from 'node:crypto'
import * as z from 'zod'
import { durationMs } from '#contract'
import type { HttpJsonConfig, Window } from './config.ts'

/** What one pass leaves for the next: up to where it asked. `of` ties it to the question, as at "changed since?". */
const Bookmark = z.object({ of: z.string(), askedTo: z.int().positive() })

/** One stretch of time to ask for. */
export interface Stretch {
  fromAt: number
  toAt: number
}

/**
 * From where the last pass ended, and `lookBack` before it, up to now. After a long silence only `longest` of it: the bookmark
 * then stands in the past and the next passes catch up, so that no row is left out. A clock that was set back asks again.
 */
export function stretchOf(config: HttpJsonConfig, window: Window, { bookmark, now }: { bookmark: string | undefined; now: number }): Stretch {
  const known = Bookmark.safeParse(parseOrNothing(bookmark))
  const lastTo = known.success && known.data.of === questionOf(config) ? Math.min(known.data.askedTo, now) : undefined
  const fromAt = lastTo === undefined ? now - durationMs(window.first) : lastTo - durationMs(window.lookBack)
  return { fromAt, toAt: Math.min(now, fromAt + durationMs(window.longest)) }
}

export const windowBookmark = (config: HttpJsonConfig, { toAt }: Stretch): string => JSON.stringify({ of: questionOf(config), askedTo: toAt })

/** The two moments under the names the department gives them. */
export const windowValues = (window: Window, { fromAt, toAt }: Stretch): Record<string, string> => ({
  [window.from]: writeMoment(fromAt, window),
  [window.to]: writeMoment(toAt, window),
})

function writeMoment(at: number, { format, offset }: Window): string {
  if (format === 'epoch-ms') return String(at)
  if (format === 'epoch-s') return String(Math.floor(at / 1000))
  const sign = offset.startsWith('-') ? -1 : 1
  const there = new Date(at + sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000).toISOString()
  return format === 'date' ? there.slice(0, 10) : `${there.slice(0, 19)}${offset}`
}

const questionOf = ({ url, query, recordsAt, soap, window }: HttpJsonConfig): string =>
  createHash('sha256').update(JSON.stringify([url, query, recordsAt, soap?.body, window])).digest('hex').slice(0, 16)

function parseOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
