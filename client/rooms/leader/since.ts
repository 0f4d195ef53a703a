import type { SeriesView } from '#contract'
import { statusOf } from '../../parts/index.ts'

export interface Since {
  at: number
  /** It was so already where the known past begins. */
  isOlder: boolean
}

/** Since when a figure has been beyond what is wanted without a break; by what is wanted today. Undefined where nothing of the past is known. */
export function badSince(view: SeriesView): Since | undefined {
  const known = (view.trail ?? []).filter(([, value]) => value !== null)
  const lastGood = known.findLastIndex(([, value]) => value !== null && statusOf({ ...view, freshness: 'live', value }) !== 'bad')
  const first = known[lastGood + 1]
  return first === undefined ? undefined : { at: first[0], isOlder: lastGood === -1 }
}
