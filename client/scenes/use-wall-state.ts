import { useEffect, useState } from 'react'
import type { WallState } from '#contract'
import { useConnection, useWallSaid } from '../live/index.ts'

const ASK_EVERY_MS = 2_000

/**
 * What the server said last of this wall: on the line, or asked for where the way is HTTP. While nobody answers the last word stands,
 * and so does its scene.
 */
export function useWallState(first: WallState | undefined, ask: () => Promise<WallState>): WallState | undefined {
  const said = useWallSaid()
  const { reason } = useConnection()
  const [answered, setAnswered] = useState<WallState>()
  const isOverHttp = reason === 'http'
  useEffect(() => {
    if (!isOverHttp) return undefined
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = async () => {
      const state = await ask().catch(() => undefined)
      if (isLeft) return
      if (state !== undefined) setAnswered(state)
      timer = setTimeout(() => void attempt(), ASK_EVERY_MS)
    }
    void attempt()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [isOverHttp, ask])
  return [first, said, answered].reduce((newest, one) => (one !== undefined && (newest === undefined || one.at >= newest.at) ? one : newest), undefined)
}
