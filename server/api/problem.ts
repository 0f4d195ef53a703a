import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Problem } from '#contract'
import { ApiError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'

const TITLES: Record<Problem['code'], string> = {
  'bad-request': 'Yêu cầu sai',
  unauthorized: 'Cần mã truy cập',
  forbidden: 'Không có quyền',
  'not-found': 'Không có',
  'method-not-allowed': 'Không hỗ trợ thao tác này',
  conflict: 'Xung đột',
  'too-large': 'Quá lớn',
  'unsupported-media': 'Kiểu nội dung không được nhận',
  'too-many-requests': 'Quá nhiều yêu cầu',
  unavailable: 'Tạm thời không nhận',
  internal: 'Lỗi bên trong',
  'idempotency-key-reused': 'Khóa đã dùng cho nội dung khác',
  'stale-draft': 'Người khác vừa sửa bản nháp này',
  'not-publishable': 'Chưa công bố được',
}

export function sendProblem(response: Response, error: ApiError): void {
  const problem: Problem = {
    type: 'about:blank', title: TITLES[error.code], status: error.status, code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  }
  if (error.retryAfterS !== undefined) response.set('Retry-After', String(error.retryAfterS))
  response.status(error.status).type('application/problem+json').send(JSON.stringify({ ...problem, ...error.more }))
}

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
  if (type === 'entity.too.large') return new ApiError(413, 'too-large', 'Nội dung gửi lên vượt giới hạn')
  if (type === 'encoding.unsupported') return new ApiError(415, 'unsupported-media', 'Kiểu nén không được nhận')
  if (type === 'request.aborted' || type === 'request.size.invalid') return new ApiError(400, 'bad-request', 'Nội dung gửi lên bị đứt giữa chừng')
  if (type === 'entity.parse.failed') return new ApiError(400, 'bad-request', 'Nội dung gửi lên không phải JSON đúng')
  if (thrown instanceof URIError || type === 'stream.encoding.set') return new ApiError(400, 'bad-request', 'Địa chỉ sai')
  return new ApiError(500, 'internal', undefined, { cause: thrown })
}

export const notFound: RequestHandler = () => {
  throw new ApiError(404, 'not-found', 'Không có đường dẫn này')
}
