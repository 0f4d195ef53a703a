import { useEffect, useEffectEvent } from 'react'

interface Shortcuts {
  undo(): void
  redo(): void
  leave(): void
}

/** Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y, Escape. Whoever writes in a field takes letters back there, and an open dialog closes by itself. */
export function useShortcuts({ undo, redo, leave }: Shortcuts): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined
    if (target !== undefined && target.closest('dialog') !== null) return
    const isWriting = target?.matches('input:not([type="checkbox"], [type="radio"]), textarea') === true
    const key = event.key.toLowerCase()
    if (key === 'escape' && !isWriting) leave()
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey
    if (!isCommand || isWriting) return
    if (key === 'z' && !event.shiftKey) undo()
    else if (key === 'y' || key === 'z') redo()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
