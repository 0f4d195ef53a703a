import { useEffect, useState } from 'react'
import { BoardId, type Scene } from '#contract'

/** A board that is published anew stands on its walls within this time. */
const ASK_EVERY_MS = 15_000

/** A board may be published while it stands on a wall: asked for again and again, and taken where it differs. Shipped scenes change with a reload. */
export function useNewestBoard(first: Scene | undefined, ask: (id: string) => Promise<Scene>): Scene | undefined {
  const [newest, setNewest] = useState<Scene>()
  const id = first !== undefined && BoardId.safeParse(first.id).success ? first.id : undefined
  useEffect(() => {
    if (id === undefined) return undefined
    // Withdrawn, or no database just now: what stands there stays.
    const timer = setInterval(() => void ask(id).then((scene) => setNewest((before) => (isSame(scene, before ?? first) ? before : scene)), () => undefined), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [id, first, ask])
  return newest?.id === first?.id ? (newest ?? first) : first
}

const isSame = (one: Scene, other: Scene | undefined): boolean => JSON.stringify(one) === JSON.stringify(other)
