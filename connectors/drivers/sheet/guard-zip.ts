import type { Text } from '#contract'
import { LIMITS } from './limits.ts'
import { SheetRefusal } from './refusal.ts'

/** One member of a zip, as its central directory announces it. */
export interface ZipEntry {
  name: string
  method: 'stored' | 'deflated'
  /** Where its local header begins. */
  offset: number
  packedBytes: number
  bytes: number
  crc: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const NAME = new TextDecoder('utf-8', { fatal: true })
const NESTED = /\.(?:zip|xls[xmb]?|ods|docx?|pptx?|jar|7z|rar|t?gz|bz2|xz)$/i

/**
 * The members of a workbook, checked without inflating a byte: how many, how large they say they are, packed how tightly,
 * named how, and that each lies in its own place. A zip that is not plainly a workbook's is refused. (Zip64 and its like have
 * no business in a file of 10 MB.)
 */
export function guardZip(file: Uint8Array): ZipEntry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || count === 0xffff || start === 0xffffffff) refuse({ vi: 'chia nhiều phần hoặc dùng Zip64', en: 'it is split or uses Zip64' })
  if (count > LIMITS.zipEntries) refuse({ vi: `có ${count} thành phần, nhiều hơn ${LIMITS.zipEntries}`, en: `it has ${count} members, more than ${LIMITS.zipEntries}` })
  if (start + size !== end) refuse({ vi: 'mục lục nằm sai chỗ', en: 'its directory lies in the wrong place' })
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i += 1) {
    const { entry, next } = readEntry(file, view, { at, end })
    entries.push(entry)
    at = next
  }
  if (at !== end) refuse({ vi: 'mục lục nằm sai chỗ', en: 'its directory lies in the wrong place' })
  checkTogether(entries, view, start)
  return entries
}

const refuse = (what: Text): never => {
  throw new SheetRefusal({ vi: `Tệp nén không an toàn: ${what.vi}`, en: `The compressed file is not safe: ${what.en}` })
}

/** The record must close the file: nothing may hide behind it but its own comment. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  throw new SheetRefusal({ vi: 'Tệp XLSX bị hỏng hoặc bị cắt ngang: không có mục lục ở cuối', en: 'The XLSX file is broken or cut off: it has no directory at its end' })
}

function readEntry(file: Uint8Array, view: DataView, { at, end }: { at: number; end: number }): { entry: ZipEntry; next: number } {
  if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) refuse({ vi: 'mục lục bị hỏng', en: 'its directory is broken' })
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > end) refuse({ vi: 'mục lục bị hỏng', en: 'its directory is broken' })
  const name = readName(file.subarray(at + 46, at + 46 + nameLength))
  if ((flags & 0x2041) !== 0) throw new SheetRefusal({ vi: 'Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại', en: 'The file has a password; take the password away and send it again' })
  if (method !== 0 && method !== 8) refuse({ vi: `cách nén ${method} không được dùng trong XLSX`, en: `the compression ${method} is not used in XLSX` })
  const entry: ZipEntry = {
    name, method: method === 0 ? 'stored' : 'deflated', crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true), bytes: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
  }
  if (entry.method === 'stored' && entry.packedBytes !== entry.bytes) refuse({ vi: `"${name}" ghi sai độ lớn`, en: `"${name}" states a wrong size` })
  if (entry.bytes > LIMITS.inflateRatio * entry.packedBytes + 1_048_576) refuse({ vi: `"${name}" giải nén ra lớn gấp hơn ${LIMITS.inflateRatio} lần`, en: `"${name}" becomes more than ${LIMITS.inflateRatio} times as large when unpacked` })
  return { entry, next }
}

function readName(bytes: Uint8Array): string {
  let name = ''
  try {
    name = NAME.decode(bytes)
  } catch {
    refuse({ vi: 'có tên không đọc được', en: 'it has a name that cannot be read' })
  }
  // Never written to a disk here; but a file that tries is no department's sheet.
  if (name === '' || name.length > 200 || /[\\\p{Cc}:]|^\/|(?:^|\/)\.\.(?:\/|$)/u.test(name)) refuse({ vi: 'có tên đường dẫn lạ', en: 'it has a strange path' })
  if (NESTED.test(name)) refuse({ vi: `chứa một tệp nén hoặc tài liệu khác bên trong ("${name}")`, en: `it holds another compressed file or document ("${name}")` })
  if (/vbaProject\.bin$/i.test(name)) throw new SheetRefusal({ vi: 'Tệp có macro; hãy lưu lại dạng .xlsx không có macro', en: 'The file has macros; save it as .xlsx without macros' })
  return name
}

function checkTogether(entries: ZipEntry[], view: DataView, start: number): void {
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > LIMITS.inflatedBytes) refuse({ vi: `giải nén ra ${Math.ceil(total / 1_048_576)} MB, lớn hơn ${LIMITS.inflatedBytes / 1_048_576} MB`, en: `it unpacks to ${Math.ceil(total / 1_048_576)} MB, more than ${LIMITS.inflatedBytes / 1_048_576} MB` })
  // Two members of one name: which of them was checked, and which is read?
  if (new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length) refuse({ vi: 'có hai thành phần trùng tên', en: 'it has two members of the same name' })
  // Members sharing the same packed bytes are how 40 kB become 5 GB.
  let free = 0
  for (const { name, offset, packedBytes } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < free || offset + 30 > start || view.getUint32(offset, true) !== LOCAL) refuse({ vi: `"${name}" nằm sai chỗ hoặc chồng lên phần khác`, en: `"${name}" lies in the wrong place or over another part` })
    free = dataAt(view, offset) + packedBytes
    if (free > start) refuse({ vi: `"${name}" nằm sai chỗ hoặc chồng lên phần khác`, en: `"${name}" lies in the wrong place or over another part` })
  }
}

/** Where the packed bytes begin: behind the local header, whose own lengths may differ from the directory's. */
export const dataAt = (view: DataView, offset: number): number => offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
