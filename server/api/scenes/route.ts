import { Router } from 'express'
import { BoardId, type Scene, type Text, type Wall, type WallState } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

/** Shipped scenes, and by its id a published board: a wall plays it like any other. */
export function scenesRoute({ keeper, scenes, boards }: { keeper: Gatekeeper; scenes(): readonly Scene[]; boards: { scene(id: BoardId): Promise<Scene | undefined> } }): Router {
  const router = Router()
  router.get('/:id', gate(keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response, next) => {
    const board = BoardId.safeParse(request.params['id'])
    const scene = board.success ? await boards.scene(board.data) : undefined
    if (scene === undefined) next()
    else response.set('Cache-Control', 'no-store').json(scene)
  })
  return router.use(listRoute(keeper, scenes, { vi: 'Không có kịch bản này', en: 'There is no such scene' }))
}

export function wallsRoute(deps: { keeper: Gatekeeper; walls(): readonly Wall[]; wallState(id: string): WallState | undefined }): Router {
  const router = listRoute(deps.keeper, deps.walls, { vi: 'Không có tường này', en: 'There is no such wall' })
  router.get('/:id/state', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (request, response) => {
    const state = deps.wallState(String(request.params['id']))
    if (state === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có tường này', en: 'There is no such wall' })
    response.set('Cache-Control', 'no-store').json(state)
  })
  return router
}

function listRoute(keeper: Gatekeeper, all: () => readonly { id: string }[], missing: Text): Router {
  const router = Router()
  const allowed = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  router.get('/', allowed, (_request, response) => {
    response.json(all())
  })
  router.get('/:id', allowed, (request, response) => {
    const found = all().find((one) => one.id === request.params['id'])
    if (found === undefined) throw new ApiError(404, 'not-found', missing)
    response.json(found)
  })
  return router
}
