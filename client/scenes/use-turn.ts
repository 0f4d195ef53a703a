import { useEffect, useState } from 'react'

const FADE_MS = 400

/** Shows one tile after another, each for its turn, cross-faded. */
export function useTurn(tile: string): readonly { tile: string; isLeaving: boolean }[] {
  const [shown, setShown] = useState({ tile, leaving: undefined as string | undefined })
  if (shown.tile !== tile) setShown({ tile, leaving: shown.tile })
  useEffect(() => {
    if (shown.leaving === undefined) return undefined
    const timer = setTimeout(() => setShown((now) => ({ ...now, leaving: undefined })), FADE_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return [
    ...(shown.leaving === undefined ? [] : [{ tile: shown.leaving, isLeaving: true }]),
    { tile: shown.tile, isLeaving: false },
  ]
}
