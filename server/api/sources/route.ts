import { Router } from 'express'
import { type Catalogue, type Outage, type RunsAnswer, type Run, type SourceHealth, SourceId, type SourceInfo, type SourceScores } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

export interface SourcesDeps {
  keeper: Gatekeeper
  health(): SourceHealth[]
  catalogue(): Pick<Catalogue, 'sources'>
  runs(source: SourceId, count: number): Promise<Run[]>
  /** Undefined for one that does not run here. */
  scores(source: SourceId): Promise<SourceScores> | undefined
  /** Work that was said beforehand, under way or next. */
  plannedOutages(): Promise<ReadonlyMap<SourceId, Pick<Outage, 'from' | 'to' | 'reason'>>>
}

/** Who delivers, how they do, and their last passes. */
export function sourcesRoute(deps: SourcesDeps): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const viewer = deps.keeper.identify(request)
    const seen = deps.health().filter(({ id }) => deps.keeper.can(viewer, 'read', { kind: 'source', source: id }))
    const infos = new Map<string, SourceInfo>(deps.catalogue().sources.map((info) => [info.id, info]))
    const outages = await deps.plannedOutages()
    const sources = await Promise.all(seen.map(async (source) => {
      // How it does is known here; how it did is asked of the bus, and may be missing.
      const scores = await deps.scores(source.id)?.catch(() => undefined)
      const info = infos.get(source.id)
      const outage = outages.get(source.id)
      return { ...source, ...(info === undefined ? {} : { info: picked(info) }), ...(scores === undefined ? {} : { scores }), ...(outage === undefined ? {} : { outage }) }
    }))
    response.json({ sources })
  })
  router.get('/:id/runs', gate(deps.keeper, 'read', (request) => ({ kind: 'source', source: String(request.params['id']) })), async (request, response) => {
    const id = SourceId.safeParse(request.params['id'])
    if (!id.success || !deps.health().some((source) => source.id === id.data)) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này', en: 'There is no such source' })
    const answer: RunsAnswer = { runs: await deps.runs(id.data, 50) }
    response.json(answer)
  })
  return router
}

const picked = ({ title, agency, system, driver, origin, everyMs }: SourceInfo) => ({ title, agency, system, driver, origin, ...(everyMs === undefined ? {} : { everyMs }) })
