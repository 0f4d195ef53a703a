import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Viewer } from '#contract'

/** Name of the cookie that carries a proven token on screens away from this machine. */
export const TOKEN_COOKIE = 'ioc_token'

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']
const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/

/**
 * Who asks, until accounts exist (architecture.md section 9): a loopback peer with a local Host and no forwarding header is
 * this machine itself; a local proxy adds one of those headers and so does not count. Anybody else needs IOC_TOKEN.
 */
export function createIdentify(settings: { token: string | undefined }): (request: IncomingMessage) => Viewer {
  return (request) => {
    const shown = bearer(request) ?? cookie(request, TOKEN_COOKIE)
    if (settings.token !== undefined && shown !== undefined && isSameSecret(shown, settings.token)) return { kind: 'token' }
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

function cookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return undefined
}

function isThisMachine(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? ''
  const loopback = peer === '::1' || /^(?:::ffff:)?127\./.test(peer)
  return loopback && LOCAL_HOST.test(request.headers.host ?? '') && FORWARDING.every((name) => request.headers[name] === undefined)
}
