import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

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

/** One plain key, unless somebody is writing. */
export function useKey(key: string, pressed: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const isWriting = event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey
    if (event.key.toLowerCase() === key && !isWriting) pressed()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
