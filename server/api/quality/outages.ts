import express, { type Request, Router } from 'express'
import * as z from 'zod'
import { OutageAsked, type OutagesAnswer, SourceId, type SourceInfo } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { demand, gate, type Gatekeeper } from '../gate.ts'
import type { QualityApi } from './quality-api.ts'

interface Deps {
  keeper: Gatekeeper
  clock: Clock
  quality: QualityApi
  /** Those that run here. */
  running(): readonly SourceInfo[]
}

/** `GET /`: work on sources that was said beforehand, of sources one may read. `POST /:id/withdraw`: it is not done, or is over. */
export function outagesRoute({ keeper, clock, quality, running }: Deps): Router {
  const router = Router()
  router.get('/', gate(keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const viewer = keeper.identify(request)
    const may = (verb: 'read' | 'configure', source: SourceId) => keeper.can(viewer, verb, { kind: 'source', source })
    const isNamed = viewer.kind === 'account'
    const outages = (await quality.outages.list()).filter(({ source }) => may('read', source))
    const now = clock.now()
    const answer: OutagesAnswer = {
      outages: outages.map((one) => ({ ...one, mayWithdraw: isNamed && one.withdrawnAt === undefined && Date.parse(one.to) > now && may('configure', one.source) })),
      maySay: isNamed ? running().map(({ id }) => id).filter((id) => may('configure', id)) : [],
    }
    response.set('Cache-Control', 'no-store').json(answer)
  })
  router.post('/:outage/withdraw', async (request, response) => {
    const id = z.uuid().safeParse(request.params['outage'])
    demand(keeper, request, keeper.identify(request), 'read', { kind: 'catalogue' })
    const outage = id.success ? await quality.outages.find(id.data) : undefined
    if (outage === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có lần bảo trì này', en: 'There is no such maintenance' })
    demand(keeper, request, keeper.identify(request), 'configure', { kind: 'source', source: outage.source })
    const by = nameOf(keeper, request)
    const withdrawn = await quality.outages.withdraw(outage.id, by)
    await keeper.audit({ who: by, verb: 'outage-withdraw', thing: `source:${outage.source}`, ip: keeper.addressOf(request), allowed: true, before: { id: outage.id, from: outage.from, to: outage.to }, after: { withdrawnAt: withdrawn.withdrawnAt } })
    response.set('Cache-Control', 'no-store').json(withdrawn)
  })
  return router
}

/** `POST /sources/:id/outages`: before it begins. */
export function declareRoute({ keeper, quality, running }: Deps): Router {
  const router = Router()
  router.post('/:id/outages', gate(keeper, 'configure', (request) => ({ kind: 'source', source: String(request.params['id']) })), express.json({ limit: '4kb' }), async (request, response) => {
    const source = SourceId.safeParse(request.params['id'])
    if (!source.success || !running().some(({ id }) => id === source.data)) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này', en: 'There is no such source' })
    const asked = OutageAsked.safeParse(request.body)
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: 'Cần from, to: thời điểm ISO 8601 UTC; reason: lý do từ 3 đến 500 ký tự', en: 'Needed are from, to: a moment in ISO 8601 UTC; reason: 3 to 500 characters' })
    const by = nameOf(keeper, request)
    const outage = await quality.outages.declare({ ...asked.data, source: source.data, by })
    await keeper.audit({ who: by, verb: 'outage-declare', thing: `source:${source.data}`, ip: keeper.addressOf(request), allowed: true, after: { id: outage.id, from: outage.from, to: outage.to, reason: outage.reason } })
    response.status(201).set('Cache-Control', 'no-store').json(outage)
  })
  return router
}

/** What takes points off nobody must have somebody's name. */
function nameOf(keeper: Gatekeeper, request: Request) {
  const viewer = keeper.identify(request)
  if (viewer.kind !== 'account') throw new ApiError(403, 'forbidden', { vi: 'Cần đăng nhập bằng tài khoản có tên để báo hoặc rút bảo trì', en: 'Maintenance is announced or withdrawn by an account with a name; please log in' })
  return viewer.name
}
