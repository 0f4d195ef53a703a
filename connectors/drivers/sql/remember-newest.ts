import { createHash } from 'node:crypto'
import * as z from 'zod'
import { durationMs } from '#contract'
import { createTimeReader, type RawRecord, SourceError } from '#kit'
import { SINCE, type SqlConfig } from './config.ts'

/** What one pass leaves for the next. `of` ties it to the question: another one begins anew. */
const Bookmark = z.object({ of: z.string(), newest: z.number() })

const questionOf = ({ url, query, since }: SqlConfig): string => createHash('sha256').update(JSON.stringify([url, query, since])).digest('hex').slice(0, 16)

/** Where this pass begins; undefined when it asks for everything. */
export function sinceOf(config: SqlConfig, bookmark: string | undefined, now: number): number | undefined {
  if (config.since === undefined) return undefined
  const known = Bookmark.safeParse(parseOrNothing(bookmark))
  if (!known.success || known.data.of !== questionOf(config)) return now - durationMs(config.since.first)
  return known.data.newest - durationMs(config.since.lookBack)
}

/** A row dated tomorrow must not make us pass over what is written until then. */
export function bookmarkOf(config: SqlConfig, records: readonly RawRecord[], { since, now }: { since: number | undefined; now: number }): string | undefined {
  if (config.since === undefined || since === undefined) return undefined
  const { column, lookBack } = config.since
  const readTime = createTimeReader('iso', config.timeZone)
  const moments = records.map((record) => readTime((record as Record<string, unknown>)[column])).filter((at) => at !== undefined) // rows, as the driver made them
  if (moments.length === 0 && records.length > 0) throw new SourceError('config', { vi: `"since.column": cột "${column}" không chứa thời điểm`, en: `"since.column": the column "${column}" holds no moments` })
  const newest = moments.reduce((last, at) => Math.max(last, Math.min(at, now)), since + durationMs(lookBack))
  return JSON.stringify({ of: questionOf(config), newest })
}

/** The whole question. As a part of ours the server takes nothing but one SELECT, and need not read more rows than we do. */
export function questionText(config: SqlConfig, sinceLiteral: string, maxRows: number): string {
  return `select * from (\n${config.query.replace(new RegExp(SINCE, 'g'), sinceLiteral)}\n) ioc limit ${maxRows}`
}

function parseOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
