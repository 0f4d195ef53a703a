import { SheetRefusal } from './refusal.ts'

export type Encoding = 'auto' | 'utf-8' | 'windows-1258'

const UNREADABLE = { vi: 'Tệp không phải là văn bản CSV đọc được; hãy lưu dạng "CSV UTF-8" hoặc .xlsx', en: 'The file is no CSV text that can be read; save it as "CSV UTF-8" or .xlsx' }

/**
 * Text of a CSV. `auto`: by its byte order mark, else UTF-8, else the old Vietnamese code page: Vietnamese text in that page is
 * never valid UTF-8 by chance. Older tables (TCVN3, VNI) fail at the headings. Accents come out composed.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  const text = decode(bytes, encoding)?.normalize('NFC')
  if (text === undefined || /\p{Cc}|\uFFFD/u.test(text.replace(/[\t\r\n]/g, ''))) throw new SheetRefusal(UNREADABLE)
  return text
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode(bytes, 'utf-16be')
  if (encoding === 'windows-1258') return tryDecode(bytes, 'windows-1258')
  const text = tryDecode(bytes, 'utf-8')
  return text === undefined && encoding === 'auto' ? tryDecode(bytes, 'windows-1258') : text
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
