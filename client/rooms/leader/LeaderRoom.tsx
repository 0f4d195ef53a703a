import { type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import { type Catalogue, layerIndicators, type SeenBriefing, SeriesName } from '#contract'
import { rememberedLive } from '../../app/device.ts'
import { LiveLine } from '../../app/LiveLine.tsx'
import { pageApi } from '../../app/api.ts'
import { NotFound } from '../../app/NotFound.tsx'
import { PlainPage } from '../../app/PlainPage.tsx'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useSay } from '../../locale/index.ts'
import { Domain, Domains } from './Domains.tsx'
import { Agencies, LeaderFigure } from './later.tsx'
import { LeaderFrame } from './LeaderFrame.tsx'
import { Overview } from './Overview.tsx'
import { Place, Places } from './Places.tsx'
import { Plans } from './Plans.tsx'
import { allSeries, makeSheet, SheetContext } from './sheet.ts'
import './leader.css'

/** `/leader`: two minutes on a phone, a tablet or a desk. One line to the server for all its pages: going deeper waits for nothing. */
export function LeaderRoom() {
  return <WhenFetched load={loadSheet}>{(loaded) => <Opened {...loaded} />}</WhenFetched>
}

async function loadSheet() {
  const [catalogue, briefing] = await Promise.all([pageApi.catalogue(), pageApi.briefing()])
  return { catalogue, briefing }
}

function Opened({ catalogue, briefing }: { catalogue: Catalogue; briefing: SeenBriefing }) {
  const say = useSay()
  const sheet = useMemo(() => makeSheet(briefing, catalogue), [briefing, catalogue])
  const feeds = useMemo(() => feedsOf(briefing, catalogue), [briefing, catalogue])
  useKept(feeds)
  // An account of narrow scope may see nothing of what is meant for leaders: that is not a page of silence.
  if (feeds.length === 0) return <PlainPage title="leader.nothing" text="leader.nothing-why"><Link href="/">{say('app.home')}</Link></PlainPage>
  return (
    <LiveLine feeds={feeds} catalogue={catalogue} remembered={rememberedLive}>
      <SheetContext value={sheet}>
        <LeaderFrame>
          <Suspense>
            <Switch>
              <Route path="/leader" component={Overview} />
              <Route path="/leader/domains" component={Domains} />
              <Route path="/leader/domains/:id">{({ id }) => found(briefing.domains.find((one) => one.id === id), (domain) => <Domain key={id} domain={domain} />)}</Route>
              <Route path="/leader/figure/:series">{({ series }) => found(SeriesName.safeParse(decodeURIComponent(series)).data, (name) => <LeaderFigure key={name} series={name} />)}</Route>
              <Route path="/leader/places" component={Places} />
              <Route path="/leader/places/:id">{({ id }) => found(catalogue.localities.find((one) => one.id === id), (locality) => <Place key={id} locality={locality} />)}</Route>
              <Route path="/leader/agencies" component={Agencies} />
              <Route path="/leader/plans" component={Plans} />
              <Route><Redirect to="/leader" replace /></Route>
            </Switch>
          </Suspense>
        </LeaderFrame>
      </SheetContext>
    </LiveLine>
  )
}

const KEEP_MS = 60_000

/** What was seen last is kept on the device, for where there is no line: each minute, and whenever the page is put away. */
function useKept(feeds: readonly string[]): void {
  useEffect(() => {
    // Its code comes later than the figures; without a line it keeps nothing.
    const keep = () => void import('../../app/keep-on-device.ts').then(({ keepOnDevice }) => keepOnDevice(feeds), () => undefined)
    const hidden = () => document.visibilityState === 'hidden' && keep()
    const first = setTimeout(keep, 3_000)
    const timer = setInterval(() => document.visibilityState === 'visible' && keep(), KEEP_MS)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [feeds])
}

function found<T>(thing: T | undefined, draw: (thing: T) => ReactNode): ReactNode {
  return thing === undefined ? <NotFound /> : draw(thing)
}

/** All that the pages name, and nothing else: a phone's line is thin. */
function feedsOf(briefing: SeenBriefing, { indicators }: Catalogue): string[] {
  const named = new Set<string>([...allSeries(briefing).map((series) => series.slice(0, series.indexOf('@'))), ...briefing.locality, ...(briefing.map === undefined ? [] : [briefing.map.indicator, ...briefing.map.points.flatMap(layerIndicators)]), ...(briefing.agencies === undefined ? [] : [briefing.agencies.onTime, briefing.agencies.resolved])])
  return [...new Set<string>(indicators.filter(({ id }) => named.has(id)).map(({ domain }) => domain))].sort()
}
