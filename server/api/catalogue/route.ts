import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { Router } from 'express'
import type { Catalogue } from '#contract'
import { gate, type Gatekeeper } from '../gate.ts'
import { createSeenBy } from './seen-by.ts'

interface Written {
  json: string
  gzip: Buffer
  etag: string
}

/** Names of 200 indicators and of two eras of areas are 270 kB as text and 32 kB packed; written once for each state of the deployment. */
export function catalogueRoute(deps: { keeper: Gatekeeper; catalogue(): Catalogue }): Router {
  const router = Router()
  const written = new WeakMap<Catalogue, Written>()
  const seenBy = createSeenBy()
  router.get('/', gate(deps.keeper, 'read', () => ({ kind: 'catalogue' })), (request, response) => {
    const viewer = deps.keeper.identify(request)
    const catalogue = seenBy(deps.catalogue(), (feed) => deps.keeper.can(viewer, 'watch', { kind: 'feed', feed }))
    const { json, gzip, etag } = written.get(catalogue) ?? write(catalogue)
    response.set({ ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' })
    if (request.get('if-none-match')?.split(/,\s*/).includes(etag)) {
      response.status(304).end()
      return
    }
    response.type('application/json')
    if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(gzip)
    else response.send(json)
  })
  return router

  function write(catalogue: Catalogue): Written {
    const json = JSON.stringify(catalogue)
    const made = { json, gzip: gzipSync(json), etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"` }
    written.set(catalogue, made)
    return made
  }
}
