import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Problem, Text } from '#contract'
import { ApiError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'

const TITLES: Record<Problem['code'], Text> = {
  'bad-request': { vi: 'Yêu cầu sai', en: 'Wrong request' },
  unauthorized: { vi: 'Cần mã truy cập', en: 'Access token needed' },
  forbidden: { vi: 'Không có quyền', en: 'Not allowed' },
  'not-found': { vi: 'Không có', en: 'Not found' },
  'method-not-allowed': { vi: 'Không hỗ trợ thao tác này', en: 'Not supported' },
  conflict: { vi: 'Xung đột', en: 'Conflict' },
  'too-large': { vi: 'Quá lớn', en: 'Too large' },
  'unsupported-media': { vi: 'Kiểu nội dung không được nhận', en: 'Kind of content not taken' },
  'too-many-requests': { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  unavailable: { vi: 'Tạm thời không nhận', en: 'Not taken for now' },
  internal: { vi: 'Lỗi bên trong', en: 'Internal error' },
  'idempotency-key-reused': { vi: 'Khóa đã dùng cho nội dung khác', en: 'Key used for another content' },
  'stale-draft': { vi: 'Người khác vừa sửa bản nháp này', en: 'Somebody else has just edited this draft' },
  'not-publishable': { vi: 'Chưa công bố được', en: 'Not published yet' },
}

export function sendProblem(response: Response, error: ApiError): void {
  const language = languageOf(response.req)
  const problem: Problem = {
    type: 'about:blank', title: TITLES[error.code][language], status: error.status, code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail[language] }),
    ...(error.errors === undefined ? {} : { errors: error.errors.map(({ pointer, message }) => ({ pointer, message: message[language] })) }),
  }
  response.set('Content-Language', language)
  if (error.retryAfterS !== undefined) response.set('Retry-After', String(error.retryAfterS))
  response.status(error.status).type('application/problem+json').send(JSON.stringify({ ...problem, ...error.more }))
}

/** What a page asks for, or a program; whoever says nothing, or another language, is answered in Vietnamese. */
export const languageOf = (request: Request): keyof Text => (request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi')

/** Whatever a route throws ends here; what is not ours to show is logged and answered as `internal`. */
export function handleErrors(log: Log): ErrorRequestHandler {
  return (thrown: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) {
      next(thrown)
      return
    }
    const error = asApiError(thrown)
    if (error.status >= 500 && error.code === 'internal') log.error({ path: request.path, reason: describeError(thrown) }, 'request failed')
    sendProblem(response, error)
  }
}

function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  const type = typeof thrown === 'object' && thrown !== null && 'type' in thrown ? thrown.type : undefined
  if (type === 'entity.too.large') return new ApiError(413, 'too-large', { vi: 'Nội dung gửi lên vượt giới hạn', en: 'What was sent is larger than the limit' })
  if (type === 'encoding.unsupported') return new ApiError(415, 'unsupported-media', { vi: 'Kiểu nén không được nhận', en: 'This kind of compression is not taken' })
  if (type === 'request.aborted' || type === 'request.size.invalid') return new ApiError(400, 'bad-request', { vi: 'Nội dung gửi lên bị đứt giữa chừng', en: 'What was sent was cut off' })
  if (type === 'entity.parse.failed') return new ApiError(400, 'bad-request', { vi: 'Nội dung gửi lên không phải JSON đúng', en: 'What was sent is not correct JSON' })
  if (thrown instanceof URIError || type === 'stream.encoding.set') return new ApiError(400, 'bad-request', { vi: 'Địa chỉ sai', en: 'The address is wrong' })
  return new ApiError(500, 'internal', undefined, { cause: thrown })
}

export const notFound: RequestHandler = () => {
  throw new ApiError(404, 'not-found', { vi: 'Không có đường dẫn này', en: 'There is nothing at this address' })
}
