import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { asText, type ReadingsAnswer, type Run, SourceId, type Text } from '#contract'
import { BusFullError, BusUnavailableError } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { languageOf } from '../problem.ts'
import { demand, type Gatekeeper } from '../gate.ts'
import { readLimitedBody } from '../read-body.ts'
import { createLimit } from './limit.ts'

interface Delivery {
  body: Uint8Array
  contentType: string
  headers?: Readonly<Record<string, string>>
}

/** What ingest makes of a delivery; undefined when there is no such source, or none that sends. */
export type Receive = (source: SourceId, delivery: Delivery, idempotencyKey: string | undefined) => Promise<
  { kind: 'done'; run: Run; why: Text[] } | { kind: 'malformed'; run: Run } | { kind: 'conflict' }
> | undefined

export interface ReadingsDeps {
  keeper: Gatekeeper
  clock: Clock
  receive: Receive
  /** Does the request carry this source's key? Compared in constant time, also for sources that do not exist. */
  hasKey(request: Request, source: SourceId): boolean
  /** A source that shows no key but signs what it sends; `verify` throws an error with the reason where the signature is wrong. */
  signed?(source: SourceId): { maxBytes: number; verify(delivery: Delivery): void } | undefined
}

/** Half of a minute of one-second data of a whole province fits; a larger delivery is to be cut by its sender. */
const BODY_LIMIT = '5mb'
const PER_SECOND = 200
const BURST = 400
const WRONG_KEYS_PER_SECOND = 5
/** Bodies that are read before their sender has proved who he is: no more than these at once. */
const MOST_UNPROVEN = 32

/**
 * `POST /api/v1/sources/:id/readings`, with a key or signed, and `POST /hooks/:id`, signed, for senders that know no path of ours. A key is
 * checked before the body is read; a signature is of the body, of which then little is read.
 */
export function receivingRoutes(deps: ReadingsDeps): { readings: Router; hooks: Router } {
  const [router, hooks] = [Router(), Router()]
  const limits = new Map<string, ReturnType<typeof createLimit>>()
  const wrongKeys = createLimit({ clock: deps.clock, perSecond: WRONG_KEYS_PER_SECOND, burst: 20 })

  const admit = (request: Request): SourceId => {
    const id = SourceId.safeParse(request.params['id'])
    if (!id.success || !deps.hasKey(request, id.data)) {
      if (!wrongKeys.take()) throw new ApiError(429, 'too-many-requests', { vi: 'Quá nhiều lần sai khóa', en: 'Too many wrong keys' }, { retryAfterS: 5 })
      throw new ApiError(401, 'unauthorized', { vi: 'Khóa của nguồn sai hoặc thiếu (Authorization: Bearer …)', en: 'The key of the source is wrong or missing (Authorization: Bearer …)' })
    }
    return allow(request, id.data)
  }

  const allow = (request: Request, id: SourceId): SourceId => {
    demand(deps.keeper, request, { kind: 'source', source: id }, 'push', { kind: 'source', source: id })
    const limit = limits.get(id) ?? createLimit({ clock: deps.clock, perSecond: PER_SECOND, burst: BURST })
    limits.set(id, limit)
    if (!limit.take()) throw new ApiError(429, 'too-many-requests', { vi: `Quá ${PER_SECOND} lần gửi mỗi giây`, en: `More than ${PER_SECOND} deliveries a second` }, { retryAfterS: 1 })
    return id
  }

  let unproven = 0
  const takeSigned: RequestHandler = async (request, response, next) => {
    const id = SourceId.safeParse(request.params['id'])
    const signed = id.success ? deps.signed?.(id.data) : undefined
    if (!id.success || signed === undefined) return next()
    if (unproven >= MOST_UNPROVEN) throw new ApiError(503, 'unavailable', { vi: 'Đang có nhiều bản tin chờ kiểm tra chữ ký; xin gửi lại', en: 'Many messages wait for their signature to be checked; please send it again' }, { retryAfterS: 2 })
    unproven += 1
    response.once('close', () => (unproven -= 1))
    const delivery = deliveryOf(request, await readLimitedBody(request, response, signed.maxBytes))
    try {
      signed.verify(delivery)
    } catch (thrown) {
      if (!(thrown instanceof Error) || thrown.name !== 'SourceError') throw thrown
      if (!wrongKeys.take()) throw new ApiError(429, 'too-many-requests', { vi: 'Quá nhiều lần sai chữ ký', en: 'Too many wrong signatures' }, { retryAfterS: 5 })
      throw new ApiError(401, 'unauthorized', asText(thrown.message))
    }
    allow(request, id.data)
    // The header with a key is not signed: whoever repeats a message could give it another. The bytes themselves are the key.
    await takeIn(deps.receive, id.data, { delivery, key: undefined, response })
  }

  router.post(
    '/:id/readings',
    takeSigned,
    (request, _response, next) => {
      admit(request)
      next()
    },
    express.raw({ type: () => true, limit: BODY_LIMIT }),
    async (request: Request, response: Response) => {
      const body: unknown = request.body
      if (!Buffer.isBuffer(body) || body.byteLength === 0) throw new ApiError(400, 'bad-request', { vi: 'Nội dung gửi lên rỗng', en: 'What was sent is empty' })
      const id = SourceId.parse(request.params['id']) // admitted above
      await takeIn(deps.receive, id, { delivery: deliveryOf(request, body), key: idempotencyKey(request), response })
    },
  )
  hooks.post('/:id', takeSigned, () => {
    if (!wrongKeys.take()) throw new ApiError(429, 'too-many-requests', { vi: 'Quá nhiều lần gửi sai chỗ', en: 'Too many deliveries to the wrong place' }, { retryAfterS: 5 })
    throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này, hoặc nguồn không gửi bản tin có chữ ký', en: 'There is no such source, or it sends no signed messages' })
  })
  return { readings: router, hooks }
}

const deliveryOf = (request: Request, body: Buffer): Delivery => ({
  body, contentType: request.get('content-type') ?? 'application/json',
  headers: Object.fromEntries(Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
})

async function takeIn(receive: Receive, id: SourceId, { delivery, key, response }: { delivery: Delivery; key: string | undefined; response: Response }): Promise<void> {
  const received = await receive(id, delivery, key)?.catch(refuse)
  if (received === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này hoặc nguồn không nhận số liệu gửi đến', en: 'There is no such source, or it takes no figures sent to it' })
  if (received.kind === 'conflict') throw new ApiError(422, 'idempotency-key-reused', { vi: 'Idempotency-Key này đã dùng cho một nội dung khác', en: 'This Idempotency-Key was used for another content' })
  if (received.kind === 'malformed') throw new ApiError(400, 'bad-request', received.run.error?.message)
  const { run, why } = received
  const language = languageOf(response.req)
  const isWaiting = run.error?.kind === 'drift' || (run.accepted === 0 && run.held !== undefined)
  const answer: ReadingsAnswer = {
    run: run.id, accepted: run.accepted, ...(isWaiting || run.held !== undefined ? { held: { count: run.held ?? 0, why: why.map((text) => text[language]) } } : {}),
    rejected: run.rejects.map(({ index, code, reason, pointer }) => ({ index, code, reason: reason[language], ...(pointer === undefined ? {} : { pointer }) })),
  }
  response.status(isWaiting ? 202 : 200).json(answer)
}

/** Full or silent, the sender hears 503 and comes again; never "accepted". */
function refuse(thrown: unknown): never {
  if (thrown instanceof BusFullError) throw new ApiError(503, 'unavailable', { vi: 'Kho tạm đầy, chưa nhận; xin gửi lại sau', en: 'The store is full, nothing was taken; please send it again later' }, { retryAfterS: 30, cause: thrown })
  if (thrown instanceof BusUnavailableError) throw new ApiError(503, 'unavailable', { vi: 'Chưa xác nhận được việc ghi; xin gửi lại với cùng nội dung', en: 'It could not be confirmed that it was written; please send the same content again' }, { retryAfterS: 2, cause: thrown })
  throw thrown
}

function idempotencyKey(request: Request): string | undefined {
  const key = request.get('idempotency-key')
  if (key === undefined) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ApiError(400, 'bad-request', { vi: 'Idempotency-Key: 1 đến 200 ký tự ASCII thấy được', en: 'Idempotency-Key: 1 to 200 visible ASCII characters' })
  return key
}
