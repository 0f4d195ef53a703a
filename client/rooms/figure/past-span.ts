import type { Point, SeriesView } from '#contract'

/** How far back a figure that is told day by day is looked at. */
export const PAST_SPANS = ['quarter', 'year', 'all'] as const
export type PastSpan = (typeof PAST_SPANS)[number]

const DAY_MS = 86_400_000
const SPAN_MS: Record<PastSpan, number> = { quarter: 92 * DAY_MS, year: 366 * DAY_MS, all: Infinity }

/** Those that show more than the one before them; one alone is no choice. Months and quarters are few: all of them are one picture. */
export function spansOf({ trail = [], period }: SeriesView): PastSpan[] {
  const told = trail.filter(([, value]) => value !== null)
  const [first] = told
  const last = told.at(-1)
  if (period !== undefined || first === undefined || last === undefined) return ['all']
  const reach = last[0] - first[0]
  const spans = PAST_SPANS.filter((_, i) => i === 0 || reach > SPAN_MS[PAST_SPANS[i - 1] ?? 'quarter'])
  return spans.length === 1 ? ['all'] : spans
}

/** So many of its steps down tell a count of single days from one of months, years or all time, which falls when those begin anew, or never. */
const LEAST_FALLS = 0.15
const LEAST_DAYS = 7

/** Whether it counts anew each day, as far as its past tells. */
export function isOfDays({ indicator, period, trail = [] }: SeriesView): boolean {
  const told = trail.flatMap(([, value]) => value ?? [])
  const falls = told.filter((value, i) => value < (told[i - 1] ?? -Infinity)).length
  return indicator.kind === 'counter' && period === undefined && told.length >= LEAST_DAYS && falls / told.length >= LEAST_FALLS
}

/** Beyond a quarter the counts of single days, low on each day off, would be one solid band. */
export const isByMonth = (view: SeriesView, span: PastSpan, spans: readonly PastSpan[]): boolean => isOfDays(view) && spans.length > 1 && span !== 'quarter'

/** The view with so much of its past. Pure. */
export function spanView(view: SeriesView, span: PastSpan): SeriesView {
  const { trail = [] } = view
  const from = (trail.at(-1)?.[0] ?? 0) - SPAN_MS[span]
  return { ...view, trail: trail.filter(([at]) => at >= from) }
}

/** A count of the day that is still running: beside whole days it would look like a fall. Undefined where the newest is a whole one. */
export function runningDay(view: SeriesView, timeZone: string, now: number): Point | undefined {
  const dayOf = partsIn(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const last = view.trail?.at(-1)
  return isOfDays(view) && last !== undefined && dayOf(last[0]) === dayOf(now) ? last : undefined
}

/** The same with the day that is running as a dot of its own. */
export const apart = (view: SeriesView, running: Point | undefined): SeriesView =>
  (running === undefined ? view : { ...view, trail: [...(view.trail ?? []).slice(0, -1), [running[0] - 1, null], running] })

/**
 * Each month as the mean of its whole days that were told: a day that is missing, or still running, makes no month smaller. Not judged: targets and limits are of days.
 * Marks of a boundary, holes and what was brought over it stay apart. Pure.
 */
export function byMonth(view: SeriesView, running: Point | undefined, timeZone: string): SeriesView {
  const monthOf = partsIn(timeZone, { year: 'numeric', month: '2-digit' })
  const { target: _target, targets: _targets, pace: _pace, indicator: { warn: _warn, critical: _critical, ...indicator }, ...rest } = view
  const months: { key: string; points: Point[] }[] = []
  for (const point of view.trail ?? []) {
    if (point === running) continue
    const [at, value, facts] = point
    const key = value === null ? `hole ${at}` : `${monthOf(at)} ${facts?.apportioned === true}`
    const last = months.at(-1)
    if (last?.key === key) last.points.push(point)
    else months.push({ key, points: [point] })
  }
  return { ...rest, indicator, trail: months.flatMap(({ points }) => meanOf(points)) }
}

function meanOf(points: readonly Point[]): Point[] {
  const last = points.at(-1)
  if (last === undefined) return []
  const [at, value, facts] = last
  if (value === null) return [last]
  const mean = points.reduce((sum, [, one]) => sum + (one ?? 0), 0) / points.length
  return [facts?.apportioned === true ? [at, mean, { apportioned: true }] : [at, mean]]
}

function partsIn(timeZone: string, parts: Intl.DateTimeFormatOptions): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, ...parts })
  return (at) => format.format(at)
}
