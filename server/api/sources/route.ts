import { Router } from 'express'
import { type RunsAnswer, type Run, type SourceHealth, SourceId } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

export interface SourcesDeps {
  keeper: Gatekeeper
  health(): SourceHealth[]
  runs(source: SourceId, count: number): Promise<Run[]>
}

/** Who delivers, how they do, and their last passes. */
export function sourcesRoute(deps: SourcesDeps): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (request, response) => {
    const viewer = deps.keeper.identify(request)
    response.json({ sources: deps.health().filter(({ id }) => deps.keeper.can(viewer, 'read', { kind: 'source', source: id })) })
  })
  router.get('/:id/runs', gate(deps.keeper, 'read', (request) => ({ kind: 'source', source: String(request.params['id']) })), async (request, response) => {
    const id = SourceId.safeParse(request.params['id'])
    if (!id.success || !deps.health().some((source) => source.id === id.data)) throw new ApiError(404, 'not-found', 'Không có nguồn này')
    const answer: RunsAnswer = { runs: await deps.runs(id.data, 50) }
    response.json(answer)
  })
  return router
}
