import { useSyncExternalStore } from 'react'
import { formatTime, type Locale, SAYS } from '../locale/index.ts'

let isPrinting = false
let printedAt = Date.now()
const listeners = new Set<() => void>()
/** Also true where somebody only looks at how it would print. */
const media = typeof window !== 'undefined' && typeof window.matchMedia === 'function' ? window.matchMedia('print') : undefined

const tell = () => {
  printedAt = Date.now()
  listeners.forEach((told) => told())
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeprint', () => {
    isPrinting = true
    tell()
  })
  window.addEventListener('afterprint', () => {
    isPrinting = false
    tell()
  })
  media?.addEventListener('change', tell)
}

function subscribe(told: () => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}

/** Is this drawn for a sheet of paper? There nothing moves on: ages become moments, lists are whole, what is behind a button stands open. */
export const usePaper = (): boolean => useSyncExternalStore(subscribe, () => isPrinting || media?.matches === true)

/** When it was: by the device's clock, for a page may be printed without a line. */
export const usePrintedAt = (): number => useSyncExternalStore(subscribe, () => printedAt)

/** `09:15 26/11/2026`, by the deployment's clock: on paper an age would be wrong a minute later. */
export function momentText(at: number, timeZone: string, locale: Locale): string {
  return `${formatTime(at, timeZone, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} ${formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit', year: 'numeric' })}`
}

/** `lúc 09:15 26/11/2026`. */
export const atText = (at: number, timeZone: string, locale: Locale): string => SAYS[locale]('paper.at', { at: momentText(at, timeZone, locale) })
