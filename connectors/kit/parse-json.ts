import type { Text } from '#contract'
import { about } from './about.ts'
import { SourceError } from './errors.ts'

/** Nesting deeper than any real answer would only serve to break whoever walks it. */
export interface JsonLimits {
  maxDepth?: number
}

const MAX_DEPTH = 64
const QUOTE = 34
const BACKSLASH = 92
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 text of an answer without its byte order mark; another encoding is refused, never guessed. `what` names the place in the message. */
export function readText(body: Uint8Array, what: Text | string): string {
  try {
    return UTF8.decode(body)
  } catch (cause) {
    throw new SourceError('malformed', about(what, { vi: 'dữ liệu không phải là văn bản UTF-8', en: 'the data is no UTF-8 text' }), { cause })
  }
}

/** Parses JSON with a limit on depth, checked before parsing. `what` names the place in the message. */
export function parseJson(body: Uint8Array | string, what: Text | string, limits: JsonLimits = {}): unknown {
  const text = typeof body === 'string' ? body : readText(body, what)
  const maxDepth = limits.maxDepth ?? MAX_DEPTH
  if (depthOf(text, maxDepth) > maxDepth) throw new SourceError('malformed', about(what, { vi: `JSON lồng nhau quá ${maxDepth} tầng`, en: `the JSON is nested more than ${maxDepth} deep` }))
  if (text.trim() === '') throw new SourceError('malformed', about(what, { vi: 'câu trả lời rỗng', en: 'the answer is empty' }))
  try {
    return JSON.parse(text)
  } catch {
    // The engine's own message quotes the text, which may be personal data; the beginning alone tells enough.
    throw new SourceError('malformed', about(what, { vi: `không đọc được JSON, bắt đầu bằng "${text.trim().slice(0, 40)}"`, en: `the JSON cannot be read, it begins with "${text.trim().slice(0, 40)}"` }))
  }
}

/** Deepest nesting of brackets outside strings; stops counting beyond `enough`. */
function depthOf(text: string, enough: number): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i)
    else if (code === 91 || code === 123) {
      depth += 1
      if (depth > deepest) deepest = depth
      if (deepest > enough) return deepest
    } else if (code === 93 || code === 125) depth -= 1
  }
  return deepest
}

/** Where the string that begins at `start` has its closing quote; the end of the text when it has none. Most of an answer is strings, and `indexOf` is fastest over them. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1
    if ((end - first) % 2 === 0) return end
  }
  return text.length
}
