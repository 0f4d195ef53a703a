import type { SeriesView } from '#contract'
import type { RollCallOptions } from './options.ts'

export const ANSWERS = ['ready', 'between', 'off', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

/** What a site answered last, fresh or not; undefined where it never did. */
export function lastAnswer({ value }: SeriesView, { readyFrom, offAt }: Pick<RollCallOptions, 'readyFrom' | 'offAt'>): Exclude<Answer, 'unknown'> | undefined {
  if (typeof value !== 'number') return undefined
  return value >= readyFrom ? 'ready' : value <= offAt ? 'off' : 'between'
}

/** The sites by what they answer now. One that was not heard of in time is neither ready nor off. Pure. */
export function callRoll(views: readonly SeriesView[], options: Pick<RollCallOptions, 'readyFrom' | 'offAt'>): Record<Answer, SeriesView[]> {
  const roll: Record<Answer, SeriesView[]> = { ready: [], between: [], off: [], unknown: [] }
  for (const view of views) roll[isFresh(view) ? (lastAnswer(view, options) ?? 'unknown') : 'unknown'].push(view)
  return roll
}

export const isFresh = ({ freshness }: SeriesView): boolean => freshness === 'live' || freshness === 'late'

const FEWEST = 12
const MOST = 20

/** As many columns as leave the fewest places of the last row empty; of equals the one nearest to 16, which suits a tile. */
export function columnsFor(count: number): number {
  if (count <= FEWEST) return Math.max(1, count)
  const empty = (columns: number) => (columns - (count % columns)) % columns
  const all = Array.from({ length: MOST - FEWEST + 1 }, (_, i) => FEWEST + i)
  return all.toSorted((a, b) => empty(a) - empty(b) || Math.abs(a - 16) - Math.abs(b - 16))[0] ?? 16
}
