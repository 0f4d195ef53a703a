import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Showing } from './plan.ts'

/** The window's size in CSS pixels. */
export function useWindowSize(): { width: number; height: number } {
  const text = useSyncExternalStore(watchSize, () => `${window.innerWidth} ${window.innerHeight}`)
  const [width = 0, height = 0] = text.split(' ').map(Number)
  return { width, height }
}

function watchSize(told: () => void): () => void {
  window.addEventListener('resize', told)
  return () => window.removeEventListener('resize', told)
}

/** Key W switches between the whole wall and single tiles. */
export function useShowing(): readonly [showing: Showing, change: () => void] {
  const [showing, setShowing] = useState<Showing>('auto')
  const change = () => setShowing((now) => (now === 'single' ? 'whole' : 'single'))
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (event.key.toLowerCase() === 'w' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping) change()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return [showing, change]
}
