import { Router } from 'express'
import { type LocalityMap, MapQuery } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

const LEVEL = { commune: 'xã', district: 'huyện' } as const

/** The shapes of the localities; asked again and again by walls, answered with 304 while they are the same. */
export function mapRoute(deps: { keeper: Gatekeeper; map(query: MapQuery): Promise<LocalityMap | undefined> }): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const query = MapQuery.safeParse(request.query)
    if (!query.success) throw new ApiError(400, 'bad-request', 'Tham số day: ngày như 2025-06-30; level: commune hoặc district')
    const map = await deps.map(query.data)
    if (map === undefined) throw new ApiError(404, 'not-found', query.data.day === undefined && query.data.level === 'commune' ? 'Chưa có bản đồ địa bàn' : `Chưa có bản đồ cấp ${LEVEL[query.data.level]} cho ngày này`)
    response.set('Cache-Control', 'no-cache').set('ETag', `"${map.version}"`)
    if (request.headers['if-none-match'] === `"${map.version}"`) response.status(304).end()
    else response.json(map)
  })
  return router
}
