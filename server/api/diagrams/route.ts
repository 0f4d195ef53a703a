import { Router } from 'express'
import type { Diagram } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

/** Drawings as checked elements, never as the file: a browser has nothing to run. Answered with 304 while the same. */
export function diagramsRoute(deps: { keeper: Gatekeeper; diagrams(): readonly Diagram[] }): Router {
  const router = Router()
  router.get('/:id', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (request, response) => {
    const found = deps.diagrams().find(({ id }) => id === request.params['id'])
    if (found === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có bản vẽ này', en: 'There is no such drawing' })
    response.set('Cache-Control', 'no-cache').set('ETag', `"${found.version}"`)
    if (request.headers['if-none-match'] === `"${found.version}"`) response.status(304).end()
    else response.json(found)
  })
  return router
}
