import express, { type Request, type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { TargetAsked, type TargetRegistration, TargetReturn, type TargetsAnswer, type Viewer } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

interface Asker {
  viewer: Viewer
  address: string
}

/** What the owning module does; handed in by main. It asks for the rights on each target itself, and keeps the audit trail. */
export interface Targets {
  list(viewer: Viewer): Promise<TargetsAnswer>
  register(asker: Asker, asked: TargetAsked): Promise<TargetRegistration>
  decide(asker: Asker, id: string, decision: { decision: 'approve' } | { decision: 'return'; answer: string } | { decision: 'withdraw' }): Promise<TargetRegistration>
}

/** Targets registered by one person and approved by another: see them, register some, decide. */
export function targetsRoute({ keeper, targets }: { keeper: Gatekeeper; targets: Targets }): Router {
  const router = Router()
  const somebody: RequestHandler = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  const askerOf = (request: Request): Asker => ({ viewer: keeper.identify(request), address: keeper.addressOf(request) })
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/', somebody, async (request, response) => {
    response.json(await targets.list(keeper.identify(request)))
  })
  router.post('/', somebody, express.json({ limit: '32kb' }), async (request: Request, response) => {
    const asked = TargetAsked.safeParse(request.body)
    if (!asked.success) throw unreadable(asked.error.issues)
    response.status(201).json(await targets.register(askerOf(request), asked.data))
  })
  router.post('/:id/approve', somebody, async (request, response) => {
    response.json(await targets.decide(askerOf(request), idOf(request), { decision: 'approve' }))
  })
  router.post('/:id/withdraw', somebody, async (request, response) => {
    response.json(await targets.decide(askerOf(request), idOf(request), { decision: 'withdraw' }))
  })
  router.post('/:id/return', somebody, express.json({ limit: '4kb' }), async (request: Request, response) => {
    const asked = TargetReturn.safeParse(request.body)
    if (!asked.success) throw new ApiError(400, 'bad-request', 'Trả lại phải kèm lý do, từ 3 đến 500 ký tự', { errors: [{ pointer: '/answer', message: 'Lý do trả lại: từ 3 đến 500 ký tự' }] })
    response.json(await targets.decide(askerOf(request), idOf(request), { decision: 'return', ...asked.data }))
  })
  return router
}

/** Each field by the name it bears on the form, and what it must be. */
const FIELDS: Record<string, string> = {
  indicator: 'Chỉ số: mã chỉ số', subject: 'Đối tượng: mã tỉnh, xã, phường hoặc cơ quan', unit: 'Đơn vị tính: như của chỉ số', period: 'Kỳ: năm, quý hoặc tháng, dạng 2027, 2027-Q1, 2027-03',
  validFrom: 'Hiệu lực từ: dạng năm-tháng-ngày', validTo: 'Hiệu lực đến: dạng năm-tháng-ngày', values: 'Chỉ tiêu: từ 1 đến 5 giá trị', value: 'Giá trị: cần một số', main: 'Chỉ tiêu chính: đúng hoặc sai',
  paper: 'Văn bản: cần số, ngày, trích yếu', number: 'Số văn bản: từ 1 đến 100 ký tự', day: 'Ngày văn bản: dạng năm-tháng-ngày', about: 'Trích yếu: từ 3 đến 300 ký tự', reason: 'Lý do: từ 10 đến 1.000 ký tự',
}

function unreadable(issues: readonly z.core.$ZodIssue[]): ApiError {
  const errors = issues.map(({ path, message }) => {
    const field = path.findLast((part) => typeof part === 'string')
    const index = path.find((part) => typeof part === 'number')
    const words = FIELDS[field ?? ''] ?? message
    return { pointer: `/${path.join('/')}`, message: index === undefined ? words : `Chỉ tiêu thứ ${index + 1}, ${words}` }
  })
  return new ApiError(400, 'bad-request', errors[0]?.message ?? 'Bản đăng ký chỉ tiêu sai', { errors })
}

function idOf(request: Request): string {
  const id = z.uuid().safeParse(request.params['id'])
  if (!id.success) throw new ApiError(404, 'not-found', 'Không có bản đăng ký này')
  return id.data
}
