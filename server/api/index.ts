import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { ReadyAnswer } from '#contract'
import type { Log } from '../log.ts'
import { boardsRoute } from './boards/route.ts'
import { briefingRoute } from './briefing/route.ts'
import { catalogueRoute } from './catalogue/route.ts'
import { diagramsRoute } from './diagrams/route.ts'
import { explanationsRoute } from './explanations/route.ts'
import { gate, type Gatekeeper } from './gate.ts'
import { liveRoute } from './live/route.ts'
import { mapImportRoute } from './map/import.ts'
import { mapRoute } from './map/route.ts'
import { pages } from './pages.ts'
import { picturesRoute } from './pictures/route.ts'
import { handleErrors, notFound } from './problem.ts'
import { rawRoute, samplesRoute } from './samples/route.ts'
import { scenesRoute, wallsRoute } from './scenes/route.ts'
import { seriesUseRoute } from './series-use/route.ts'
import { seriesRoute } from './series/route.ts'
import { sessionRoute } from './session/route.ts'
import { declareRoute, outagesRoute } from './quality/outages.ts'
import { qualityRoute } from './quality/route.ts'
import { quarantineRoute } from './sources/quarantine.ts'
import { receivingRoutes } from './sources/readings.ts'
import { sourcesRoute } from './sources/route.ts'
import { uploadsRoute } from './sources/uploads.ts'
import { submissionsRoute } from './submissions/route.ts'
import { tablesRoute } from './tables/route.ts'
import { targetsRoute } from './targets/route.ts'
import { useRoute } from './use/route.ts'

type Of<Route extends (deps: never) => unknown> = Omit<Parameters<Route>[0], 'keeper'>

export interface ApiDeps {
  log: Log
  keeper: Gatekeeper
  clientDir: string
  /** The one other place from which a page may fetch pictures: the deployment's tile server, where it names one. */
  pictureOrigin?(): string | undefined
  ready(): Promise<ReadyAnswer>
  metrics: { contentType: string; text(): Promise<string> }
  /** What only the demonstration adds, below a path of its own. */
  mounts: readonly { path: string; handler: RequestHandler }[]
  /** Absent where this process does not have the role `api`. */
  routes:
    | (Of<typeof useRoute> & Of<typeof boardsRoute> & Of<typeof seriesUseRoute> & Of<typeof briefingRoute> & Of<typeof liveRoute> & Of<typeof catalogueRoute> & Of<typeof mapRoute> & Of<typeof scenesRoute> & Of<typeof wallsRoute> & Of<typeof diagramsRoute> & Of<typeof picturesRoute> & Of<typeof seriesRoute> & Of<typeof samplesRoute> & Of<typeof sourcesRoute> & Of<typeof quarantineRoute> & Of<typeof qualityRoute> & Of<typeof outagesRoute> & Of<typeof sessionRoute> & Of<typeof mapImportRoute> & Of<typeof submissionsRoute> & Of<typeof tablesRoute> & Of<typeof uploadsRoute> & Of<typeof explanationsRoute> & Of<typeof targetsRoute>)
    | undefined
  /** Absent where this process does not have the role `ingest`. */
  readings: Of<typeof receivingRoutes> | undefined
}

/** Everything over HTTP: each route passes the gate, each fault is a problem with a stable code. */
export function createApi(deps: ApiDeps): Express {
  const { keeper } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:', () => deps.pictureOrigin?.() ?? ''], upgradeInsecureRequests: null, frameAncestors: ["'none'"] } }, strictTransportSecurity: false }))
  app.use(recogniseFirst(keeper))

  app.get('/healthz', gate(keeper, 'read', () => ({ kind: 'health' })), (_request, response) => {
    response.json({ ok: true })
  })
  app.get('/readyz', gate(keeper, 'read', () => ({ kind: 'health' })), async (_request, response) => {
    const answer = await deps.ready()
    response.status(answer.ready ? 200 : 503).set('Cache-Control', 'no-store').json(answer)
  })
  app.get('/metrics', gate(keeper, 'read', () => ({ kind: 'metrics' })), async (_request, response) => {
    response.set('Content-Type', deps.metrics.contentType).send(await deps.metrics.text())
  })
  if (deps.readings !== undefined) {
    const { readings, hooks } = receivingRoutes({ keeper, ...deps.readings })
    app.use('/api/v1/sources', readings)
    app.use('/hooks', hooks)
  }
  if (deps.routes !== undefined) {
    const routes = { keeper, ...deps.routes }
    app.use('/api/v1/live', liveRoute(routes))
    app.use('/api/v1/catalogue', catalogueRoute(routes))
    app.use('/api/v1/briefing', briefingRoute(routes))
    app.use('/api/v1/map', mapRoute(routes), mapImportRoute(routes))
    app.use('/api/v1/boards', boardsRoute(routes))
    app.use('/api/v1/series-use', seriesUseRoute(routes))
    app.use('/api/v1/scenes', scenesRoute(routes))
    app.use('/api/v1/walls', wallsRoute(routes))
    app.use('/api/v1/diagrams', diagramsRoute(routes))
    app.use('/api/v1/pictures', picturesRoute(routes))
    app.use('/api/v1/series', seriesRoute(routes))
    app.use('/api/v1/samples', samplesRoute(routes))
    app.use('/api/v1/sources', sourcesRoute(routes), quarantineRoute(routes), declareRoute(routes), uploadsRoute(routes), rawRoute(routes))
    app.use('/api/v1/quality', qualityRoute(routes))
    app.use('/api/v1/outages', outagesRoute(routes))
    app.use('/api/v1/submissions', submissionsRoute(routes))
    app.use('/api/v1/explanations', explanationsRoute(routes))
    app.use('/api/v1/targets', targetsRoute(routes))
    app.use('/api/v1/use', useRoute(routes))
    app.use('/api/v1/tables', tablesRoute(routes))
    app.use('/api/v1/session', sessionRoute(routes))
    for (const mount of deps.mounts) app.use(mount.path, gate(keeper, 'operate', () => ({ kind: 'page' })), mount.handler)
    app.use(pages({ keeper, clientDir: deps.clientDir }))
  }
  app.use(notFound)
  app.use(handleErrors(deps.log))
  return app
}

/** Files of the client are everybody's, and `/healthz` must not wait for Redis. */
function recogniseFirst(keeper: Gatekeeper): RequestHandler {
  return async (request, _response, next) => {
    if (!request.path.startsWith('/assets/') && request.path !== '/healthz') await keeper.recognise?.(request)
    next()
  }
}

export type { Gatekeeper } from './gate.ts'
export type { LiveBody } from './live/route.ts'
export type { Ancestry } from './samples/route.ts'
export { MOST_POINTS, type Past } from './series/route.ts'
export type { Receive } from './sources/readings.ts'
export type { Submissions } from './submissions/submissions.ts'
