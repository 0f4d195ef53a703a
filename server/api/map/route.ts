import { Router } from 'express'
import type { LocalityMap } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

/** The shapes of the localities; asked again and again by walls, answered with 304 while they are the same. */
export function mapRoute(deps: { keeper: Gatekeeper; map(): Promise<LocalityMap | undefined> }): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const map = await deps.map()
    if (map === undefined) throw new ApiError(404, 'not-found', 'Chưa có bản đồ địa bàn')
    response.set('Cache-Control', 'no-cache').set('ETag', `"${map.version}"`)
    if (request.headers['if-none-match'] === `"${map.version}"`) response.status(304).end()
    else response.json(map)
  })
  return router
}
