import { Explanation, type ExplanationAsked, ExplanationsAnswer, type SeriesName } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** Why figures are not as they should be, and what is done about it. */
export interface ExplanationCalls {
  /** All of one series, newest first, and whether I may write one. */
  explanationsOf: (series: SeriesName) => Promise<ExplanationsAnswer>
  /** The newest of each series, of one indicator or of all I may see. */
  explanations: (indicator?: string) => Promise<ExplanationsAnswer>
  explain: (asked: ExplanationAsked) => Promise<Explanation>
}

export function explanationCalls(fetch: Fetch): ExplanationCalls {
  const path = '/api/v1/explanations'
  const get = async (query: string) => read(path, await ask(fetch, `${path}${query}`, { cache: 'no-store' }), ExplanationsAnswer)
  return {
    explanationsOf: (series) => get(`?series=${encodeURIComponent(series)}`),
    explanations: (indicator) => get(indicator === undefined ? '' : `?indicator=${encodeURIComponent(indicator)}`),
    explain: async (asked) => read(path, await ask(fetch, path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked) }), Explanation),
  }
}
