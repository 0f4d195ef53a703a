import { type ReactNode, useEffect, useMemo } from 'react'
import type { Catalogue } from '#contract'
import { createApi } from '../api/index.ts'
import { LiveContext, type LiveDeps, type LiveScope, createLive, createPagePace, createViews } from '../live/index.ts'

/** One line to the server for the feeds of a page; cut when the page is left. */
export function LiveLine({ feeds, catalogue, remembered, wall, children }: { feeds: readonly string[]; catalogue: Catalogue; remembered?: LiveDeps['remembered']; wall?: string; children: ReactNode }) {
  const key = feeds.join(',')
  const scope = useMemo(() => openLine(key.split(','), catalogue, { ...(remembered && { remembered }), ...(wall !== undefined && { wall }) }), [key, catalogue, remembered, wall])
  useEffect(() => {
    scope.live.start()
    return () => scope.live.stop()
  }, [scope])
  return <LiveContext value={scope}>{children}</LiveContext>
}

function openLine(feeds: readonly string[], catalogue: Catalogue, more: Pick<LiveDeps, 'remembered' | 'wall'>): LiveScope {
  const api = createApi((...request) => fetch(...request), () => live.serverNow())
  const live = createLive({ feeds, fetchLive: api.live, fetchTrail: api.trail, reload: reloadOnce, ...more })
  return { live, catalogue, views: createViews(live, catalogue), place: { ...catalogue.deployment, demo: catalogue.demo }, pace: createPagePace() }
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
