import express, { type Request, type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { asText, TargetAsked, type TargetRegistration, TargetReturn, type TargetsAnswer, type Text, type Viewer } from '#contract'
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
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: 'Trả lại phải kèm lý do, từ 3 đến 500 ký tự', en: 'Returning needs a reason of 3 to 500 characters' }, { errors: [{ pointer: '/answer', message: { vi: 'Lý do trả lại: từ 3 đến 500 ký tự', en: 'Reason for returning: 3 to 500 characters' } }] })
    response.json(await targets.decide(askerOf(request), idOf(request), { decision: 'return', ...asked.data }))
  })
  return router
}

/** Each field by the name it bears on the form, and what it must be. */
const FIELDS: Record<string, Text> = {
  indicator: { vi: 'Chỉ số: mã chỉ số', en: 'Indicator: the id of an indicator' }, subject: { vi: 'Đối tượng: mã tỉnh, xã, phường hoặc cơ quan', en: 'Subject: the id of the province, of a commune or of an agency' }, unit: { vi: 'Đơn vị tính: như của chỉ số', en: 'Unit: as of the indicator' }, period: { vi: 'Kỳ: năm, quý hoặc tháng, dạng 2027, 2027-Q1, 2027-03', en: 'Period: a year, quarter or month, such as 2027, 2027-Q1, 2027-03' },
  validFrom: { vi: 'Hiệu lực từ: dạng năm-tháng-ngày', en: 'Valid from: as year-month-day' }, validTo: { vi: 'Hiệu lực đến: dạng năm-tháng-ngày', en: 'Valid to: as year-month-day' }, values: { vi: 'Chỉ tiêu: từ 1 đến 5 giá trị', en: 'Targets: 1 to 5 values' }, value: { vi: 'Giá trị: cần một số', en: 'Value: a number is needed' }, main: { vi: 'Chỉ tiêu chính: đúng hoặc sai', en: 'Main target: true or false' },
  paper: { vi: 'Văn bản: cần số, ngày, trích yếu', en: 'Document: number, day and subject are needed' }, number: { vi: 'Số văn bản: từ 1 đến 100 ký tự', en: 'Number of the document: 1 to 100 characters' }, day: { vi: 'Ngày văn bản: dạng năm-tháng-ngày', en: 'Day of the document: as year-month-day' }, about: { vi: 'Trích yếu: từ 3 đến 300 ký tự', en: 'Subject of the document: 3 to 300 characters' }, reason: { vi: 'Lý do: từ 10 đến 1.000 ký tự', en: 'Reason: 10 to 1,000 characters' },
}

function unreadable(issues: readonly z.core.$ZodIssue[]): ApiError {
  const errors = issues.map(({ path, message }) => {
    const field = path.findLast((part) => typeof part === 'string')
    const index = path.find((part) => typeof part === 'number')
    const words = FIELDS[field ?? ''] ?? asText(message)
    return { pointer: `/${path.join('/')}`, message: index === undefined ? words : { vi: `Chỉ tiêu thứ ${index + 1}, ${words.vi}`, en: `Target ${index + 1}, ${words.en}` } }
  })
  return new ApiError(400, 'bad-request', errors[0]?.message ?? { vi: 'Bản đăng ký chỉ tiêu sai', en: 'The registration of a target is wrong' }, { errors })
}

function idOf(request: Request): string {
  const id = z.uuid().safeParse(request.params['id'])
  if (!id.success) throw new ApiError(404, 'not-found', { vi: 'Không có bản đăng ký này', en: 'There is no such registration' })
  return id.data
}
