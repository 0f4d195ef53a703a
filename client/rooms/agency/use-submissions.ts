import { useCallback, useEffect, useRef, useState } from 'react'
import type { SubmissionsAnswer } from '#contract'
import { pageApi } from '../../app/api.ts'

export interface Submissions {
  /** As read last; kept while the server does not answer. */
  answer: SubmissionsAnswer | undefined
  /** Why the last reading failed; undefined when it did not. */
  thrown: unknown
  /** When the answer was read, epoch ms of this browser. */
  readAt: number | undefined
  /** Reads again now: after each action. */
  again(): Promise<void>
}

const AGAIN_MS = 10_000

/** What was handed in, asked again while somebody looks at it. */
export function useSubmissions(load: () => Promise<SubmissionsAnswer> = pageApi.submissions): Submissions {
  const [state, setState] = useState<Omit<Submissions, 'again'>>({ answer: undefined, thrown: undefined, readAt: undefined })
  const attempt = useRef<() => Promise<void>>(async () => undefined)
  useEffect(() => {
    let newest = 0
    const read = async () => {
      const mine = (newest += 1)
      const next = await load().then(
        (answer) => () => ({ answer, thrown: undefined, readAt: Date.now() }),
        (thrown: unknown) => (before: Omit<Submissions, 'again'>) => ({ ...before, thrown }),
      )
      // An answer overtaken by a later question tells what was, not what is.
      if (mine === newest) setState(next)
    }
    attempt.current = read
    const look = () => {
      if (document.visibilityState === 'visible') void read()
    }
    void read()
    const timer = setInterval(look, AGAIN_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      newest += 1
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [load])
  const again = useCallback(() => attempt.current(), [])
  return { ...state, again }
}
