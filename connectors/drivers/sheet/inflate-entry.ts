import { crc32, inflateRawSync } from 'node:zlib'
import { dataAt, type ZipEntry } from './guard-zip.ts'
import { SheetRefusal } from './refusal.ts'

/** Text of one member. It may not become larger than announced, since only what was announced has been checked. */
export function inflateEntry(file: Uint8Array, entry: ZipEntry): string {
  const from = dataAt(new DataView(file.buffer, file.byteOffset, file.byteLength), entry.offset)
  const packed = file.subarray(from, from + entry.packedBytes)
  const bytes = entry.method === 'stored' ? packed : inflate(packed, entry)
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc) throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng: "${entry.name}" không khớp với mục lục`, en: `The XLSX file is broken: "${entry.name}" does not match the directory` })
  try {
    // Another encoding would be a way past the check for entities, and no program writes it.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng: "${entry.name}" không phải là UTF-8`, en: `The XLSX file is broken: "${entry.name}" is not UTF-8` }, { cause })
  }
}

function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) })
  } catch (cause) {
    throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng hoặc không an toàn: "${entry.name}" không giải nén được đúng độ lớn đã ghi`, en: `The XLSX file is broken or not safe: "${entry.name}" does not unpack to the size it states` }, { cause })
  }
}
