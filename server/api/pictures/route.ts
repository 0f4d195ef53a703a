import { type Request, Router } from 'express'
import type { PictureSettings, PictureState } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'

export interface PicturesDeps {
  keeper: Gatekeeper
  pictures: {
    settings(): readonly PictureSettings[]
    state(id: string): Promise<PictureState | undefined>
    bytes(id: string): { type: string; bytes: Uint8Array; version: string } | undefined
  }
}

/** What a camera shows now. Who may not see its source sees neither the picture nor that there is one. */
export function picturesRoute({ keeper, pictures }: PicturesDeps): Router {
  const router = Router()
  const sourceOf = (request: Request): string => pictures.settings().find(({ id }) => id === request.params['id'])?.source ?? ''
  const allowed = gate(keeper, 'read', (request) => ({ kind: 'source', source: sourceOf(request) }))
  const missing = () => new ApiError(404, 'not-found', { vi: 'Không có ảnh này', en: 'There is no such picture' })
  router.get('/:id', allowed, async (request, response) => {
    const state = await pictures.state(String(request.params['id']))
    if (state === undefined) throw missing()
    response.set('Cache-Control', 'no-store').json(state)
  })
  router.get('/:id/bytes', allowed, (request, response) => {
    const found = pictures.bytes(String(request.params['id']))
    if (found === undefined) throw missing()
    // Whatever the bytes may hold, nothing in them runs here; and nobody else keeps them.
    response.set({ 'Content-Type': found.type, 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, max-age=60', ETag: `"${found.version}"` })
    response.send(Buffer.from(found.bytes))
  })
  return router
}
