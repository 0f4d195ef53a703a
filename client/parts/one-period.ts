import { comparePeriods, type SeriesView } from '#contract'

/** Places that may be held against each other, and those whose figure is for another period. */
export interface OnePeriod<View> {
  same: View[]
  others: View[]
  /** Some of them are estimated or preliminary and others are not. */
  isMixed: boolean
}

/** What most places are for, the newer of two as many; a commune's September is not ranked among the others' October. */
export function ofOnePeriod<View extends SeriesView>(views: readonly View[]): OnePeriod<View> {
  const counts = new Map<string, number>()
  for (const { period = '' } of views) counts.set(period, (counts.get(period) ?? 0) + 1)
  const [main = ''] = [...counts].sort(([a, some], [b, more]) => more - some || (a === '' || b === '' ? a.length - b.length : comparePeriods(a, b)))[0] ?? []
  const same = views.filter(({ period = '' }) => period === main)
  return { same, others: views.filter(({ period = '' }) => period !== main), isMixed: new Set(same.map(({ state }) => state)).size > 1 }
}
