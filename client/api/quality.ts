import { type Check, LostRowsAnswer, Outage, type OutageAsked, OutagesAnswer, QualityAnswer, type QualityBy, type SourceId } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** A stretch of time, ISO 8601. */
export interface Between {
  from: string
  to: string
}

/** Scores over a period, the passes that lost points, and work said beforehand. */
export interface QualityCalls {
  scores: (asked: Between & { by: QualityBy }) => Promise<QualityAnswer>
  lostRows: (asked: Between & { source: SourceId; check: Check; dataset?: string | undefined }) => Promise<LostRowsAnswer>
  outages: () => Promise<OutagesAnswer>
  declareOutage: (source: SourceId, asked: OutageAsked) => Promise<Outage>
  withdrawOutage: (id: string) => Promise<Outage>
}

/** A month of two hundred datasets takes its time. */
const PATIENCE_MS = 30_000

export function qualityCalls(fetch: Fetch): QualityCalls {
  const get = async <Schema extends Parameters<typeof read>[2]>(path: string, schema: Schema) => read(path, await ask(fetch, path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }), schema)
  const post = async (path: string, body: object) => read(path, await ask(fetch, path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }), Outage)
  return {
    scores: (asked) => get(`/api/v1/quality?${new URLSearchParams({ ...asked }).toString()}`, QualityAnswer),
    lostRows: ({ dataset, ...asked }) => get(`/api/v1/quality/rows?${new URLSearchParams({ ...asked, ...(dataset === undefined ? {} : { dataset }) }).toString()}`, LostRowsAnswer),
    outages: () => get('/api/v1/outages', OutagesAnswer),
    declareOutage: (source, asked) => post(`/api/v1/sources/${encodeURIComponent(source)}/outages`, asked),
    withdrawOutage: (id) => post(`/api/v1/outages/${encodeURIComponent(id)}/withdraw`, {}),
  }
}
