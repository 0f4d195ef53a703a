import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { GuardedAnswer } from '#kit'
import type { HttpJsonConfig } from './config.ts'
import { listUrl, queryValues } from './read-pages.ts'

/** What one pass leaves for the next. `of` ties it to the question: another address or list must not be answered "unchanged". */
const Bookmark = z.object({ of: z.string(), etag: z.string().max(512).optional(), lastModified: z.string().max(64).optional() })

const HEADER_TEXT = /^[\x20-\x7e]+$/

/** The headers that ask "changed since?"; none at a first pass, after another question, or with an unreadable bookmark. */
export function conditionOf(config: HttpJsonConfig, bookmark: string | undefined): Record<string, string> {
  const known = Bookmark.safeParse(parseOrNothing(bookmark))
  if (!config.conditional || !known.success || known.data.of !== questionOf(config)) return {}
  const { etag, lastModified } = known.data
  if (etag !== undefined) return { 'if-none-match': etag }
  return lastModified === undefined ? {} : { 'if-modified-since': lastModified }
}

/** The bookmark of a fresh answer; empty when the department gives nothing to ask by. */
export function bookmarkOf(config: HttpJsonConfig, answer: GuardedAnswer): string {
  const etag = usable(answer.headers['etag'], 512)
  const lastModified = usable(answer.headers['last-modified'], 64)
  if (!config.conditional || (etag === undefined && lastModified === undefined)) return ''
  return JSON.stringify({ of: questionOf(config), etag, lastModified })
}

const usable = (text: string | undefined, max: number): string | undefined =>
  text !== undefined && text.length <= max && HEADER_TEXT.test(text) ? text : undefined

const questionOf = (config: HttpJsonConfig): string => createHash('sha256').update(JSON.stringify([listUrl(config, queryValues(config)), config.recordsAt])).digest('hex').slice(0, 16)

function parseOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
