import { Router } from 'express'
import * as z from 'zod'
import { Check, IndicatorId, Moment, QualityBy, SourceId } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { demand, gate, type Gatekeeper } from '../gate.ts'
import type { QualityApi } from './quality-api.ts'

const DAY_MS = 86_400_000
const LONGEST_DAYS = 400

const Period = z.strictObject({ from: Moment.optional(), to: Moment.optional() })
const Scores = Period.extend({ by: QualityBy.default('source') })
const Rows = Period.extend({ source: SourceId, check: Check, dataset: IndicatorId.optional() })

/** `GET /` and `GET /rows`: how sources, datasets and agencies did over a period, and the passes that lost the points. */
export function qualityRoute({ keeper, clock, quality }: { keeper: Gatekeeper; clock: Clock; quality: QualityApi }): Router {
  const router = Router()

  router.get('/', gate(keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const asked = Scores.safeParse(request.query)
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số from, to: thời điểm ISO 8601 UTC; by: source, dataset hoặc agency', en: 'Parameters from, to: a moment in ISO 8601 UTC; by: source, dataset or agency' })
    const viewer = keeper.identify(request)
    const maySee = (source: SourceId) => keeper.can(viewer, 'read', { kind: 'source', source })
    response.set('Cache-Control', 'no-store').json(await quality.scores({ ...periodOf(asked.data, clock.now()), by: asked.data.by, maySee }))
  })

  router.get('/rows', async (request, response) => {
    const asked = Rows.safeParse(request.query)
    const given = request.query['source']
    const source = typeof given === 'string' ? given : ''
    demand(keeper, request, keeper.identify(request), 'read', { kind: 'source', source })
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: `Tham số source: mã nguồn; check: một trong ${Check.options.join(', ')}; dataset: mã chỉ số, nếu có; from, to: thời điểm ISO 8601 UTC`, en: `Parameters source: id of a source; check: one of ${Check.options.join(', ')}; dataset: id of an indicator, if any; from, to: a moment in ISO 8601 UTC` })
    response.set('Cache-Control', 'no-store').json(await quality.lostRows({ ...periodOf(asked.data, clock.now()), source: asked.data.source, check: asked.data.check, dataset: asked.data.dataset }))
  })
  return router
}

function periodOf({ from, to }: z.infer<typeof Period>, now: number): { from: number; to: number } {
  const end = to === undefined ? now : Date.parse(to)
  const begin = from === undefined ? end - DAY_MS : Date.parse(from)
  if (begin >= end || end - begin > LONGEST_DAYS * DAY_MS) throw new ApiError(400, 'bad-request', { vi: `Tham số from phải trước to, cách nhau không quá ${LONGEST_DAYS} ngày`, en: `The parameter from has to be before to, at most ${LONGEST_DAYS} days apart` })
  return { from: begin, to: end }
}
