import { createHash, createHmac } from 'node:crypto'
import type { Hmac } from './config.ts'

/** What is signed of one request. */
export interface Signable {
  method: string
  url: string
  body: string
}

/** The headers of a signed request: what is signed is METHOD, path with query, date and digest of the body, one a line. */
export function signatureHeaders(auth: Hmac, { method, url, body }: Signable, now: number): Record<string, string> {
  const { pathname, search } = new URL(url)
  const date = writeDate(now, auth.dateFormat)
  const digest = createHash(auth.algorithm).update(body).digest(auth.encoding)
  const signature = createHmac(auth.algorithm, auth.secret).update([method, `${pathname}${search}`, date, digest].join('\n')).digest(auth.encoding)
  return { [auth.keyHeader]: auth.keyId, [auth.dateHeader]: date, [auth.digestHeader]: digest, [auth.signatureHeader]: signature }
}

function writeDate(now: number, format: Hmac['dateFormat']): string {
  if (format === 'epoch-s') return String(Math.floor(now / 1000))
  return format === 'http' ? new Date(now).toUTCString() : `${new Date(now).toISOString().slice(0, 19)}Z`
}
