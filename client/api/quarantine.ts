import { QuarantineAnswer, type QuarantineDecision, QuarantineOutcome, type RunId, type SourceId } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** Answers that wait because they are unlike what their source always sent. */
export interface QuarantineCalls {
  quarantine: (source: SourceId) => Promise<QuarantineAnswer>
  decideHeld: (source: SourceId, run: RunId, decision: QuarantineDecision) => Promise<QuarantineOutcome>
}

/** Fifty answers read again take their time. */
const PATIENCE_MS = 60_000

export function quarantineCalls(fetch: Fetch): QuarantineCalls {
  const pathOf = (source: SourceId) => `/api/v1/sources/${encodeURIComponent(source)}/quarantine`
  return {
    async quarantine(source) {
      return read(pathOf(source), await ask(fetch, pathOf(source), { cache: 'no-store' }), QuarantineAnswer)
    },
    async decideHeld(source, run, decision) {
      const path = `${pathOf(source)}/${encodeURIComponent(run)}`
      const answer = await ask(fetch, path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(decision), signal: AbortSignal.timeout(PATIENCE_MS) })
      return read(path, answer, QuarantineOutcome)
    },
  }
}
