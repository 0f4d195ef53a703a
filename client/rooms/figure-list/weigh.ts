import type { Limit, SeriesView } from '#contract'
import { aimValueOf, statusOf } from '../../parts/index.ts'

export interface Tally {
  good: number
  /** Live or late, and there is something to judge by. */
  judged: number
  /** Too old, cut off or never there: shown, not judged. */
  silent: number
}

/** How many of the figures are as they should be. */
export function tally(views: readonly SeriesView[]): Tally {
  const statuses = views.map(statusOf)
  return {
    good: statuses.filter((status) => status === 'good').length,
    judged: statuses.filter((status) => status !== 'unknown').length,
    silent: views.filter(({ freshness }) => freshness !== 'live' && freshness !== 'late').length,
  }
}

/** What somebody has to see to, in the order of the briefing: what is wrong first, then what tells nothing any more. */
export function exceptionsOf(views: readonly SeriesView[]): SeriesView[] {
  const unique = [...new Map(views.map((view) => [view.series, view])).values()]
  const bad = unique.filter((view) => statusOf(view) === 'bad').toSorted((a, b) => shortfall(b) - shortfall(a))
  return [...bad, ...unique.filter(({ freshness }) => freshness === 'stale')]
}

/** How far from what was wanted, as a share of it and at most all of it: 61,4 of 70 weighs more than 97,6 of 98, and three of none is no more than all. */
export function shortfall(view: SeriesView): number {
  const wanted = wantedOf(view)
  if (typeof view.value !== 'number' || wanted === undefined) return 0
  const gap = Math.abs(view.value - wanted)
  return wanted === 0 ? Math.min(1, gap) : Math.min(1, gap / Math.abs(wanted))
}

/** The one number a figure is measured by: what is aimed at by now, else the limit it must not pass. */
export function wantedOf(view: SeriesView): number | undefined {
  const { indicator: { warn, critical }, value } = view
  return aimValueOf(view) ?? edgeOf(warn ?? critical, value)
}

const edgeOf = (limit: Limit | undefined, value: SeriesView['value']): number | undefined =>
  limit === undefined || typeof limit === 'number' ? limit : typeof value === 'number' && value > limit.high ? limit.high : limit.low
