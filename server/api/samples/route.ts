import { type Request, Router } from 'express'
import { type FeedId, IndicatorId, type Lineage, Moment, type Outlook, RunId, SeriesName, SourceId } from '#contract'
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { demand, gate, type Gatekeeper } from '../gate.ts'

export interface Ancestry {
  of(question: { series: SeriesName; at: number | undefined; maySee(source: SourceId): boolean }): Promise<Lineage | undefined>
  bytes(source: SourceId, run: string, n: number): Promise<{ body: Uint8Array; contentType?: string } | undefined>
}

export interface SamplesDeps {
  keeper: Gatekeeper
  lineage: Ancestry
  /** What is usual for a series, and where it leads. */
  outlook: { of(series: SeriesName, by: 'hours' | 'days'): Promise<Outlook | undefined> }
  feedOf(indicator: IndicatorId): FeedId | undefined
}

const By = z.enum(['hours', 'days']).default('hours')

/** The way back from one figure; passes and bytes only for who may read the source. */
export function samplesRoute(deps: SamplesDeps): Router {
  const router = Router()
  const seriesOf = (request: Request): SeriesName => {
    const series = SeriesName.safeParse(request.params['series'])
    const indicator = IndicatorId.safeParse(series.data?.slice(0, series.data.indexOf('@')))
    const feed = indicator.success ? deps.feedOf(indicator.data) : undefined
    if (!series.success || feed === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chuỗi số liệu này', en: 'There is no such series' })
    demand(deps.keeper, request, deps.keeper.identify(request), 'watch', { kind: 'feed', feed })
    return series.data
  }
  router.get('/:series/lineage', async (request, response) => {
    const series = seriesOf(request)
    const viewer = deps.keeper.identify(request)
    const at = request.query['at'] === undefined ? undefined : Moment.safeParse(request.query['at'])
    if (at?.success === false) throw new ApiError(400, 'bad-request', { vi: 'Tham số at: thời điểm ISO 8601 UTC', en: 'Parameter at: a moment in ISO 8601 UTC' })
    const found = await deps.lineage.of({
      series, at: at === undefined ? undefined : Date.parse(at.data), maySee: (source) => deps.keeper.can(viewer, 'read', { kind: 'source', source }),
    })
    if (found === undefined) throw new ApiError(404, 'not-found', { vi: 'Chuỗi này chưa có giá trị nào vào thời điểm ấy', en: 'This series has no value at that moment' })
    response.set('Cache-Control', 'no-store').json(found)
  })
  router.get('/:series/outlook', async (request, response) => {
    const series = seriesOf(request)
    const by = By.safeParse(request.query['by'])
    if (!by.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số by: hours (từng giờ) hoặc days (từng ngày)', en: 'Parameter by: hours or days' })
    const outlook = await deps.outlook.of(series, by.data)
    if (outlook === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chuỗi số liệu này', en: 'There is no such series' })
    response.set('Cache-Control', 'no-store').json(outlook)
  })
  return router
}

/** The bytes of one pass as received. Never as a page of ours: they are somebody else's. */
export function rawRoute(deps: SamplesDeps): Router {
  const router = Router()
  router.get('/:id/runs/:run/raw/:n', gate(deps.keeper, 'read', (request) => ({ kind: 'source', source: String(request.params['id']) })), async (request, response) => {
    const [source, run, n] = [SourceId.safeParse(request.params['id']), RunId.safeParse(request.params['run']), Number(request.params['n'])]
    const part = source.success && run.success && Number.isInteger(n) && n >= 0 ? await deps.lineage.bytes(source.data, run.data, n) : undefined
    if (part === undefined) throw new ApiError(404, 'not-found', { vi: 'Không còn giữ câu trả lời gốc này', en: 'This raw answer is no longer kept' })
    const isText = /^(?:text\/|application\/(?:json|x-ndjson|xml))/.test(part.contentType ?? '')
    response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff', 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/octet-stream' })
    if (!isText) response.attachment(`${run.data ?? 'raw'}-${n}.bin`.replaceAll(':', '_'))
    response.send(Buffer.from(part.body))
  })
  return router
}
