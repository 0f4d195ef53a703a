import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

export type PaperShape = 'portrait' | 'landscape'

let shape: PaperShape = 'portrait'
const listeners = new Set<() => void>()

function subscribe(told: () => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}

/** Which way an A4 sheet lies. */
export const usePaperShape = (): PaperShape => useSyncExternalStore(subscribe, () => shape)

/** The browser's own dialog does the rest: a printer, or a PDF. */
export function printPage(as: PaperShape): void {
  flushSync(() => {
    shape = as
    listeners.forEach((told) => told())
  })
  window.print()
}
