import type { SeriesView } from '#contract'
import { useSay } from '../../locale/index.ts'
import { StatusGlyph, statusOf } from '../../parts/index.ts'

/** How many of a place's figures are wrong, nearly wrong, judged at all, and asked for. */
export interface PlaceStanding {
  bad: number
  watch: number
  judged: number
  all: number
}

export function standingOf(views: readonly SeriesView[]): PlaceStanding {
  const statuses = views.map(statusOf)
  const count = (status: string) => statuses.filter((one) => one === status).length
  return { bad: count('bad'), watch: count('watch'), judged: statuses.length - count('unknown'), all: statuses.length }
}

/** In one line, led by the worst: all are met only where none is nearly met either, and none goes unjudged. */
export function PlaceState({ standing: { bad, watch, judged, all } }: { standing: PlaceStanding }) {
  const say = useSay()
  const told = [...(bad > 0 ? [say('leader.notMet', { bad, judged })] : []), ...(watch > 0 ? [say(bad > 0 ? 'leader.nearlyToo' : 'leader.nearlyMet', { watch, judged })] : [])]
  return (
    <>
      <StatusGlyph status={bad > 0 ? 'bad' : watch > 0 ? 'watch' : judged > 0 ? 'good' : 'unknown'} />
      {judged === 0 ? say('figure.neverNotJudged') : told.length === 0 ? say(judged < all ? 'leader.metOf' : 'leader.allMet', { judged, all }) : told.join(', ')}
    </>
  )
}
