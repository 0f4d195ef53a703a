import express, { type Request, Router } from 'express'
import { type Explanation, ExplanationAsked, type ExplanationsAnswer, SeriesName, type Viewer } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

/** What the owning module does; handed in by main. It asks for the rights on the figure itself, and keeps the audit trail. */
export interface Explanations {
  explain(asker: { viewer: Viewer; address: string }, asked: ExplanationAsked): Promise<Explanation>
  of(viewer: Viewer, series: SeriesName): Promise<ExplanationsAnswer>
  newest(viewer: Viewer, indicator?: string): Promise<ExplanationsAnswer>
}

/** Why figures are not as they should be: read it, write it. */
export function explanationsRoute({ keeper, explanations }: { keeper: Gatekeeper; explanations: Explanations }): Router {
  const router = Router()
  const somebody = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/', somebody, async (request, response) => {
    const viewer = keeper.identify(request)
    const { series, indicator } = request.query
    if (series !== undefined) response.json(await explanations.of(viewer, seriesOf(series)))
    else response.json(await explanations.newest(viewer, typeof indicator === 'string' ? indicator : undefined))
  })
  router.post('/', somebody, express.json({ limit: '16kb' }), async (request: Request, response) => {
    const asked = ExplanationAsked.safeParse(request.body)
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: 'Cần series; why (nguyên nhân) và remedy (cách khắc phục), mỗi phần từ 10 đến 1.000 ký tự; until: hạn, dạng năm-tháng-ngày', en: 'Needed are series; why (the cause) and remedy (what is done), each of 10 to 1,000 characters; until: the day, as year-month-day' })
    response.status(201).json(await explanations.explain({ viewer: keeper.identify(request), address: keeper.addressOf(request) }, asked.data))
  })
  return router
}

function seriesOf(asked: unknown): SeriesName {
  const series = SeriesName.safeParse(asked)
  if (!series.success) throw new ApiError(400, 'bad-request', { vi: 'series phải có dạng chỉ-số@đối-tượng', en: 'series has to be indicator@subject' })
  return series.data
}
