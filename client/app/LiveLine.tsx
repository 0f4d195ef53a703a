import { type ReactNode, useEffect, useMemo } from 'react'
import type { Catalogue } from '#contract'
import { createApi } from '../api/index.ts'
import { type Live, LiveContext, type LiveDeps, type LiveScope, createLive, createPagePace, createViews } from '../live/index.ts'
import { useNewest } from './use-newest.ts'
import { PaperMark } from './PaperMark.tsx'

/** One line to the server for the feeds of a page; cut when the page is left. The catalogue behind it is changed while the line goes on. */
export function LiveLine({ feeds, catalogue: first, remembered, wall, children }: { feeds: readonly string[]; catalogue: Catalogue; remembered?: LiveDeps['remembered']; wall?: string; children: ReactNode }) {
  const key = feeds.join(',')
  const live = useMemo(() => openLine(key.split(','), { ...(remembered && { remembered }), ...(wall !== undefined && { wall }) }), [key, remembered, wall])
  const catalogue = useNewest(live, first)
  const pace = useMemo(() => createPagePace(), [])
  const scope = useMemo((): LiveScope => ({ live, catalogue, views: createViews(live, catalogue), place: { ...catalogue.deployment, demo: catalogue.demo }, pace }), [live, catalogue, pace])
  useEffect(() => {
    live.start()
    return () => live.stop()
  }, [live])
  return <LiveContext value={scope}>{children}<PaperMark timeZone={catalogue.deployment.timeZone} /></LiveContext>
}

function openLine(feeds: readonly string[], more: Pick<LiveDeps, 'remembered' | 'wall'>): Live {
  const api = createApi((...request) => fetch(...request))
  return createLive({ feeds, fetchLive: api.live, fetchTrail: api.trail, reload: reloadOnce, ...more })
}

const RELOADED = 'ioc-reloaded'
const RELOAD_AGAIN_MS = 60_000

/** An old page meets a new server: load anew, yet never in a circle should the two stay at odds. */
function reloadOnce(): void {
  const last = Number(sessionStorage.getItem(RELOADED) ?? -RELOAD_AGAIN_MS)
  if (performance.timeOrigin - last < RELOAD_AGAIN_MS) return
  sessionStorage.setItem(RELOADED, String(performance.timeOrigin))
  window.location.reload()
}
