import { useEffect, useState } from 'react'
import type { LocalityMap } from '#contract'
import { pageApi } from '../app/api.ts'

const TRY_AGAIN_MS = 3_000
/** An official layer may be imported while the wall stands. */
const LOOK_AGAIN_MS = 600_000

/** What was drawn last: a tile whose turn comes again shows it at once. */
let last: LocalityMap | undefined

/** The map of localities for a panel that wants it. Asked again by itself; the same version stays the same object, so nothing is drawn anew. */
export function useShapes(isWanted: boolean, load: () => Promise<LocalityMap> = pageApi.map): LocalityMap | undefined {
  const [shapes, setShapes] = useState(last)
  useEffect(() => {
    if (!isWanted) return undefined
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = async () => {
      const loaded = await load().catch(() => undefined)
      if (isLeft) return
      if (loaded !== undefined && loaded.version !== last?.version) last = loaded
      setShapes(last)
      timer = setTimeout(() => void attempt(), loaded === undefined ? TRY_AGAIN_MS : LOOK_AGAIN_MS)
    }
    void attempt()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [isWanted, load])
  return isWanted ? shapes : undefined
}
