import type { SeriesView } from '#contract'
import type { RollCallOptions } from './options.ts'

export const ANSWERS = ['ready', 'between', 'off', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

/** What a site answers. One that was not heard of in time is neither ready nor off. */
export function answerOf({ value, freshness }: SeriesView, { readyFrom, offAt }: Pick<RollCallOptions, 'readyFrom' | 'offAt'>): Answer {
  if (typeof value !== 'number' || (freshness !== 'live' && freshness !== 'late')) return 'unknown'
  return value >= readyFrom ? 'ready' : value <= offAt ? 'off' : 'between'
}

/** The sites of each answer, in the order of the query. */
export function callRoll(views: readonly SeriesView[], options: Pick<RollCallOptions, 'readyFrom' | 'offAt'>): Record<Answer, SeriesView[]> {
  const roll: Record<Answer, SeriesView[]> = { ready: [], between: [], off: [], unknown: [] }
  for (const view of views) roll[answerOf(view, options)].push(view)
  return roll
}
