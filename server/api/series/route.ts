import { Router } from 'express'
import * as z from 'zod'
import { type Catalogue, Duration, durationMs, type EraBoundary, type FeedId, IndicatorId, type KeptSample, type SeriesAnswer, type SeriesName, seriesName, SubjectId } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { demand, type Gatekeeper } from '../gate.ts'
import { sendTable } from '../tables/table.ts'
import { wallClock } from '../wall-clock.ts'
import { exportNames, exportRows, HEADINGS } from './export-table.ts'

/** Answers questions about the past; the recent past now, PostgreSQL behind the same shape later. */
export interface Past {
  range(query: { series: SeriesName; from: number; to: number; step: number | 'raw' }): Promise<{
    reach: number | undefined
    samples: (KeptSample & Pick<SeriesAnswer['samples'][number], 'bucket' | 'apportioned'>)[]
    /** Where the span meets a change of boundaries. */
    boundaries?: EraBoundary[]
  }>
}

const DAY_MS = 86_400_000
/** Of one answer: a longer series comes thinned out. */
export const MOST_POINTS = 2_000
const Query = z.object({
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Instead of `from`: so far back from `to`. */
  back: Duration.optional(),
  step: z.union([z.literal('raw'), Duration]).default('raw'),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
})

export function seriesRoute(deps: { keeper: Gatekeeper; clock: Clock; past: Past; catalogue(): Catalogue; feedOf(indicator: IndicatorId): FeedId | undefined }): Router {
  const router = Router()
  router.get('/:indicator/:subject', async (request, response) => {
    const indicator = IndicatorId.safeParse(request.params['indicator'])
    const subject = SubjectId.safeParse(request.params['subject'])
    const feed = indicator.success ? deps.feedOf(indicator.data) : undefined
    if (!indicator.success || !subject.success || feed === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số hoặc đối tượng này', en: 'There is no such indicator or subject' })
    demand(deps.keeper, request, deps.keeper.identify(request), 'watch', { kind: 'feed', feed })
    const query = Query.safeParse(request.query)
    if (!query.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số from, to: thời điểm ISO 8601 UTC; back: độ dài như 30d; step: raw hoặc độ dài như 5m; format: json, csv hoặc xlsx', en: 'Parameters from, to: a moment in ISO 8601 UTC; back: a length such as 30d; step: raw or a length such as 5m; format: json, csv or xlsx' })
    const to = query.data.to === undefined ? deps.clock.now() : Date.parse(query.data.to)
    const from = query.data.from === undefined ? to - (query.data.back === undefined ? DAY_MS : durationMs(query.data.back)) : Date.parse(query.data.from)
    if (from > to) throw new ApiError(400, 'bad-request', { vi: 'Tham số from phải trước to', en: 'The parameter from has to be before to' })
    const series = seriesName(indicator.data, subject.data)
    const step = query.data.step === 'raw' ? 'raw' : durationMs(query.data.step)
    const { reach, samples, boundaries = [] } = await deps.past.range({ series, from, to, step })
    if (query.data.format !== 'json') {
      const names = exportNames(series, deps.catalogue())
      if (names === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số hoặc đối tượng này', en: 'There is no such indicator or subject' })
      const wall = wallClock(names.timeZone)
      const thinned = samples.length < MOST_POINTS ? [] : [`Chuỗi được làm thưa còn ${MOST_POINTS} dòng cách đều; chọn khoảng ngắn hơn hoặc bước dài hơn`]
      await sendTable(response, {
        name: series.replace('@', '_'), title: `${names.indicator.name.vi}, ${names.subject.name}`, headings: HEADINGS, rows: exportRows(samples, names, boundaries), warnings: thinned,
        notes: [['Từ', wall(from)], ['Đến', wall(to)], ['Có số liệu từ', reach === undefined ? 'chưa có' : wall(reach)]],
      }, { format: query.data.format, at: wall(deps.clock.now()) })
      return
    }
    const answer: SeriesAnswer = { series, from: iso(from), to: iso(to), ...(reach === undefined ? {} : { reach: iso(reach) }), samples: samples.map(asPast), ...(boundaries.length === 0 ? {} : { boundaries }) }
    response.set('Cache-Control', 'no-cache').json(answer)
  })
  return router
}

const iso = (at: number): string => new Date(at).toISOString()

const asPast = (sample: Awaited<ReturnType<Past['range']>>['samples'][number]): SeriesAnswer['samples'][number] => ({
  at: iso(sample.at),
  value: sample.value,
  ...(sample.period === undefined ? {} : { period: sample.period }),
  ...(sample.state === undefined ? {} : { state: sample.state }),
  ...(sample.quality === undefined ? {} : { suspect: true }),
  ...(sample.coverage === undefined ? {} : { coverage: sample.coverage }),
  ...(sample.apportioned === undefined ? {} : { apportioned: sample.apportioned }),
  ...(sample.bucket === undefined ? {} : { bucket: sample.bucket }),
})
