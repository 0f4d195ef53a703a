import { Router } from 'express'
import { type Briefing, type FeedId, type IndicatorId, layerIndicators, type SeenBriefing, type SeriesName, splitSeries } from '#contract'
import { ApiError } from '../../errors.ts'
import { demand, type Gatekeeper } from '../gate.ts'

/** What the leaders' pages show, without what this viewer may not watch: a row that stays empty would pass for silence. */
export function briefingRoute(deps: { keeper: Gatekeeper; briefing(): Briefing | undefined; feedOf(indicator: IndicatorId): FeedId | undefined }): Router {
  const router = Router()
  router.get('/', (request, response) => {
    const viewer = deps.keeper.identify(request)
    demand(deps.keeper, request, viewer, 'read', { kind: 'catalogue' })
    const briefing = deps.briefing()
    if (briefing === undefined) throw new ApiError(404, 'not-found', { vi: 'Trung tâm này chưa có trang lãnh đạo (thiếu tệp briefing.yaml)', en: 'This centre has no leaders\' page yet (there is no file briefing.yaml)' })
    const maySee = (indicator: IndicatorId) => {
      const feed = deps.feedOf(indicator)
      return feed !== undefined && deps.keeper.can(viewer, 'watch', { kind: 'feed', feed })
    }
    const seen = (all: readonly SeriesName[]) => all.filter((series) => maySee(splitSeries(series).indicator))
    const { title, map, agencies } = briefing
    response.set('Cache-Control', 'no-cache').json({
      title, lead: seen(briefing.lead), plans: seen(briefing.plans), locality: briefing.locality.filter(maySee), ...(maySee(map.indicator) ? { map: { ...map, points: map.points.filter((layer) => layerIndicators(layer).every(maySee)) } } : {}),
      ...(agencies !== undefined && maySee(agencies.onTime) && maySee(agencies.resolved) ? { agencies } : {}),
      domains: briefing.domains.map((domain) => ({ ...domain, series: seen(domain.series) })).filter(({ series }) => series.length > 0),
    } satisfies SeenBriefing)
  })
  return router
}
