import { asText, type Finding, type Text } from '#contract'
import type { RawPart } from '#kit'
import { cut } from './words.ts'

/** What kind of thing a body is, whatever it was called. */
export const SHAPES = ['json', 'cut-json', 'xml', 'login', 'html', 'text', 'packed', 'binary', 'empty'] as const
export type Shape = (typeof SHAPES)[number]

const NAMES: Record<Shape, Text> = {
  json: asText('JSON'), 'cut-json': { vi: 'JSON bị cắt giữa chừng', en: 'JSON that is cut off' }, xml: asText('XML'), login: { vi: 'trang HTML đăng nhập', en: 'an HTML page to log in' }, html: { vi: 'trang HTML', en: 'an HTML page' },
  text: { vi: 'văn bản', en: 'plain text' }, packed: { vi: 'tệp nén', en: 'a compressed file' }, binary: { vi: 'dữ liệu nhị phân', en: 'binary data' }, empty: { vi: 'nội dung rỗng', en: 'nothing' },
}
const LOOKED_AT = 64 * 1024
const SHOWN = 600
const TITLE = /<title[^>]*>([^<]{1,80})/i

export function shapeOf({ body }: Pick<RawPart, 'body'>): Shape {
  const text = Buffer.from(body.subarray(0, LOOKED_AT)).toString('utf8').replace(/^\uFEFF/, '').trimStart()
  if (text === '') return 'empty'
  if ((body[0] === 0x50 && body[1] === 0x4b) || (body[0] === 0x1f && body[1] === 0x8b)) return 'packed'
  if (/\p{Cc}/u.test(text.slice(0, 200).replace(/[\t\r\n]/g, ''))) return 'binary'
  if (text.startsWith('{') || text.startsWith('[')) return endsWell(body) ? 'json' : 'cut-json'
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(text)) return /type\s*=\s*["']?password|đăng nhập|\blog ?in\b|\bsign ?in\b/i.test(text) ? 'login' : 'html'
  return text.startsWith('<') ? 'xml' : 'text'
}

/** A look at the end costs nothing, reading all of it again might. */
function endsWell(body: Uint8Array): boolean {
  const end = Buffer.from(body.subarray(-200)).toString('latin1').trimEnd()
  return end.endsWith('}') || end.endsWith(']')
}

export interface Unread {
  /** As received; the last is the one at which reading ended. */
  parts: readonly Pick<RawPart, 'body'>[]
  usual: Shape | undefined
  /** As the driver or normalise puts it. */
  reason: Text
}

/** An answer of which nothing can be read, next to what the source sent so far. */
export function describeUnreadable({ parts, usual, reason }: Unread): Finding {
  const last = parts.at(-1) ?? { body: new Uint8Array() }
  const now = shapeOf(last)
  const shown = Buffer.from(last.body.subarray(0, SHOWN * 4)).toString('utf8').replace(/[\p{Cc}\uFFFD]+/gu, ' ').trim()
  const title = now === 'login' || now === 'html' ? TITLE.exec(shown)?.[1]?.trim() : undefined
  const titled = title === undefined ? '' : ` “${title}”`
  const named = { vi: `${NAMES[now].vi}${titled}`, en: `${NAMES[now].en}${titled}` }
  const what = usual === undefined || usual === now
    ? { vi: `Câu trả lời là ${named.vi} nhưng không đọc được`, en: `The answer is ${named.en} but cannot be read` }
    : { vi: `Câu trả lời là ${named.vi}, trước nay là ${NAMES[usual].vi}`, en: `The answer is ${named.en}, until now it was ${NAMES[usual].en}` }
  const ended = (text: string) => `${text}${/[.!?]$/.test(text) ? '' : '.'}`
  return {
    rule: 'unreadable', word: 'clean', severity: 'hold-answer', held: 0, text: { vi: `${what.vi}. ${ended(reason.vi)}`, en: `${what.en}. ${ended(reason.en)}` },
    ...(usual === undefined ? {} : { before: NAMES[usual] }), after: { vi: cut(named.vi), en: cut(named.en) },
    ...(shown === '' ? {} : { example: { index: 0, text: shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown } }),
  }
}
