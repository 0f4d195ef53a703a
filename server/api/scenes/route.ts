import { Router } from 'express'
import type { Scene, Wall, WallState } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

export function scenesRoute(deps: { keeper: Gatekeeper; scenes(): readonly Scene[] }): Router {
  return listRoute(deps.keeper, deps.scenes, 'cảnh')
}

export function wallsRoute(deps: { keeper: Gatekeeper; walls(): readonly Wall[]; wallState(id: string): WallState | undefined }): Router {
  const router = listRoute(deps.keeper, deps.walls, 'tường')
  router.get('/:id/state', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (request, response) => {
    const state = deps.wallState(String(request.params['id']))
    if (state === undefined) throw new ApiError(404, 'not-found', 'Không có tường này')
    response.set('Cache-Control', 'no-store').json(state)
  })
  return router
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
