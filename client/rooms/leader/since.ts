import { judgeStatus, type SeriesView } from '#contract'

export interface Since {
  at: number
  /** It was so already where the known past begins. */
  isOlder: boolean
}

/** Since when a figure has been beyond what is wanted without a break; by the target of today. Undefined where nothing of the past is known. */
export function badSince({ trail = [], indicator, target }: Pick<SeriesView, 'trail' | 'indicator' | 'target'>): Since | undefined {
  const known = trail.filter((point): point is readonly [number, number] => point[1] !== null)
  const lastGood = known.findLastIndex(([, value]) => judgeStatus(value, indicator, target?.value) !== 'bad')
  const first = known[lastGood + 1]
  return first === undefined ? undefined : { at: first[0], isOlder: lastGood === -1 }
}
