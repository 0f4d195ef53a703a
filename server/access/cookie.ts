import type { IncomingMessage } from 'node:http'

export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return undefined
}

/**
 * Behind TLS the prefix makes browsers refuse a cookie of this name set by a neighbour on another host name or over plain HTTP;
 * without TLS they would refuse the prefix itself.
 */
export const sessionCookieName = (isSecure: boolean): string => (isSecure ? '__Host-ioc_session' : 'ioc_session')
