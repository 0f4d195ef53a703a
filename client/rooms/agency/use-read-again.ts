import { useCallback, useEffect, useRef, useState } from 'react'

export interface ReadAgain<Answer> {
  /** As read last; kept while the server does not answer. */
  answer: Answer | undefined
  /** Why the last reading failed; undefined when it did not. */
  thrown: unknown
  /** When the answer was read, epoch ms of this browser. */
  readAt: number | undefined
  /** Reads again now: after each action. */
  again(): Promise<void>
}

const AGAIN_MS = 10_000

/** Asked again while somebody looks at it. */
export function useReadAgain<Answer>(load: () => Promise<Answer>): ReadAgain<Answer> {
  type State = Omit<ReadAgain<Answer>, 'again'>
  const [state, setState] = useState<State>({ answer: undefined, thrown: undefined, readAt: undefined })
  const attempt = useRef<() => Promise<void>>(async () => undefined)
  useEffect(() => {
    let newest = 0
    const read = async () => {
      const mine = (newest += 1)
      const next = await load().then(
        (answer) => () => ({ answer, thrown: undefined, readAt: Date.now() }),
        (thrown: unknown) => (before: State) => ({ ...before, thrown }),
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
