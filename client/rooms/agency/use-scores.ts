import { useCallback } from 'react'
import type { Catalogue, OutagesAnswer, QualityAnswer, QualityBy } from '#contract'
import { pageApi } from '../../app/api.ts'
import { type OwnDays, periodOf, type Span } from './period-of.ts'
import { type ReadAgain, useReadAgain } from './use-read-again.ts'

export interface ScoresAsked {
  span: Span
  own: OwnDays
  by: QualityBy
}

/** Scores over a span that moves on with the day; undefined as answer where the days chosen make none. */
export function useScores({ deployment: { timeZone } }: Pick<Catalogue, 'deployment'>, { span, own: { from, to }, by }: ScoresAsked): ReadAgain<QualityAnswer | 'no-period'> {
  const load = useCallback(async () => {
    const period = periodOf(span, { now: Date.now(), timeZone, own: { from, to } })
    return period === undefined ? ('no-period' as const) : pageApi.scores({ ...period, by })
  }, [span, from, to, by, timeZone])
  return useReadAgain(load)
}

export const useOutages = (): ReadAgain<OutagesAnswer> => useReadAgain(pageApi.outages)
