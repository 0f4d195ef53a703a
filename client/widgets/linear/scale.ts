import type { SeriesView } from '#contract'
import type { LinearOptions } from './options.ts'

export interface Range {
  low: number
  high: number
}

/** What grows over a period has no limits of its own: only its pace, which is marked apart. */
export function limitsOf({ indicator, target }: SeriesView): number[] {
  if (indicator.pace !== undefined) return target === undefined ? [] : [target.value]
  const all = [indicator.warn, indicator.critical].flatMap((limit) => (limit === undefined ? [] : typeof limit === 'number' ? [limit] : [limit.low, limit.high]))
  return [...new Set(target === undefined ? all : [...all, target.value])]
}

/** The scale of a row: its indicator's own ends go before those of the panel. */
export const scaleFor = (view: SeriesView, { low, high, scales }: LinearOptions): Range => scaleOf(view, { low, high, ...scales[view.indicator.id] })

/** Ends of the scale: as told, else 0 to 100 for shares, else round the limits and the value. Never of no length. */
export function scaleOf(view: SeriesView, { low, high }: Pick<LinearOptions, 'low' | 'high'>): Range {
  const marks = [...limitsOf(view), ...(view.pace === undefined ? [] : [view.pace.expected]), ...(typeof view.value === 'number' ? [view.value] : [])]
  const from = low ?? Math.min(0, ...marks)
  const to = high ?? (view.indicator.unit === '%' ? 100 : Math.max(100, ...marks))
  return { low: from, high: to > from ? to : from + 1 }
}

/** Where the value may be without a word: up to the warning, or the target where there is none. */
export function normalBand({ indicator: { warn, critical, direction, pace: rule }, target, pace }: SeriesView, scale: Range): Range | undefined {
  const limit = rule === undefined ? warn ?? target?.value ?? critical : pace?.expected
  if (limit === undefined || direction === 'none') return undefined
  if (typeof limit !== 'number') return limit
  if (direction === 'band') return undefined
  return direction === 'lower' ? { low: scale.low, high: limit } : { low: limit, high: scale.high }
}
