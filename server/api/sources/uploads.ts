import { type Request, type RequestHandler, type Response, Router } from 'express'
import { type Catalogue, type FeedId, type KeptSample, SourceId } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { demand, type Gatekeeper } from '../gate.ts'
import { readLimitedBody } from '../read-body.ts'
import type { Submissions, TemplateAsked, Upload } from '../submissions/submissions.ts'
import { XLSX } from '../workbook.ts'
import { writeTemplate } from './template.ts'

/** Bodies of up to 20 MB, held together while they are read. */
const MOST_AT_ONCE = 12
const LONGEST_NAME = 200
const LONGEST_REMARK = 500

export interface UploadsDeps {
  keeper: Gatekeeper
  clock: Clock
  submissions: Submissions
  catalogue(): Catalogue
  latest(feeds: readonly FeedId[]): Promise<KeptSample[]>
}

/** `GET /:id/template`, `POST /:id/uploads/preview` and `POST /:id/uploads`. Who may send is asked before the body is read, of what figures after. */
export function uploadsRoute({ keeper, clock, submissions, catalogue, latest }: UploadsDeps): Router {
  const router = Router()
  let atOnce = 0
  const bodies = new WeakMap<Request, Buffer>()

  const admit: RequestHandler = async (request, response, next) => {
    const { thing, maxBytes } = submissions.door(keeper.identify(request), String(request.params['id']))
    demand(keeper, request, keeper.identify(request), thing.kind === 'figures' ? 'send' : 'read', thing)
    if (maxBytes === 0) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này, hoặc nguồn không nhận số liệu gửi duyệt', en: 'There is no such source, or it takes no figures for approval' })
    if (atOnce >= MOST_AT_ONCE) throw new ApiError(503, 'unavailable', { vi: 'Đang có nhiều người gửi tệp; xin thử lại sau ít giây', en: 'Many people are sending files; please try again in a few seconds' }, { retryAfterS: 10 })
    atOnce += 1
    response.once('close', () => (atOnce -= 1))
    response.set('Cache-Control', 'no-store')
    bodies.set(request, await readLimitedBody(request, response, maxBytes))
    next()
  }
  const asker = (request: Request) => ({ viewer: keeper.identify(request), address: keeper.addressOf(request) })
  const source = (request: Request) => SourceId.parse(request.params['id']) // admitted: there is such a source

  const latestOf = async ({ places }: TemplateAsked) => {
    const wanted = new Set(places.flatMap(({ indicators }) => indicators))
    return latest([...new Set(catalogue().indicators.filter(({ id }) => wanted.has(id)).map(({ domain }) => domain))])
  }

  router.get('/:id/template', async (request: Request, response: Response) => {
    const id = String(request.params['id'])
    const { thing } = submissions.door(keeper.identify(request), id)
    demand(keeper, request, keeper.identify(request), thing.kind === 'figures' ? 'send' : 'read', thing)
    const asked = submissions.template(keeper.identify(request), id)
    if (asked === undefined) throw new ApiError(404, 'not-found', { vi: 'Nguồn này không nhận bảng tính', en: 'This source takes no sheets' })
    response.set('Cache-Control', 'no-store').attachment(`mau-${id}.xlsx`).type(XLSX).send(await writeTemplate(asked, { catalogue: catalogue(), latest: await latestOf(asked), now: clock.now() }))
  })
  router.post('/:id/uploads/preview', admit, async (request: Request, response: Response) => {
    response.json(await submissions.preview(asker(request), source(request), readUpload(request, bodies.get(request))))
  })
  router.post('/:id/uploads', admit, async (request: Request, response: Response) => {
    response.status(201).json(await submissions.handIn(asker(request), source(request), readUpload(request, bodies.get(request))))
  })
  return router
}

function readUpload(request: Request, body: Buffer = Buffer.alloc(0)): Upload {
  const fileName = readHeader(request, 'x-file-name')?.split(/[/\\]/).at(-1)?.trim().slice(0, LONGEST_NAME)
  const remark = readHeader(request, 'x-remark')
  if (remark !== undefined && remark.length > LONGEST_REMARK) throw new ApiError(400, 'bad-request', { vi: `Ghi chú dài quá ${LONGEST_REMARK} ký tự`, en: `The remark is longer than ${LONGEST_REMARK} characters` })
  return { body, contentType: (request.get('content-type') ?? 'application/octet-stream').slice(0, 200), ...(fileName === undefined || fileName === '' ? {} : { fileName }), ...(remark === undefined ? {} : { remark }) }
}

/** URI-encoded, because headers carry ASCII. A name is shown to others: no line breaks, nothing that turns the writing around. */
function readHeader(request: Request, name: string): string | undefined {
  const text = decodeURIComponent(request.get(name) ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return text === '' ? undefined : text
}
