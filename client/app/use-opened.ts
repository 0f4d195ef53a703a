import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { screenOf } from '#contract'
import { pageApi } from './api.ts'

/** Who only passes through has not opened a page; and its first figures must not wait for this. */
const STAYS_MS = 2_000

/** Tells the server which page was opened, once for each time it is: its pattern, never what stands in the address. */
export function useOpened(): void {
  const [path] = useLocation()
  useEffect(() => {
    const screen = screenOf(path)
    if (screen === undefined) return undefined
    const timer = setTimeout(() => pageApi.opened(screen), STAYS_MS)
    return () => clearTimeout(timer)
  }, [path])
}
