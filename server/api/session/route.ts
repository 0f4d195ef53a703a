import express, { Router } from 'express'
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { Clock } from '../../clock.ts'
import type { Gatekeeper } from '../gate.ts'
import { createLimit } from '../sources/limit.ts'

export interface SessionDeps {
  keeper: Gatekeeper
  clock: Clock
  isToken(token: string): boolean
  cookieName: string
}

const Login = z.strictObject({ token: z.string().min(1).max(512) })
const DAYS_KEPT = 30

/** Until accounts exist: a screen away from this machine shows IOC_TOKEN once and carries it in a cookie that scripts cannot read. */
export function sessionRoute(deps: SessionDeps): Router {
  const router = Router()
  const tries = createLimit({ clock: deps.clock, perSecond: 0.2, burst: 10 })
  router.get('/', (request, response) => {
    response.set('Cache-Control', 'no-store').json({ viewer: deps.keeper.identify(request) })
  })
  router.post('/', express.json({ limit: '2kb' }), async (request, response) => {
    if (!deps.keeper.isOwnOrigin(request)) throw new ApiError(403, 'forbidden', 'Yêu cầu đến từ trang khác')
    const login = Login.safeParse(request.body)
    const allowed = login.success && tries.take() && deps.isToken(login.data.token)
    await deps.keeper.audit({ who: 'anonymous', verb: 'log-in', thing: 'session', ip: deps.keeper.addressOf(request), allowed })
    if (!login.success || !allowed) throw new ApiError(401, 'unauthorized', 'Mã truy cập không đúng')
    response.cookie(deps.cookieName, login.data.token, { httpOnly: true, sameSite: 'strict', secure: request.secure, maxAge: DAYS_KEPT * 86_400_000, path: '/' })
    response.json({ viewer: { kind: 'token' } })
  })
  return router
}
