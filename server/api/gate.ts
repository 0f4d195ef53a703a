import type { Request, RequestHandler } from 'express'
import type { AuditEntry, Thing, Verb, Viewer } from '#contract'
import { ApiError } from '../errors.ts'

/** What access gives the API; handed in by main. */
export interface Gatekeeper {
  /** Looks up the session a request carries, once, before anybody asks who it is. */
  recognise?(request: Request): Promise<void>
  /** A session was shown and cannot be looked up just now. */
  isUnsure?(request: Request): boolean
  identify(request: Request): Viewer
  can(viewer: Viewer, verb: Verb, thing: Thing): boolean
  isOwnOrigin(request: Request): boolean
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** The caller's address, through trusted proxies only. */
  addressOf(request: Request): string
}

/** Every route begins with this: who asks, may they, for this thing. */
export function gate(keeper: Gatekeeper, verb: Verb, thing: (request: Request) => Thing): RequestHandler {
  return (request, _response, next) => {
    demand(keeper, request, keeper.identify(request), verb, thing(request))
    next()
  }
}

/** Throws 401 or 403 unless allowed. */
export function demand(keeper: Gatekeeper, request: Request, viewer: Viewer, verb: Verb, thing: Thing): void {
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && !keeper.isOwnOrigin(request)) throw new ApiError(403, 'forbidden', { vi: 'Yêu cầu đến từ trang khác', en: 'The request comes from another page' })
  if (keeper.can(viewer, verb, thing)) return
  if (keeper.isUnsure?.(request) === true) throw new ApiError(503, 'unavailable', { vi: 'Chưa kiểm tra được phiên đăng nhập vì Redis không trả lời; xin thử lại', en: 'The session cannot be checked because Redis does not answer; please try again' }, { retryAfterS: 2 })
  throw viewer.kind === 'anonymous' ? new ApiError(401, 'unauthorized', { vi: 'Cần đăng nhập hoặc mã truy cập (IOC_TOKEN)', en: 'Please log in, or give the access token (IOC_TOKEN)' }) : new ApiError(403, 'forbidden', { vi: 'Không có quyền', en: 'You do not have the right to do this' })
}
