import express, { type Request, type RequestHandler, Router } from 'express'
import type * as z from 'zod'
import { asText, BoardAsked, BoardId, DraftAsked, PublishAsked, RestoreAsked, type Viewer } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'
import type { Boards } from './boards.ts'

/** 500 steps, each with both sides of a panel, and a few former versions among them. */
const LARGEST_DRAFT = '4mb'
const MOST_ERRORS = 20

/** Boards of one's own: what is published is read by whoever reads the catalogue; a draft, and that there is one, by who may build. */
export function boardsRoute({ keeper, boards }: { keeper: Gatekeeper; boards: Boards }): Router {
  const router = Router()
  const reads = gate(keeper, 'read', () => ({ kind: 'catalogue' }))
  const builds = gate(keeper, 'configure', (request) => ({ kind: 'board', board: String(request.params['id'] ?? '') }))
  const json: RequestHandler = express.json({ limit: LARGEST_DRAFT })
  const whose = (request: Request, board: string) => ({ isEditor: keeper.can(keeper.identify(request), 'configure', { kind: 'board', board }) })
  const author = (request: Request) => ({ name: nameOf(keeper.identify(request)), address: keeper.addressOf(request) })

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/', reads, async (request, response) => {
    response.json(await boards.list(whose(request, '')))
  })
  router.post('/', builds, json, async (request, response) => {
    response.status(201).json(await boards.make(bodyOf(request, BoardAsked), author(request)))
  })
  router.get('/:id', reads, async (request, response) => {
    const id = idOf(request)
    response.json(await boards.open(id, whose(request, id)))
  })
  router.delete('/:id', builds, async (request, response) => {
    await boards.withdraw(idOf(request), author(request))
    response.status(204).end()
  })
  router.get('/:id/versions/:version', reads, async (request, response) => {
    const id = idOf(request)
    const version = Number(request.params['version'])
    if (!Number.isInteger(version) || version < 1 || version > 2_147_483_647) throw new ApiError(404, 'not-found', { vi: 'Không có phiên bản này', en: 'There is no such version' })
    const text = await boards.version(id, version, whose(request, id))
    response.type('text/yaml').set('Content-Disposition', `attachment; filename="${id}.v${version}.yaml"`).send(text)
  })
  router.get('/:id/draft', builds, async (request, response) => {
    response.json(await boards.draft(idOf(request)))
  })
  router.put('/:id/draft', builds, json, async (request, response) => {
    response.json(await boards.keep(idOf(request), bodyOf(request, DraftAsked), author(request)))
  })
  router.delete('/:id/draft', builds, async (request, response) => {
    await boards.discard(idOf(request), author(request))
    response.status(204).end()
  })
  router.post('/:id/publish', builds, json, async (request, response) => {
    response.json(await boards.publish(idOf(request), bodyOf(request, PublishAsked), author(request)))
  })
  router.post('/:id/restore', builds, json, async (request, response) => {
    response.json(await boards.restore(idOf(request), bodyOf(request, RestoreAsked).version, author(request)))
  })
  return router
}

const nameOf = (viewer: Viewer): string => (viewer.kind === 'account' ? viewer.name : viewer.kind)

function idOf(request: Request): BoardId {
  const id = BoardId.safeParse(request.params['id'])
  if (!id.success) throw new ApiError(404, 'not-found', { vi: 'Không có bảng này', en: 'There is no such board' })
  return id.data
}

function bodyOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(request.body)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, MOST_ERRORS).map(({ path, message }) => ({ pointer: path.map((one) => `/${String(one)}`).join(''), message: asText(message) }))
  throw new ApiError(400, 'bad-request', { vi: `Nội dung gửi lên sai tại ${errors[0]?.pointer || '/'}: ${errors[0]?.message.vi ?? ''}`, en: `What was sent is wrong at ${errors[0]?.pointer || '/'}: ${errors[0]?.message.en ?? ''}` }, { errors })
}
