import type { KeptSample } from '#contract'
import type { BatchSample } from './bus.ts'

/**
 * How many samples told before are held beside the latest of a series. publish-script.ts writes them anew with every value:
 * sixteen cost Redis about as much again as everything else.
 */
export const REMEMBERED = 16

/** The latest value of a series and what else was accepted lately, oldest first, to know late repeats. */
export interface SeriesState {
  latest: KeptSample
  past: readonly Told[]
}

type Told = Pick<BatchSample, 'at' | 'period' | 'value'>
export type Verdict = 'newer' | 'correction' | 'older' | 'unchanged'

/** The rules of the live value; publish-script.ts holds the same for Redis, and one test compares them. */
export function judge(state: SeriesState | undefined, sample: BatchSample): Verdict {
  if (state === undefined) return 'newer'
  const order = compareMoment(sample, state.latest)
  if (order > 0) return 'newer'
  if (order === 0) return sample.value === state.latest.value && !tellsOtherCoverage(sample, state.latest) ? 'unchanged' : 'correction'
  return state.past.some((told) => compareMoment(told, sample) === 0 && told.value === sample.value) ? 'unchanged' : 'older'
}

/** Fewer communes behind an equal sum is news: a part must not go on looking like the whole. Who says nothing of coverage changes none. */
function tellsOtherCoverage({ coverage }: BatchSample, held: KeptSample): boolean {
  return coverage !== undefined && (coverage.reported !== held.coverage?.reported || coverage.expected !== held.coverage.expected)
}

/** The state after a sample that was news. */
export function remember(state: SeriesState | undefined, kept: KeptSample, verdict: 'newer' | 'correction' | 'older'): SeriesState {
  if (state === undefined) return { latest: kept, past: [] }
  const { at, period, value } = verdict === 'older' ? kept : state.latest
  return { latest: verdict === 'older' ? state.latest : kept, past: [...state.past, { at, period, value }].slice(-REMEMBERED) }
}

/** By time, then by period: two figures may be true at the same moment for different periods. */
function compareMoment(a: Told, b: Told): number {
  if (a.at !== b.at) return a.at - b.at
  const [aPeriod, bPeriod] = [a.period ?? '', b.period ?? '']
  if (aPeriod === bPeriod) return 0
  return aPeriod > bPeriod ? 1 : -1
}
