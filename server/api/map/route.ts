import { Router } from 'express'
import { type LocalityMap, MapQuery } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

const LEVEL = { commune: { vi: 'xã', en: 'communes' }, district: { vi: 'huyện', en: 'districts' } } as const

/** The shapes of the localities; asked again and again by walls, answered with 304 while they are the same. */
export function mapRoute(deps: { keeper: Gatekeeper; map(query: MapQuery): Promise<LocalityMap | undefined> }): Router {
  const router = Router()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const query = MapQuery.safeParse(request.query)
    if (!query.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số day: ngày như 2025-06-30; level: commune hoặc district', en: 'Parameters day: a day such as 2025-06-30; level: commune or district' })
    const map = await deps.map(query.data)
    if (map === undefined) throw new ApiError(404, 'not-found', query.data.day === undefined && query.data.level === 'commune' ? { vi: 'Chưa có bản đồ địa bàn', en: 'There is no map of localities yet' } : { vi: `Chưa có bản đồ cấp ${LEVEL[query.data.level].vi} cho ngày này`, en: `There is no map of ${LEVEL[query.data.level].en} for this day` })
    response.set('Cache-Control', 'no-cache').set('ETag', `"${map.version}"`)
    if (request.headers['if-none-match'] === `"${map.version}"`) response.status(304).end()
    else response.json(map)
  })
  return router
}
