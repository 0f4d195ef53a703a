import type { IncomingMessage } from 'node:http'

/**
 * Refuses requests that another site makes a browser send. Socket.IO's `cors` option does not guard its websocket transport,
 * so sockets ask here too. Programs send no Origin and no Sec-Fetch-Site; they are judged by their key.
 */
export function isOwnOrigin(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = request.headers.origin
  if (origin === undefined) return true
  try {
    return new URL(origin).host === request.headers.host
  } catch {
    return false
  }
}
