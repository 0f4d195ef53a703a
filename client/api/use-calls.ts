import { type Screen, SeriesUseAnswer, UseAnswer } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** What is used: an indicator by screens and formulas, a page by roles. */
export interface UseCalls {
  /** Where an indicator is used. */
  usesOfIndicator: (indicator: string) => Promise<SeriesUseAnswer>
  /** Which pages were opened, from one day to another. */
  use: (from: string, to: string) => Promise<UseAnswer>
  /** Tells that a page was opened. Nobody waits for it, and nobody is told when it does not arrive. */
  opened: (screen: Screen) => void
}

export function useCalls(fetch: Fetch): UseCalls {
  const path = '/api/v1/use'
  const usesPath = '/api/v1/series-use'
  return {
    usesOfIndicator: async (indicator) => read(usesPath, await ask(fetch, `${usesPath}?indicator=${encodeURIComponent(indicator)}`, { cache: 'no-store' }), SeriesUseAnswer),
    use: async (from, to) => read(path, await ask(fetch, `${path}?from=${from}&to=${to}`, { cache: 'no-store' }), UseAnswer),
    opened: (screen) => void ask(fetch, path, { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ screen }) }).catch(() => undefined),
  }
}
