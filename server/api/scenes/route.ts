import { Router } from 'express'
import type { Scene, Wall } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

export function scenesRoute(deps: { keeper: Gatekeeper; scenes(): readonly Scene[] }): Router {
  return listRoute(deps.keeper, deps.scenes, 'cảnh')
}

export function wallsRoute(deps: { keeper: Gatekeeper; walls(): readonly Wall[] }): Router {
  return listRoute(deps.keeper, deps.walls, 'tường')
}

function listRoute(keeper: Gatekeeper, all: () => readonly { id: string }[], word: string): Router {
  const router = Router()
  const allowed = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  router.get('/', allowed, (_request, response) => {
    response.json(all())
  })
  router.get('/:id', allowed, (request, response) => {
    const found = all().find((one) => one.id === request.params['id'])
    if (found === undefined) throw new ApiError(404, 'not-found', `Không có ${word} này`)
    response.json(found)
  })
  return router
}
