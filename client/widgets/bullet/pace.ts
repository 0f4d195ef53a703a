import { daysOfPeriod, elapsedShare, judgeAtPace, type Pace, type SeriesView, type Status } from '#contract'
import { formatTime } from '../../locale/index.ts'
import { statusOf } from '../../parts/index.ts'

export interface PaceFacts {
  /** The whole-year plan: the main target, or the greatest where none is the main one. */
  plan: number
  /** What it should have come to by the day the figure is true at, not by today: a month's report is measured at its own end. */
  needed: number
  /** That day. */
  day: string
  /** The same day a year ago, where the trail reaches back. */
  before: number | undefined
  status: Status
}

const YEAR_MS = 365 * 86_400_000
/** A monthly figure of last year stands within half a month of the same day. */
const NEAR_MS = 16 * 86_400_000

/** Undefined without a figure or a plan. */
export function paceOf(view: SeriesView, pace: Pace, timeZone: string): PaceFacts | undefined {
  const plan = view.target?.value ?? greatest(view.targets?.map(({ value }) => value) ?? [])
  if (typeof view.value !== 'number' || view.at === undefined || plan === undefined || plan <= 0) return undefined
  const day = measuredOn(view, view.at, timeZone)
  const share = elapsedShare((view.period ?? day).slice(0, 4), day, view.indicator.periods)
  // The limits are points of the plan: of a plan of 95 % they are percentage points, of one in money a share of it.
  const point = view.indicator.unit === '%' ? 1 : plan / 100
  const isJudged = view.freshness === 'live' || view.freshness === 'late'
  const status = isJudged ? judgeAtPace(view.value, { target: plan, share, pace: { warn: pace.warn * point, critical: pace.critical * point } }) : 'unknown'
  // Where the catalogue has a pace for it, one verdict holds on the whole wall.
  if (view.pace !== undefined) return { plan, needed: view.pace.expected, day, before: beforeOf(view.trail ?? [], view.at - YEAR_MS), status: statusOf(view) }
  return { plan, needed: plan * share, day, before: beforeOf(view.trail ?? [], view.at - YEAR_MS), status }
}

/** A month's figure told on the 6th of the next stands for the month's end. */
function measuredOn({ period, indicator }: SeriesView, at: number, timeZone: string): string {
  const day = dayOf(at, timeZone)
  const last = period === undefined ? day : daysOfPeriod(period, indicator.periods).last
  return last < day ? last : day
}

const greatest = (values: readonly number[]): number | undefined => (values.length === 0 ? undefined : Math.max(...values))

export function dayOf(at: number, timeZone: string): string {
  const [day = '', month = '', year = ''] = formatTime(at, timeZone, 'en', { day: '2-digit', month: '2-digit', year: 'numeric' }).split('/')
  return `${year}-${month}-${day}`
}

function beforeOf(trail: NonNullable<SeriesView['trail']>, wanted: number): number | undefined {
  const near = trail.flatMap(([at, value]) => (value === null || Math.abs(at - wanted) > NEAR_MS ? [] : [{ off: Math.abs(at - wanted), value }]))
  return near.toSorted((a, b) => a.off - b.off)[0]?.value
}
