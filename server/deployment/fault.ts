import type { Text } from '#contract'

/** Where in a file, both counted from 1 as editors do. */
export interface Place {
  file: string
  line: number
  column: number
}

/** One thing wrong in a deployment's folder: where, what was found and what was expected. Never holds a secret's value. */
export interface Fault extends Place {
  vi: string
  en: string
}

/** A thing read from a file, and where each of its members was written. */
export interface Placed<T> {
  value: T
  place(...path: readonly PropertyKey[]): Place
}

/** What a file holds: the good things in it, and which ids are in it at all, so that one fault is not told again wherever its thing is named. */
export interface Held<T> {
  all: Placed<T>[]
  has(id: string): boolean
}

export const faultAt = ({ file, line, column }: Place, { vi, en }: Text): Fault => ({ file, line, column, vi, en })

/** `indicators.csv:12:40 … / …`, as editors and terminals make it clickable. */
export const formatFault = ({ file, line, column, vi, en }: Fault): string => `${file}:${line}:${column} ${vi} / ${en}`

/** By file, then from top to bottom, so that a person mends a file in one go. */
export const sortFaults = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1))

/** Said alike wherever an indicator is named, so that `tellUses` can say where else it is. */
export const noSuchIndicator = (id: string): Text => ({ vi: `không có chỉ số "${id}"`, en: `no such indicator: "${id}"` })

const LONGEST_FOUND = 60

/** A found value as it stands in a message: cut, and never spread over lines. */
export function showFound(found: unknown): Text {
  if (found === undefined || found === null || found === '') return { vi: 'đang để trống', en: 'found nothing' }
  const text = typeof found === 'string' ? `"${found}"` : (JSON.stringify(found) ?? typeof found)
  const cut = (text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND)}…` : text).replaceAll(/\s+/g, ' ')
  return { vi: `đang là ${cut}`, en: `found ${cut}` }
}

/** What stands there and what should. */
export function foundExpected(name: string, found: unknown, expected: Text): Text {
  const shown = showFound(found)
  return { vi: `${name}: ${shown.vi}, cần ${expected.vi}`, en: `${name}: ${shown.en}, expected ${expected.en}` }
}
