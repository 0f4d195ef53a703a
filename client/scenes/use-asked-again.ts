import { useEffect, useState } from 'react'

const TRY_AGAIN_MS = 3_000

export interface Asked<T> {
  /** What was read last by name: a tile whose turn comes again shows it at once. */
  kept: Map<string, T>
  load(id: string): Promise<T>
  /** Equal ones stay the same object, so that nothing is drawn anew. */
  isSame(a: T, b: T): boolean
  againMs: number
}

/** Something a panel needs besides its series, by name; asked again by itself. `asked` must stay the same object. */
export function useAskedAgain<T>(id: string | undefined, asked: Asked<T>): T | undefined {
  const [, setTold] = useState<T | undefined>()
  useEffect(() => {
    if (id === undefined) return undefined
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = async () => {
      const loaded = await asked.load(id).catch(() => undefined)
      if (isLeft) return
      const before = asked.kept.get(id)
      if (loaded !== undefined && (before === undefined || !asked.isSame(before, loaded))) asked.kept.set(id, loaded)
      setTold(asked.kept.get(id))
      timer = setTimeout(() => void attempt(), loaded === undefined ? TRY_AGAIN_MS : asked.againMs)
    }
    void attempt()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [id, asked])
  return id === undefined ? undefined : asked.kept.get(id)
}
