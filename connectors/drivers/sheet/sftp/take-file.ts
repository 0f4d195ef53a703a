import { createHash } from 'node:crypto'
import type { Entry } from 'ssh2'
import type { Text } from '#contract'
import { type RawPart, type RawRecord, recordOfRow, SourceError, UnreadableField } from '#kit'
import { sheet } from '../driver.ts'
import { type SheetSftpConfig, targetOf } from './config.ts'
import type { SftpSession } from './open-session.ts'
import { isSameMark, markOf } from './remember-files.ts'

export type Taken =
  | { kind: 'read'; hash: string; body: Buffer }
  /** It is being written, or was taken away meanwhile. */
  | { kind: 'not-now' }
  /** The server does not hand it out; nothing of the file itself can mend that. */
  | { kind: 'closed'; reason: Text }

export const pathIn = (folder: string, filename: string): string => (folder === '.' ? filename : `${folder.replace(/\/+$/, '')}/${filename}`)
/** For a person: no character that would break a line. */
export const nameOf = (filename: string): string => filename.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 120)

const NO_SUCH_FILE = 2
const codeOf = (thrown: SourceError): unknown => (thrown.cause instanceof Error && 'code' in thrown.cause ? thrown.cause.code : undefined)

/** The whole file, if it is the one that was seen in the folder and stays so while it is read. */
export async function takeFile(session: SftpSession, { filename, attrs }: Entry, config: SheetSftpConfig): Promise<Taken> {
  try {
    return await session.withFile(pathIn(config.folder, filename), async (file): Promise<Taken> => {
      if (!isSameMark(markOf(await file.attributes()), attrs)) return { kind: 'not-now' }
      const body = await file.bytes(attrs.size + 1) // one more than it should have shows that it grows
      if (body.length !== attrs.size || !isSameMark(markOf(await file.attributes()), attrs)) return { kind: 'not-now' }
      return { kind: 'read', body, hash: createHash('sha256').update(body).digest('hex').slice(0, 32) }
    })
  } catch (thrown) {
    const code = thrown instanceof SourceError ? codeOf(thrown) : undefined
    if (code === NO_SUCH_FILE) return { kind: 'not-now' }
    // A word of the server on this one file; a line that was cut is no such word.
    if (typeof code === 'number') return { kind: 'closed', reason: { vi: 'máy chủ không cho đọc tệp này', en: 'the server does not let this file be read' } }
    throw thrown
  }
}

/** A file that is no table costs itself, not its neighbours. */
export async function readTable(body: Uint8Array, filename: string, config: SheetSftpConfig): Promise<RawRecord[]> {
  try {
    const { rows } = await sheet.preview(config, { body, contentType: 'application/octet-stream' })
    return rows.map((row) => withName(recordOfRow(row), filename))
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown
    return [refuseFile(filename, thrown.text)]
  }
}

export const refuseFile = (filename: string, reason: Text): UnreadableField => new UnreadableField('not-an-object', { vi: `Tệp "${nameOf(filename)}": ${reason.vi}`, en: `File "${nameOf(filename)}": ${reason.en}` })

/** Several files make one pass: each reason says which one it is about. */
function withName(record: RawRecord, filename: string): RawRecord {
  const named = (value: unknown): unknown => (value instanceof UnreadableField ? new UnreadableField(value.code, { vi: `Tệp "${nameOf(filename)}", ${lowerFirst(value.reason.vi)}`, en: `File "${nameOf(filename)}", ${lowerFirst(value.reason.en)}` }, value.raw) : value)
  if (record instanceof UnreadableField) return named(record)
  return Object.fromEntries(Object.entries(record as object).map(([field, value]) => [field, named(value)])) // recordOfRow makes nothing else
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const partOf = (body: Uint8Array, filename: string, config: SheetSftpConfig): RawPart => ({
  body, contentType: body[0] === 0x50 && body[1] === 0x4b ? XLSX : 'text/csv', from: `sftp://${targetOf(config).name}/${encodeURI(pathIn(config.folder, filename).replace(/^\/+/, ''))}`,
})

/** The name back out of where a part came from. */
export function nameOfPart({ from }: Pick<RawPart, 'from'>): string {
  try {
    return decodeURI(from.slice(from.lastIndexOf('/') + 1))
  } catch {
    return ''
  }
}
