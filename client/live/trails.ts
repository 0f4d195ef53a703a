import type { Point, PointFacts, SeriesName } from '#contract'

/** Finer than this no panel of ours can draw. */
export const TRAIL_POINTS = 600

interface Trail {
  points: Point[]
  ms: number
  /** The past was answered once, or cannot be: what there is may be drawn. */
  isTold: boolean
}

export interface Trails {
  /** From now on; never let go, so that a panel that comes back in its next turn has its past at once. Few series are kept. */
  keep: (series: SeriesName, ms: number) => void
  /** Grows the trail by a live value. */
  add: (series: SeriesName, at: number, value: number, facts?: PointFacts) => void
  /** Undefined while the past is asked for the first time: nothing can be said of it yet. */
  points: (series: SeriesName) => readonly Point[] | undefined
  /** Asks the past again for all trails: after a cut some points are missing. */
  seedAll: () => void
}

export interface TrailDeps {
  fetchTrail?: ((series: SeriesName, ms: number) => Promise<readonly Point[]>) | undefined
  /** How long a value of the series counts as live, 0 where a calendar says; silence much longer breaks the line. */
  liveForMs: (series: SeriesName) => number
  /** A trail has grown. */
  grown: (series: SeriesName) => void
}

export function createTrails({ fetchTrail, liveForMs, grown }: TrailDeps): Trails {
  const trails = new Map<SeriesName, Trail>()

  function seed(series: SeriesName, trail: Trail): void {
    void fetchPast(series, trail.ms).then((past) => {
      const newest = past.at(-1)?.[0] ?? -Infinity
      const later = trail.points.filter(([at]) => at > newest)
      trail.points = thin([...past, ...later], trail.ms)
      trail.isTold = true
      return grown(series)
    })
  }

  async function fetchPast(series: SeriesName, ms: number): Promise<readonly Point[]> {
    try {
      return (await fetchTrail?.(series, ms)) ?? []
    } catch {
      return [] // without the past the trail begins now, and is drawn so
    }
  }

  return {
    keep(series, ms) {
      const trail = trails.get(series) ?? { points: [], ms: 0, isTold: false }
      trails.set(series, trail)
      if (ms <= trail.ms) return
      trail.ms = ms
      seed(series, trail)
    },
    add(series, at, value, facts) {
      const trail = trails.get(series)
      if (!trail) return
      append(trail, facts === undefined ? [at, value] : [at, value, facts])
      grown(series)
    },
    points(series) {
      const trail = trails.get(series)
      return trail?.isTold === true ? broken(trail.points, longestGap(trail, liveForMs(series))) : undefined
    },
    seedAll: () => trails.forEach((trail, series) => seed(series, trail)),
  }
}

/** Three beats of silence, yet never less than the thinned past can tell. */
function longestGap({ ms }: Trail, liveForMs: number): number {
  return liveForMs > 0 ? Math.max(2.5 * liveForMs, (6 * ms) / TRAIL_POINTS) : Infinity
}

/**
 * Holes where nothing was heard: nothing is carried over them. A past that comes by the hour is no silence: a gap must also be
 * long beside its neighbours.
 */
function broken(points: readonly Point[], longestMs: number): Point[] {
  const gapBefore = (i: number) => (points[i]?.[0] ?? 0) - (points[i - 1]?.[0] ?? points[i]?.[0] ?? 0)
  return points.flatMap((point, i): Point[] => {
    const before = points[i - 1]
    const usual = 2.5 * Math.max(gapBefore(i - 1), gapBefore(i + 1))
    return before && before[1] !== null && point[1] !== null && point[0] - before[0] > Math.max(longestMs, usual) ? [[before[0] + 1, null], point] : [point]
  })
}

function append(trail: Trail, point: Point): void {
  const { points } = trail
  const last = points.at(-1)
  const bucketMs = trail.ms / TRAIL_POINTS
  if (last && point[0] < last[0]) return
  if (last && bucketOf(last[0], bucketMs) === bucketOf(point[0], bucketMs)) points.pop()
  points.push(point)
  const oldest = point[0] - trail.ms
  let gone = 0
  while (points.length - gone > TRAIL_POINTS || (points[gone]?.[0] ?? oldest) < oldest) gone++
  if (gone > 0) points.splice(0, gone)
}

/** The newest point of each bucket, as the server thins the past. */
function thin(points: readonly Point[], ms: number): Point[] {
  const bucketMs = ms / TRAIL_POINTS
  const kept = points.filter((point, i) => {
    const next = points[i + 1]
    // A change of boundaries is not thinned away.
    return !next || point[2]?.boundary !== undefined || bucketOf(point[0], bucketMs) !== bucketOf(next[0], bucketMs)
  })
  return kept.slice(-TRAIL_POINTS)
}

const bucketOf = (at: number, bucketMs: number): number => Math.floor(at / bucketMs)
