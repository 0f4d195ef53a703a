import { Router } from 'express'
import { type Briefing, type Catalogue, IndicatorId, type Scene, type SeriesUseAnswer, usesOf } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

interface Deps {
  keeper: Gatekeeper
  catalogue(): Catalogue
  scenes(): readonly Scene[]
  briefing(): Briefing | undefined
  boards: { published(): Promise<Scene[]>; drafts(): Promise<Scene[]> }
}

/** Which screens, formulas and targets use an indicator: also one that is not there any more. Drafts are told to who may build boards. */
export function seriesUseRoute({ keeper, catalogue, scenes, briefing, boards }: Deps): Router {
  const router = Router()
  router.get('/', gate(keeper, 'read', () => ({ kind: 'catalogue' })), async (request, response) => {
    const indicator = IndicatorId.safeParse(request.query['indicator'])
    if (!indicator.success) throw new ApiError(400, 'bad-request', { vi: 'Cần indicator: mã chỉ số, như tthc.on-time-rate', en: 'Needed is indicator: the id of an indicator, such as tthc.on-time-rate' })
    const isEditor = keeper.can(keeper.identify(request), 'configure', { kind: 'board', board: '' })
    // Without PostgreSQL what the files say is still true; that boards are not among it is said.
    const kept = await Promise.all([boards.published(), isEditor ? boards.drafts() : []]).catch(() => undefined)
    const { indicators, targets } = catalogue()
    const uses = usesOf(indicator.data, { scenes: scenes(), briefing: briefing(), indicators, targets, ...(kept && { boards: kept[0], drafts: kept[1] }) })
    const answer: SeriesUseAnswer = { indicator: indicator.data, uses, boardsKnown: kept !== undefined }
    response.set('Cache-Control', 'no-store').json(answer)
  })
  return router
}
