import express, { type Request, Router } from 'express'
import { type QuarantineAnswer, QuarantineDecision, type QuarantineOutcome, SourceId, type Viewer } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

type AccountName = (Viewer & { kind: 'account' })['name']

export interface QuarantineDeps {
  keeper: Gatekeeper
  quarantine: {
    list(source: SourceId): Promise<Omit<QuarantineAnswer, 'mayDecide'>> | undefined
    decide(source: SourceId, run: string, decision: QuarantineDecision, by: { name?: AccountName }): Promise<QuarantineOutcome | undefined> | undefined
    /** Was it decided by somebody else? */
    isTaken(thrown: unknown): boolean
  }
}

/** `GET` and `POST /:id/quarantine`: what waits of a source because it is unlike what it always sent, and what a person says to it. */
export function quarantineRoute({ keeper, quarantine }: QuarantineDeps): Router {
  const router = Router()
  const thing = (request: Request) => ({ kind: 'source' as const, source: String(request.params['id']) })

  router.get('/:id/quarantine', gate(keeper, 'read', thing), async (request, response) => {
    const listed = await quarantine.list(sourceOf(request))
    if (listed === undefined) throw noSource()
    const answer: QuarantineAnswer = { ...listed, mayDecide: keeper.can(keeper.identify(request), 'configure', thing(request)) }
    response.set('Cache-Control', 'no-store').json(answer)
  })

  router.post('/:id/quarantine/:run', gate(keeper, 'configure', thing), express.json({ limit: '4kb' }), async (request, response) => {
    const decision = QuarantineDecision.safeParse(request.body)
    if (!decision.success) throw new ApiError(400, 'bad-request', { vi: 'Quyết định phải là rerun, hoặc accept, discard (kèm lý do từ 3 đến 500 ký tự)', en: 'The decision has to be rerun, or accept or discard (with a reason of 3 to 500 characters)' })
    const viewer = keeper.identify(request)
    const name = viewer.kind === 'account' ? viewer.name : undefined
    // Reading again is mending; that a change is right, or that figures never count, somebody answers for.
    if (decision.data.action !== 'rerun' && name === undefined) throw new ApiError(403, 'forbidden', { vi: 'Cần đăng nhập bằng tài khoản có tên để chấp nhận hoặc bỏ', en: 'An answer is accepted or discarded by an account with a name; please log in' })
    const run = String(request.params['run'])
    const outcome = await Promise.resolve(quarantine.decide(sourceOf(request), run, decision.data, name === undefined ? {} : { name })).catch((thrown: unknown) => {
      throw quarantine.isTaken(thrown) ? new ApiError(409, 'conflict', { vi: 'Trường hợp này đã có người xử lý, hoặc đang được xử lý', en: 'Somebody has decided on this case, or is deciding now' }) : thrown
    })
    if (outcome === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có câu trả lời bị giữ này', en: 'There is no such held answer' })
    await keeper.audit({
      who: name ?? viewer.kind, verb: `quarantine-${decision.data.action}`, thing: `source:${sourceOf(request)}`, ip: keeper.addressOf(request), allowed: true,
      after: { case: run, published: outcome.published, state: outcome.case.state, ...('reason' in decision.data ? { reason: decision.data.reason } : {}) },
    })
    response.set('Cache-Control', 'no-store').json(outcome)
  })
  return router
}

function sourceOf(request: Request): SourceId {
  const id = SourceId.safeParse(request.params['id'])
  if (!id.success) throw noSource()
  return id.data
}

const noSource = () => new ApiError(404, 'not-found', { vi: 'Không có nguồn này', en: 'There is no such source' })
