import type { LocalityMap, Position, SeriesView } from '#contract'
import type { MapPoint, PointState } from '../../maps/index.ts'
import { statusOf } from '../../parts/index.ts'
import type { PointMapOptions } from './options.ts'

/** A site with the figure that speaks for it: the worst of its figures. */
export interface Site {
  view: SeriesView
  state: PointState
}

export interface Points {
  points: readonly MapPoint[]
  sites: readonly Site[]
  /** Beyond a limit or out of date, the worst first. */
  odd: readonly Site[]
  counts: ReadonlyMap<PointState, number>
  /** Drawn in the middle of their commune, because nobody told where they stand. */
  byCommune: number
  /** Neither coordinates nor a commune that is drawn: told by name, never left out in silence. */
  placeless: readonly SeriesView[]
}

const WORST: readonly PointState[] = ['bad', 'watch', 'stale', 'lost', 'never', 'good']
const worseness = (state: PointState): number => WORST.indexOf(state)

/** Judged once: an unchanged view is the same object, and nine of ten thousand points are unchanged. */
const states = new WeakMap<SeriesView, PointState>()

export function stateOf(view: SeriesView): PointState {
  const known = states.get(view)
  if (known !== undefined) return known
  const state = judge(view)
  states.set(view, state)
  return state
}

function judge(view: SeriesView): PointState {
  if (view.freshness === 'lost' || view.freshness === 'stale' || view.freshness === 'never') return view.freshness
  const status = statusOf(view)
  return status === 'bad' || status === 'watch' ? status : 'good'
}

/** What was drawn last: an unchanged point stays the same object, so that only what changed is painted. */
export interface Memory {
  keep(made: MapPoint): MapPoint
}

export function createMemory(): Memory {
  const known = new Map<string, MapPoint>()
  return {
    keep(made) {
      const old = known.get(made.key)
      if (old !== undefined && isSame(old, made)) return old
      known.set(made.key, made)
      return made
    },
  }
}

/** One point for each site. */
export function describePoints(views: readonly SeriesView[], { shapes, options, memory }: { shapes: LocalityMap | undefined; options: PointMapOptions; memory: Memory }): Points {
  const sites = sitesOf(views)
  const anchors = new Map<string, Position>(shapes?.features.map(({ properties }) => [properties.subject, properties.anchor]))
  const shapeOf = new Map(options.kinds.map(({ kind, shape }) => [kind, shape]))
  const shared = new Map<number, number>()
  const points: MapPoint[] = []
  const placeless: SeriesView[] = []
  let byCommune = 0
  for (const { view, state } of sites) {
    const { id, at, locality = '', kind = '' } = view.subject
    const place = at ?? anchors.get(locality)
    if (place === undefined) {
      placeless.push(view)
      continue
    }
    if (at === undefined) byCommune += 1
    const spot = spotOf(place)
    const there = shared.get(spot) ?? 0
    shared.set(spot, there + 1)
    const point: MapPoint = { key: id, at: place, shape: shapeOf.get(kind) ?? 'circle', state }
    if (there > 0) point.nudge = nudgeOf(there)
    points.push(memory.keep(point))
  }
  const counts = new Map<PointState, number>()
  for (const { state } of sites) counts.set(state, (counts.get(state) ?? 0) + 1)
  const odd = sites.filter(({ state }) => state === 'bad' || state === 'watch' || state === 'stale').sort((a, b) => worseness(a.state) - worseness(b.state))
  return { points, sites, odd, counts, byCommune, placeless }
}

function sitesOf(views: readonly SeriesView[]): Site[] {
  const found = new Map<string, Site>()
  for (const view of views) {
    const state = stateOf(view)
    const other = found.get(view.subject.id)
    if (other === undefined || worseness(state) < worseness(other.state)) found.set(view.subject.id, { view, state })
  }
  return [...found.values()]
}

/** A place to about a metre as one number: as text, ten thousand moving ones would cost 50 ms a second. */
const PER_DEGREE = 1e5
const spotOf = ([lon, lat]: Position): number => Math.round(lon * PER_DEGREE) * 360 * PER_DEGREE + Math.round(lat * PER_DEGREE)

const NUDGE_PX = 30
const AROUND = 6

/** Several at one place stand around it, six to a ring. */
function nudgeOf(there: number): { x: number; y: number } {
  const angle = ((there - 1) % AROUND) * ((2 * Math.PI) / AROUND)
  const far = NUDGE_PX * Math.ceil(there / AROUND)
  return { x: Math.round(far * Math.cos(angle)), y: Math.round(far * Math.sin(angle)) }
}

const isSame = (a: MapPoint, b: MapPoint): boolean =>
  a.state === b.state && a.shape === b.shape && a.at[0] === b.at[0] && a.at[1] === b.at[1] && a.nudge?.x === b.nudge?.x && a.nudge?.y === b.nudge?.y
