import { Router } from 'express'
import type { Catalogue } from '#contract'
import { gate, type Gatekeeper } from '../gate.ts'

export function catalogueRoute(deps: { keeper: Gatekeeper; catalogue(): Catalogue }): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(deps.catalogue())
  })
  return router
}
