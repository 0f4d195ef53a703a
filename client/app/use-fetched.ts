import { useEffect, useState } from 'react'
import { ApiProblem } from '../api/index.ts'

export type Fetched<Value> =
  | { state: 'waiting' }
  | { state: 'ready'; value: Value }
  | { state: 'locked' }
  | { state: 'missing'; message: string }
  | { state: 'failed'; message: string }

const TRY_AGAIN_MS = 3_000

/** Loads once; while the server is not there it tries again by itself, because a wall has nobody to press reload. */
export function useFetched<Value>(load: () => Promise<Value>): Fetched<Value> {
  const [fetched, setFetched] = useState<Fetched<Value>>({ state: 'waiting' })
  useEffect(() => {
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = async () => {
      try {
        const value = await load()
        if (!isLeft) setFetched({ state: 'ready', value })
      } catch (thrown) {
        if (isLeft) return
        const failed = failureOf(thrown)
        setFetched(failed)
        if (failed.state === 'failed') timer = setTimeout(() => void attempt(), TRY_AGAIN_MS)
      }
    }
    void attempt()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [load])
  return fetched
}

function failureOf(thrown: unknown): Fetched<never> & { state: 'locked' | 'missing' | 'failed' } {
  if (!(thrown instanceof ApiProblem)) return { state: 'failed', message: String(thrown) }
  if (thrown.code === 'unauthorized') return { state: 'locked' }
  return { state: thrown.code === 'not-found' ? 'missing' : 'failed', message: thrown.message }
}
