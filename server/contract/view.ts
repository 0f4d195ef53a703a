import type { Comparable } from './comparison.ts'
import type { Freshness } from './freshness.ts'
import type { SeriesName } from './ids.ts'
import type { Indicator } from './indicator.ts'
import type { Coverage, Value, ValueState } from './sample.ts'
import type { Position } from './map.ts'
import type { SourceHealth, SourceInfo } from './source.ts'
import type { EraBoundary } from './succession.ts'
import type { Target } from './target.ts'
import type { Text } from './text.ts'

/** What must be known of a point before anything is compared with it. */
export interface PointFacts extends Pick<Comparable, 'period' | 'state' | 'coverage'> {
  /** Brought here from the areas of before a change of boundaries. */
  apportioned?: true
  /** On a hole: the change of boundaries that lies there. */
  boundary?: EraBoundary
}

/** One point of a trail, `[at, value]`; value null draws a hole (nothing is carried forward). */
export type Point = readonly [at: number, value: number | null, facts?: PointFacts]

/** What a subject is: an area of the unit tree, an agency, or a place that is measured. */
export type SubjectLevel = 'province' | 'district' | 'commune' | 'agency' | 'site'

/**
 * A series as a widget gets it, live or from the past alike: the value never comes without its age, source and freshness.
 * `value` and `at` are absent together, then freshness is `never` (or `lost` on a cut screen).
 */
export interface SeriesView {
  series: SeriesName
  indicator: Indicator
  /** Name of the subject, short form for walls, and what it is, so that parts are counted by their own name. */
  subject: {
    id: string
    name: Text
    short: string
    level?: SubjectLevel
    /** Of a site: what kind it is of, where it stands, and in which area. */
    kind?: string
    at?: Position
    locality?: string
  }
  source: SourceInfo | undefined
  freshness: Freshness
  value?: Value
  at?: number
  /** Until when it counts as live, for the ring. */
  liveUntil?: number
  period?: string
  state?: ValueState
  suspect?: boolean
  coverage?: Coverage
  /** The main target of the day the value is for, and all of that day. */
  target?: Target
  targets?: Target[]
  /** Of a figure judged by its pace: the share of the target it should have come to by its day, and what that is. */
  pace?: { share: number; expected: number }
  /** Recent past, oldest first, thinned; only for widgets that declare `needs.trailMs`. Absent while it is still asked for; empty where there is none. */
  trail?: readonly Point[]
}

/** A source with how it does, as the source strip gets it. */
export interface SourceView {
  info: SourceInfo
  /** Whose it is: the name of its agency, where the catalogue knows it. */
  owner?: Text
  /** `lost` for all of them while the screen's own line is cut, also for one of which nothing was heard yet. */
  freshness: Freshness
  health: SourceHealth | undefined
}
