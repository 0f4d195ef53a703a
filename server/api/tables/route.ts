import { type Request, type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { type Catalogue, FeedId, type Freshness, type Indicator, IndicatorId, type KeptSample, type Run, type SourceHealth, SourceId, type SourceScores } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { demand, gate, type Gatekeeper } from '../gate.ts'
import type { Submissions } from '../submissions/submissions.ts'
import type { Targets } from '../targets/route.ts'
import { createFacts } from './facts.ts'
import { runTable, sourceTable } from './source-tables.ts'
import { submissionTable } from './submission-table.ts'
import { sendTable, type Table } from './table.ts'
import { targetTable } from './target-table.ts'
import { valueTable } from './value-table.ts'

export interface TablesDeps {
  keeper: Gatekeeper
  clock: Clock
  catalogue(): Catalogue
  latest(feeds: readonly FeedId[]): Promise<KeptSample[]>
  freshnessOf(sample: Pick<KeptSample, 'series' | 'at'>): Freshness
  health(): SourceHealth[]
  runs(source: SourceId, count: number): Promise<Run[]>
  scores(source: SourceId): Promise<SourceScores> | undefined
  submissions: Pick<Submissions, 'list'>
  targets: Pick<Targets, 'list'>
}

const RUNS = 1_000
const Format = z.object({ format: z.enum(['csv', 'xlsx']) })
const Asked = z.union([
  z.object({ indicator: z.string().max(4_000).transform((text) => text.split(',')).pipe(z.array(IndicatorId).min(1).max(50)), domain: z.undefined().optional() }),
  z.object({ domain: FeedId, indicator: z.undefined().optional() }),
])

/** `GET /api/v1/tables/{values,sources,runs,submissions,targets}?format=csv|xlsx`: what pages show as tables, as files; by the rights of what they are made of. */
export function tablesRoute(deps: TablesDeps): Router {
  const { keeper, catalogue } = deps
  const router = Router()
  const somebody = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  const facts = () => createFacts(catalogue(), deps.clock.now())
  const answer = (make: (request: Request) => Promise<Table>): RequestHandler => async (request, response) => {
    const format = Format.safeParse(request.query)
    if (!format.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số format: csv hoặc xlsx', en: 'Parameter format: csv or xlsx' })
    const table = await make(request)
    await sendTable(response, table, { format: format.data.format, at: facts().wall(deps.clock.now()) })
  }

  router.get('/values', answer(async (request) => {
    const asked = Asked.safeParse(request.query)
    if (!asked.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số indicator: một hoặc vài chỉ số, cách nhau bằng dấu phẩy; hoặc domain: một lĩnh vực', en: 'Parameter indicator: one or more indicators, separated by commas; or domain: a domain' })
    const { indicators, name } = chosen(catalogue().indicators, asked.data)
    if (indicators.length === 0) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số hoặc lĩnh vực này', en: 'There is no such indicator or domain' })
    const feeds = [...new Set(indicators.map(({ domain }) => domain))]
    for (const feed of feeds) demand(keeper, request, keeper.identify(request), 'watch', { kind: 'feed', feed })
    const title = indicators.length === 1 ? (indicators[0]?.name.vi ?? '') : `${indicators.length} chỉ số`
    return valueTable({ name: `so-lieu_${name}`, title, indicators, latest: await deps.latest(feeds), freshnessOf: deps.freshnessOf, catalogue: catalogue(), facts: facts() })
  }))

  router.get('/sources', somebody, answer(async (request) => {
    const viewer = keeper.identify(request)
    const seen = deps.health().filter(({ id }) => keeper.can(viewer, 'read', { kind: 'source', source: id }))
    // How it did is asked of the bus, and may be missing.
    return sourceTable(await Promise.all(seen.map(async (one) => ({ ...one, scores: await deps.scores(one.id)?.catch(() => undefined) }))), facts())
  }))

  router.get('/runs', answer(async (request) => {
    const source = SourceId.safeParse(request.query['source'])
    demand(keeper, request, keeper.identify(request), 'read', { kind: 'source', source: source.data ?? '' })
    if (!source.success || !deps.health().some(({ id }) => id === source.data)) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này', en: 'There is no such source' })
    return runTable(source.data, await deps.runs(source.data, RUNS), facts())
  }))

  router.get('/submissions', somebody, answer(async (request) => submissionTable((await deps.submissions.list(keeper.identify(request))).submissions, facts())))

  router.get('/targets', somebody, answer(async (request) => {
    const viewer = keeper.identify(request)
    const { indicator } = request.query
    const indicators = catalogue().indicators.filter(({ id, domain }) => (indicator === undefined || id === indicator) && keeper.can(viewer, 'watch', { kind: 'feed', feed: domain }))
    if (indicator !== undefined && indicators.length === 0) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số này', en: 'There is no such indicator' })
    // Without PostgreSQL those that hold are known all the same, and the file says what is missing.
    const listed = await deps.targets.list(viewer).catch((thrown: unknown) => {
      if (thrown instanceof ApiError && thrown.status === 503) return undefined
      throw thrown
    })
    const now = deps.clock.now()
    return targetTable({
      catalogue: catalogue(), indicators, registrations: listed?.registrations ?? [], facts: facts(), day: new Intl.DateTimeFormat('en-CA', { timeZone: catalogue().deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now),
      warnings: listed === undefined ? ['Chưa đọc được các bản đăng ký vì PostgreSQL không liên lạc được; bảng chỉ có chỉ tiêu đang dùng'] : [],
    })
  }))
  return router
}

function chosen(all: readonly Indicator[], { indicator, domain }: z.infer<typeof Asked>): { indicators: Indicator[]; name: string } {
  if (domain !== undefined) return { indicators: all.filter((one) => one.domain === domain), name: domain }
  const indicators = indicator.map((id) => all.find((one) => one.id === id)).filter((one) => one !== undefined)
  // All or nothing: one that is missing must not go unnoticed among the others.
  return { indicators: indicators.length === indicator.length ? indicators : [], name: indicator.length === 1 ? (indicator[0] ?? '') : `${indicator.length}-chi-so` }
}
