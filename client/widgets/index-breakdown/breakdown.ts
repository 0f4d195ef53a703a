import type { SeriesView } from '#contract'
import type { IndexBreakdownOptions } from './options.ts'

export interface Group {
  view: SeriesView
  /** Most points it can have. */
  most: number | undefined
  /** Points not reached; undefined without a figure or a maximum. */
  lost: number | undefined
}

export interface Breakdown {
  total: SeriesView | undefined
  rank: SeriesView | undefined
  groups: readonly Group[]
  /** The longest track. */
  longest: number
  /** Groups that lose most points, worst first. */
  losing: readonly Group[]
  /** What the groups add up to where that is not the total: both are shown, neither is corrected. */
  otherSum: number | undefined
}

const MOST_LOSING = 2

export function breakdownOf(views: readonly SeriesView[], { total: totalId, rank: rankId, most }: IndexBreakdownOptions): Breakdown {
  const total = views.find(({ indicator }) => indicator.id === totalId)
  const rank = views.find(({ indicator }) => indicator.id === rankId)
  const groups = views.filter((view) => view !== total && view !== rank).map((view): Group => {
    const maximum = most[view.indicator.id]
    return { view, most: maximum, lost: maximum === undefined || typeof view.value !== 'number' || isOld(view) ? undefined : maximum - view.value }
  })
  return {
    total, rank, groups,
    longest: Math.max(0, ...groups.map((group) => group.most ?? 0)),
    losing: groups.filter(({ lost }) => (lost ?? 0) > 0).toSorted((a, b) => (b.lost ?? 0) - (a.lost ?? 0)).slice(0, MOST_LOSING),
    otherSum: otherSumOf(total, groups),
  }
}

const isOld = ({ freshness }: SeriesView): boolean => freshness === 'stale' || freshness === 'lost'

/** As many as have room, in their order: those that lose most stay, and those without a figure go first. */
export function keepWorst(groups: readonly Group[], fits: number): readonly Group[] {
  const kept = new Set(groups.toSorted((a, b) => (b.lost ?? -1) - (a.lost ?? -1)).slice(0, fits))
  return groups.filter((group) => kept.has(group))
}

/** Only where all groups have a figure: a sum with a part missing is smaller by itself. Figures are rounded, each by half a step at most. */
function otherSumOf(total: SeriesView | undefined, groups: readonly Group[]): number | undefined {
  const values = groups.map(({ view }) => view.value)
  if (typeof total?.value !== 'number' || values.length === 0 || !values.every((value) => typeof value === 'number')) return undefined
  const sum = values.reduce((all, value) => all + value, 0)
  const step = 10 ** -Math.min(total.indicator.decimals, ...groups.map(({ view }) => view.indicator.decimals))
  return Math.abs(sum - total.value) > (step / 2) * (groups.length + 1) ? sum : undefined
}
