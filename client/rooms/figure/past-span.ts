import type { Point, SeriesView } from '#contract'

/** How far back a figure that is told day by day is looked at. */
export const PAST_SPANS = ['quarter', 'year', 'all'] as const
export type PastSpan = (typeof PAST_SPANS)[number]

const DAY_MS = 86_400_000
const SPAN_MS: Record<PastSpan, number> = { quarter: 92 * DAY_MS, year: 366 * DAY_MS, all: Infinity }

/** Those that show more than the one before them; one alone is no choice. Months and quarters are few: all of them are one picture. */
export function spansOf({ trail = [], period }: SeriesView): PastSpan[] {
  const [first] = trail
  const last = trail.at(-1)
  if (period !== undefined || first === undefined || last === undefined) return ['all']
  const reach = last[0] - first[0]
  const spans = PAST_SPANS.filter((_, i) => i === 0 || reach > SPAN_MS[PAST_SPANS[i - 1] ?? 'quarter'])
  return spans.length === 1 ? ['all'] : spans
}

/** Beyond a quarter the counts of single days, low on each day off, would be one solid band. */
export const isByMonth = ({ indicator, period }: SeriesView, span: PastSpan, spans: readonly PastSpan[]): boolean =>
  indicator.kind === 'counter' && period === undefined && spans.length > 1 && span !== 'quarter'

/** The view with so much of its past. Pure. */
export function spanView(view: SeriesView, span: PastSpan): SeriesView {
  const { trail = [] } = view
  const from = (trail.at(-1)?.[0] ?? 0) - SPAN_MS[span]
  return { ...view, trail: trail.filter(([at]) => at >= from) }
}

/**
 * Each month as the mean of its days that were told: a day that is missing makes no month smaller. Not judged: targets and limits are of days.
 * Marks of a boundary, holes and what was brought over it stay apart. Pure.
 */
export function byMonth(view: SeriesView, timeZone: string): SeriesView {
  const monthOf = monthsIn(timeZone)
  const { target: _target, targets: _targets, pace: _pace, indicator: { warn: _warn, critical: _critical, ...indicator }, ...rest } = view
  const months: { key: string; points: Point[] }[] = []
  for (const point of view.trail ?? []) {
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

function monthsIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' })
  return (at) => format.format(at)
}
