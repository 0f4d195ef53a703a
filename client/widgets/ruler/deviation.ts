import type { SeriesView } from '#contract'

/** The mark stands here on every row, in percent of the ruler. */
export const MARK_AT = 64

export interface Deviation {
  /** What it is measured against: the target, or a limit where there is none. */
  mark: number
  /** How far on the good side of the mark, in the indicator's unit; negative is short. */
  good: number
  /** As it is written: value less mark. */
  written: number
}

/** Undefined without a figure, without a mark, and where no side is the good one. */
export function deviationOf({ value, indicator, target }: SeriesView): Deviation | undefined {
  const { direction, warn, critical } = indicator
  if (typeof value !== 'number' || direction === 'none') return undefined
  if (direction === 'band') {
    const band = [warn, critical].find((limit) => typeof limit === 'object')
    if (typeof band !== 'object') return undefined
    const isLow = value - band.low < band.high - value
    const mark = isLow ? band.low : band.high
    return { mark, good: isLow ? value - mark : mark - value, written: value - mark }
  }
  const mark = target?.value ?? [warn, critical].find((limit) => typeof limit === 'number')
  if (typeof mark !== 'number') return undefined
  return { mark, good: direction === 'lower' ? mark - value : value - mark, written: value - mark }
}

/** How much short of its mark each indicator stands at the left end. One scale for all rows of one indicator: they are compared. */
export function reachesOf(views: readonly SeriesView[], stored: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const reaches = new Map<string, number>()
  for (const { indicator } of views) {
    if (reaches.has(indicator.id)) continue
    const own = views.filter((view) => view.indicator.id === indicator.id)
    reaches.set(indicator.id, stored[indicator.id] ?? toCritical(own) ?? byFigures(own))
  }
  return reaches
}

/** The critical limit then lies half way: what is bad is far from the mark, and there is room beyond. */
function toCritical(views: readonly SeriesView[]): number | undefined {
  const critical = views[0]?.indicator.critical
  const mark = views.map(deviationOf).find((deviation) => deviation !== undefined)?.mark
  return typeof critical !== 'number' || mark === undefined || mark === critical ? undefined : 2 * Math.abs(mark - critical)
}

const RIGHT = (100 - MARK_AT) / MARK_AT

function byFigures(views: readonly SeriesView[]): number {
  const needed = views.map(deviationOf).map((one) => (one === undefined ? 0 : one.good < 0 ? -one.good : one.good / RIGHT))
  const most = Math.max(0, ...needed)
  return most === 0 ? 1 : roundUp(most)
}

/** 1, 2, 5, 10, 20, 50 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

/** Where a deviation stands, in percent of the ruler; `isBeyond` where the ruler ends before it. */
export function placeOf(good: number, reach: number): { at: number; isBeyond: boolean } {
  const at = MARK_AT * (1 + good / reach)
  return { at: Math.min(100, Math.max(0, at)), isBeyond: at < 0 || at > 100 }
}
