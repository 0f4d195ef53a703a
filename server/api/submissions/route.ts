import express, { type Request, type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { Decision } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'
import type { Submissions } from './submissions.ts'

/** What was handed in: see it, look into it, decide on it. Which of it somebody may see, and sign, its module knows. */
export function submissionsRoute({ keeper, submissions }: { keeper: Gatekeeper; submissions: Submissions }): Router {
  const router = Router()
  const somebody: RequestHandler = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/', somebody, async (request, response) => {
    response.json(await submissions.list(keeper.identify(request)))
  })
  router.get('/:id/preview', somebody, async (request, response) => {
    response.json(await submissions.previewKept(keeper.identify(request), idOf(request)))
  })
  router.get('/:id/file', somebody, async (request, response) => {
    const { body, name } = await submissions.file(keeper.identify(request), idOf(request))
    // What somebody sent is never shown as a page of ours.
    response.attachment(name).set({ 'Content-Type': 'application/octet-stream', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox" }).send(body)
  })
  router.post('/:id/decision', somebody, express.json({ limit: '4kb' }), async (request, response) => {
    const decision = Decision.safeParse(request.body)
    if (!decision.success) throw new ApiError(400, 'bad-request', { vi: 'Quyết định phải là approve, refuse (kèm lý do từ 3 đến 500 ký tự) hoặc withdraw', en: 'The decision has to be approve, refuse (with a reason of 3 to 500 characters) or withdraw' })
    response.json(await submissions.decide({ viewer: keeper.identify(request), address: keeper.addressOf(request) }, idOf(request), decision.data))
  })
  return router
}

function idOf(request: Request): string {
  const id = z.uuid().safeParse(request.params['id'])
  if (!id.success) throw new ApiError(404, 'not-found', { vi: 'Không có lần gửi này', en: 'There is no such hand-in' })
  return id.data
}
