import type { Attributes } from 'ssh2'
import * as z from 'zod'

const Mark = z.strictObject({ size: z.number(), mtime: z.number() })
export type Mark = z.infer<typeof Mark>

/** How a file looked last time, and how it looked when it was read. `stays`: it could not be moved away, and is left alone. */
const Known = z.strictObject({ seen: Mark, read: Mark.extend({ hash: z.string() }).optional(), stays: z.literal(true).optional() })
export type Known = z.infer<typeof Known>
const Book = z.record(z.string(), Known)

/** Files by their names as the server writes them. Only those that still lie there are kept, so it does not grow. */
export type FileBook = Map<string, Known>

/** A bookmark of another form (the source was of another driver before) is none. */
export function openBook(bookmark: string | undefined): FileBook {
  if (bookmark === undefined) return new Map()
  try {
    return new Map(Object.entries(Book.parse(JSON.parse(bookmark))))
  } catch {
    return new Map()
  }
}

export const closeBook = (book: FileBook): string => JSON.stringify(Object.fromEntries(book))

export const markOf = ({ size, mtime }: Pick<Attributes, 'size' | 'mtime'>): Mark => ({ size, mtime })
export const isSameMark = (one: Mark | undefined, other: Mark): boolean => one?.size === other.size && one.mtime === other.mtime
