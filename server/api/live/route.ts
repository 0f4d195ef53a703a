import { Router } from 'express'
import * as z from 'zod'
import { FeedId } from '#contract'
import { ApiError } from '../../errors.ts'
import { demand, type Gatekeeper } from '../gate.ts'

/** The hub's snapshot written out, built and compressed once per cursor whoever asks. */
export interface LiveBody {
  etag: string
  gzip: Uint8Array
  json: string
}

const Feeds = z.string().max(4_000).transform((text) => text.split(',')).pipe(z.array(FeedId).min(1).max(100))

export function liveRoute(deps: { keeper: Gatekeeper; live(feeds: readonly FeedId[]): Promise<LiveBody> | LiveBody }): Router {
  const router = Router()
  router.get('/', async (request, response) => {
    const feeds = Feeds.safeParse(request.query['feeds'] ?? '')
    if (!feeds.success) throw new ApiError(400, 'bad-request', { vi: 'Tham số feeds: cần tên luồng, cách nhau bằng dấu phẩy, ví dụ feeds=tthc,datacentre', en: 'Parameter feeds: names of feeds, separated by commas, such as feeds=tthc,datacentre' })
    const viewer = deps.keeper.identify(request)
    for (const feed of feeds.data) demand(deps.keeper, request, viewer, 'watch', { kind: 'feed', feed })
    const body = await deps.live(feeds.data)
    response.set({ ETag: body.etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' })
    // Not `request.fresh`: fetch adds `Cache-Control: no-cache` to a request that carries its own If-None-Match.
    if (request.get('if-none-match')?.split(/,\s*/).includes(body.etag)) {
      response.status(304).end()
      return
    }
    response.type('application/json')
    if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(Buffer.from(body.gzip))
    else response.send(body.json)
  })
  return router
}
