import { createHash } from 'node:crypto'
import type { Text } from '#contract'
import { SourceError } from './errors.ts'

/**
 * The address a link of an answer leads to; undefined where there is none. Another host would be given our credentials: only
 * the same origin is followed. `place` says in the message where the link stood.
 */
export function followLink(link: unknown, from: string, place: Text): string | undefined {
  if (link === undefined || link === null || link === '' || link === false) return undefined
  const { host, origin } = new URL(from)
  if (typeof link !== 'string' || !URL.canParse(link, from)) throw new SourceError('malformed', { vi: `${host}: liên kết ${place.vi} không phải là địa chỉ`, en: `${host}: the link ${place.en} is no address` })
  const next = new URL(link, from)
  if (next.origin !== origin) throw new SourceError('malformed', { vi: `${host}: liên kết ${place.vi} trỏ sang máy khác (${next.host}); hệ thống không đi theo`, en: `${host}: the link ${place.en} leads to another server (${next.host}); it is not followed` })
  return next.href
}

/** Remembers addresses and pages of one pass; the same again means the department turns in a circle. `hint` says what to look at. */
export function createSeen(hint: Text): { check(what: string | Uint8Array, host: string): void } {
  const known = new Set<string>()
  return {
    check(what, host) {
      const key = typeof what === 'string' ? what : createHash('sha256').update(what).digest('hex')
      if (known.has(key)) throw new SourceError('malformed', { vi: `${host}: trang lặp lại, máy chủ trả về cùng một trang hai lần; ${hint.vi}`, en: `${host}: a page came twice, the server gives the same page again; ${hint.en}` })
      known.add(key)
    },
  }
}
