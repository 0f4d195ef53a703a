import express, { type Request, type Response, Router } from 'express'
import { type AccountName, LogIn, type SessionAnswer, type Text, type Viewer } from '#contract'
import { BusFullError, BusUnavailableError } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import type { Gatekeeper } from '../gate.ts'
import { createLimit } from '../sources/limit.ts'
import type { LogInOutcome, People } from './people.ts'

export interface SessionDeps {
  keeper: Gatekeeper
  clock: Clock
  isToken(token: string): boolean
  hasToken: boolean
  /** Of the cookie that carries the token. */
  cookieName: string
  people: People
  /** Whose centre this is: all that anybody may know. */
  place(): { name: Text; centre: Text }
}

const DAYS_KEPT = 30

/** Who am I; log in by password, by one click of the demonstration or by the installation's token; log out. */
export function sessionRoute(deps: SessionDeps): Router {
  const { keeper, people } = deps
  const router = Router()
  const tokenTries = createLimit({ clock: deps.clock, perSecond: 0.2, burst: 10 })

  const answer = (request: Request, who: { viewer: Viewer; endsAt?: number | undefined }): SessionAnswer => ({
    viewer: who.viewer,
    ...(who.endsAt === undefined ? {} : { endsAt: new Date(who.endsAt).toISOString() }),
    offer: { centre: deps.place().centre, place: deps.place().name, token: deps.hasToken, demonstration: [...people.demonstration], oneClick: mayClick(request) },
  })

  /** One click is for who may see all anyway; anybody else shows the demonstration's password. */
  function mayClick(request: Request): boolean {
    const { kind } = keeper.identify(request)
    return people.demonstration.length > 0 && (kind === 'local' || kind === 'token' || (kind === 'account' && isPlayed(people, request)))
  }

  async function showToken(token: string, request: Request, response: Response): Promise<void> {
    const allowed = tokenTries.take() && deps.isToken(token)
    await keeper.audit({ who: allowed ? 'token' : 'anonymous', verb: 'log-in', thing: 'session', ip: keeper.addressOf(request), allowed })
    if (!allowed) throw new ApiError(401, 'unauthorized', { vi: 'Mã truy cập không đúng', en: 'The access token is wrong' })
    response.cookie(deps.cookieName, token, { httpOnly: true, sameSite: 'strict', secure: people.isSecure(request), maxAge: DAYS_KEPT * 86_400_000, path: '/' })
    response.json(answer(request, { viewer: { kind: 'token' } }))
  }

  async function logIn(given: Exclude<LogIn, { token: string }>, request: Request): Promise<LogInOutcome> {
    const address = keeper.addressOf(request)
    if ('password' in given) return people.byPassword(given, address)
    if (!mayClick(request) || !people.demonstration.some(({ name }) => name === given.demonstration)) throw new ApiError(403, 'forbidden', { vi: 'Ở đây phải nhập mật khẩu của bản minh họa', en: 'The password of the demonstration has to be typed here' })
    return people.byClick(given.demonstration, address)
  }

  async function openSession(given: Exclude<LogIn, { token: string }>, request: Request, response: Response): Promise<void> {
    const outcome = await logIn(given, request).catch(refuseWithoutBus)
    if (outcome.kind !== 'in') throw refusalOf(outcome)
    // Who logs in again on the same screen is somebody new there; the former session must not outlive that.
    const former = people.sessionOf(request)
    if (former !== undefined) await people.end(former.secret).catch(() => {})
    response.cookie(people.cookieName(request), outcome.secret, sessionCookie(people.isSecure(request)))
    const { name, roles, scope } = outcome.account
    response.json(answer(request, { viewer: { kind: 'account', name, roles, scope }, endsAt: outcome.endsAt }))
  }

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/', (request, response) => {
    if (keeper.isUnsure?.(request) === true) throw busIsAway()
    response.json(answer(request, { viewer: keeper.identify(request), endsAt: people.sessionOf(request)?.endsAt }))
  })
  router.post('/', guardOrigin(keeper), express.json({ limit: '4kb' }), async (request, response) => {
    const given = LogIn.safeParse(request.body)
    if (!given.success) throw new ApiError(400, 'bad-request', { vi: 'Cần tên đăng nhập và mật khẩu', en: 'User name and password are needed' })
    if ('token' in given.data) await showToken(given.data.token, request, response)
    else await openSession(given.data, request, response)
  })
  router.delete('/', guardOrigin(keeper), async (request, response) => {
    if (keeper.isUnsure?.(request) === true) throw busIsAway()
    const open = people.sessionOf(request)
    if (open !== undefined) {
      await people.end(open.secret).catch(refuseWithoutBus)
      await keeper.audit({ who: open.session.name, verb: 'log-out', thing: 'session', ip: keeper.addressOf(request), allowed: true })
    }
    response.clearCookie(people.cookieName(request), sessionCookie(people.isSecure(request)))
    response.clearCookie(deps.cookieName, { httpOnly: true, sameSite: 'strict', path: '/' })
    response.status(204).end()
  })
  return router
}

/** Without a `maxAge` it goes with the browser; the server's own two limits hold besides. Strict: nothing here is reached from another site. */
const sessionCookie = (secure: boolean) => ({ httpOnly: true, sameSite: 'strict', secure, path: '/' }) as const

const guardOrigin = (keeper: Gatekeeper) => (request: Request, _response: Response, next: () => void): void => {
  if (!keeper.isOwnOrigin(request)) throw new ApiError(403, 'forbidden', { vi: 'Yêu cầu đến từ trang khác', en: 'The request comes from another page' })
  next()
}

const isPlayed = (people: People, request: Request): boolean => {
  const name: AccountName | undefined = people.sessionOf(request)?.session.name
  return people.demonstration.some((one) => one.name === name)
}

/** A wrong password, an unknown name and a closed account are told alike. */
function refusalOf(outcome: Exclude<LogInOutcome, { kind: 'in' }>): ApiError {
  if (outcome.kind === 'wrong') return new ApiError(401, 'unauthorized', { vi: 'Tên đăng nhập hoặc mật khẩu không đúng', en: 'User name or password is wrong' })
  if (outcome.kind === 'too-many') return new ApiError(429, 'too-many-requests', { vi: 'Sai quá nhiều lần. Xin đợi một phút rồi thử lại', en: 'Wrong too often. Please wait a minute and try again' }, { retryAfterS: outcome.retryAfterS })
  return new ApiError(503, 'unavailable', { vi: 'Kho tài khoản (PostgreSQL) đang không liên lạc được, chưa đăng nhập được. Màn hình ghép vẫn chạy', en: 'The store of accounts (PostgreSQL) cannot be reached, so nobody can log in now. The walls go on' }, { retryAfterS: 10 })
}

const busIsAway = (cause?: unknown) => new ApiError(503, 'unavailable', { vi: 'Chưa kiểm tra được phiên đăng nhập vì Redis không trả lời; xin thử lại', en: 'The session cannot be checked because Redis does not answer; please try again' }, { retryAfterS: 2, cause })

function refuseWithoutBus(thrown: unknown): never {
  throw thrown instanceof BusUnavailableError || thrown instanceof BusFullError ? busIsAway(thrown) : thrown
}
