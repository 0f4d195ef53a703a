import { useEffect, useRef, useState } from 'react'

/** The newest value, passed on at most once per `everyMs`; the last one always arrives. */
export function useDeferredOption<T>(newest: T, everyMs: number): T {
  const [shown, show] = useState(newest)
  const passedAt = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, passedAt.current + everyMs - performance.now())
    const timer = setTimeout(() => {
      passedAt.current = performance.now()
      show(newest)
    }, wait)
    return () => clearTimeout(timer)
  }, [newest, everyMs])
  return shown
}
