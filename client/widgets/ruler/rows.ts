import { deviationOf, type Deviation, reachesOf } from './deviation.ts'
import type { SeriesView } from '#contract'
import type { RulerOptions } from './options.ts'

export interface RulerRow {
  view: SeriesView
  deviation: Deviation | undefined
  reach: number
}

/** Worst first on each row's own scale; without a mark next, never reported last. As far as there is room: the rest is counted. */
export function rowsOf(views: readonly SeriesView[], { order, reach }: RulerOptions, fits: number): { shown: RulerRow[]; rest: SeriesView[] } {
  const reaches = reachesOf(views, reach)
  const rows = views.map((view): RulerRow => ({ view, deviation: deviationOf(view), reach: reaches.get(view.indicator.id) ?? 1 }))
  const sorted = order === 'given' ? rows : rows.toSorted((a, b) => shareOf(a) - shareOf(b))
  return { shown: sorted.slice(0, fits), rest: sorted.slice(fits).map(({ view }) => view) }
}

function shareOf({ view, deviation, reach }: RulerRow): number {
  if (deviation !== undefined) return Math.max(-1e9, Math.min(1e9, deviation.good / reach))
  return view.value === undefined ? 3e9 : 2e9
}
