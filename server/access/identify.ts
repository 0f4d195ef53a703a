import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Viewer } from '#contract'
import { readCookie } from './cookie.ts'

/** Name of the cookie that carries a proven token on screens away from this machine. */
export const TOKEN_COOKIE = 'ioc_token'

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']
const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/

export interface IdentifySettings {
  token: string | undefined
  /** The person whose session the request carries, looked up before (recognise.ts). */
  personOf?: (request: IncomingMessage) => Viewer | undefined
}

/**
 * Who asks. What a program shows in its header counts first, then a person's session, then a screen's token. Without any of
 * them a loopback peer with a local Host and no forwarding header is this machine itself (a local proxy adds one of those
 * headers and so does not count), and anybody else is nobody in particular.
 */
export function createIdentify({ token, personOf }: IdentifySettings): (request: IncomingMessage) => Viewer {
  const isToken = (shown: string | undefined) => token !== undefined && shown !== undefined && isSameSecret(shown, token)
  return (request) => {
    if (isToken(bearer(request))) return { kind: 'token' }
    const person = personOf?.(request)
    if (person !== undefined) return person
    if (isToken(readCookie(request, TOKEN_COOKIE))) return { kind: 'token' }
    return isThisMachine(request) ? { kind: 'local' } : { kind: 'anonymous' }
  }
}

/** Compares secrets in constant time; hashing first makes lengths equal. */
export function isSameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/** The token of an `Authorization: Bearer` header. */
export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.headers.authorization ?? '')?.[1]
}

/** This machine itself, without a proxy in between. */
export function isThisMachine(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? ''
  const loopback = peer === '::1' || /^(?:::ffff:)?127\./.test(peer)
  return loopback && LOCAL_HOST.test(request.headers.host ?? '') && FORWARDING.every((name) => request.headers[name] === undefined)
}
