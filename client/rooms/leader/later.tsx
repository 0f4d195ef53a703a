import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { SeenBriefing } from '#contract'
import { withDeskTexts } from '../../app/with-desk-texts.ts'

/** What the first figures do not wait for: neither the courses of a figure nor the map is in the first files (`tests/e2e/first-files.test.ts`). */
const CODES = { agencies: () => withDeskTexts(import('./Agencies.tsx')), figure: () => withDeskTexts(import('./LeaderFigure.tsx')), map: () => import('./ProvinceMap.tsx') }

export const Agencies = lazy(async () => ({ default: (await CODES.agencies()).Agencies }))
export const LeaderFigure = lazy(async () => ({ default: (await CODES.figure()).LeaderFigure }))
const DrawnMap = lazy(async () => ({ default: (await CODES.map()).ProvinceMap }))

const AFTER_MS = 1_500

/** Once the first figures are there the rest is fetched, so that going deeper waits for nothing and works where the line is cut later. */
export function useLater(areFiguresThere: boolean): void {
  useEffect(() => {
    if (!areFiguresThere) return undefined
    const timer = setTimeout(() => {
      // Whoever needs it asks again.
      for (const fetchCode of Object.values(CODES)) fetchCode().catch(() => undefined)
    }, AFTER_MS)
    return () => clearTimeout(timer)
  }, [areFiguresThere])
}

/** So far below the screen it is fetched already. */
const NEAR = '400px'

/** The map, once it comes near the screen: on a phone it stands below all else, and is 50 kB. */
export function ProvinceMap(shown: NonNullable<SeenBriefing['map']>) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (place.current === null) return undefined
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), { rootMargin: NEAR })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  const room = <div className="card leader-map is-awaited" ref={place} />
  return isNear ? <Suspense fallback={room}><DrawnMap {...shown} /></Suspense> : room
}
