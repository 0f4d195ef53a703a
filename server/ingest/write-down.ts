import * as z from 'zod'
import { type RawPart, SourceError } from '#kit'

const Line = z.object({ from: z.string(), contentType: z.string().optional(), text: z.string().optional(), base64: z.string().optional() })

/** The bytes of each of several deliveries as a line: as text where they are UTF-8, else in base64. */
export function writeDown(parts: readonly RawPart[]): Uint8Array {
  const lines = parts.map(({ body, from, contentType }) => {
    const text = Buffer.from(body).toString('utf8')
    const isText = Buffer.from(text, 'utf8').equals(body)
    return JSON.stringify({ from, contentType, ...(isText ? { text } : { base64: Buffer.from(body).toString('base64') }) })
  })
  return Buffer.from(`${lines.join('\n')}\n`)
}

/** The deliveries again, byte for byte. */
export function readDown(written: Uint8Array): RawPart[] {
  return Buffer.from(written).toString('utf8').split('\n').filter((line) => line !== '').map((line) => {
    const parsed = Line.safeParse(asJson(line))
    if (!parsed.success) throw new SourceError('malformed', { vi: 'Dòng đã lưu không đọc lại được', en: 'A kept line cannot be read again' })
    const { from, contentType, text, base64 = '' } = parsed.data
    return { from, body: text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text), ...(contentType === undefined ? {} : { contentType }) }
  })
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
