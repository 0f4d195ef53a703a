import type { BatchSample } from './bus.ts'

/** How many samples told before are held beside the latest of a series. */
export const REMEMBERED = 16

type Told = Pick<BatchSample, 'at' | 'period' | 'value'>
type Weighed = Told & Pick<BatchSample, 'coverage'>

/** The latest value of a series and what else was accepted lately, oldest first, to know late repeats. */
export interface SeriesState<L extends Weighed = Weighed> {
  latest: L
  readonly past: Told[]
}

export type Verdict = 'newer' | 'correction' | 'older' | 'unchanged'

/** The rules of the live value, for every bus. */
export function judge(state: SeriesState | undefined, sample: BatchSample): Verdict {
  if (state === undefined) return 'newer'
  const order = compareMoment(sample, state.latest)
  if (order > 0) return 'newer'
  if (order === 0) return sample.value === state.latest.value && !tellsOtherCoverage(sample, state.latest) ? 'unchanged' : 'correction'
  return state.past.some((told) => compareMoment(told, sample) === 0 && told.value === sample.value) ? 'unchanged' : 'older'
}

/** Fewer communes behind an equal sum is news: a part must not go on looking like the whole. Who says nothing of coverage changes none. */
function tellsOtherCoverage({ coverage }: BatchSample, held: Weighed): boolean {
  return coverage !== undefined && (coverage.reported !== held.coverage?.reported || coverage.expected !== held.coverage.expected)
}

/** Takes a sample that was news into the states. */
export function remember<K, L extends Weighed>(states: Map<K, SeriesState<L>>, key: K, { kept, verdict }: { kept: L; verdict: 'newer' | 'correction' | 'older' }): void {
  const state = states.get(key)
  if (state === undefined) {
    states.set(key, { latest: kept, past: [] })
    return
  }
  const { at, period, value } = verdict === 'older' ? kept : state.latest
  if (verdict !== 'older') state.latest = kept
  state.past.push({ at, period, value })
  if (state.past.length > REMEMBERED) state.past.shift()
}

/** By time, then by period: two figures may be true at the same moment for different periods. */
function compareMoment(a: Told, b: Told): number {
  if (a.at !== b.at) return a.at - b.at
  const [aPeriod, bPeriod] = [a.period ?? '', b.period ?? '']
  if (aPeriod === bPeriod) return 0
  return aPeriod > bPeriod ? 1 : -1
}
