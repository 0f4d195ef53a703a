import { useEffect, useState } from 'react'

/** What is measured of the page as it is drawn: after the next frame, and again and again, because figures grow and charts come later. */
export function useMeasured<Found>(measure: () => Found, everyMs: number): Found | undefined {
  const [found, setFound] = useState<Found>()
  useEffect(() => {
    const look = () => {
      const next = measure()
      setFound((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    const frame = requestAnimationFrame(look)
    const timer = setInterval(look, everyMs)
    return () => {
      cancelAnimationFrame(frame)
      clearInterval(timer)
    }
  }, [measure, everyMs])
  return found
}
