import snmp, { type Varbind } from 'net-snmp'
import { SourceError } from '#kit'

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const LONGEST_TEXT = 4_096

/**
 * A value as a record may hold it: numbers as they are, a 64-bit counter too large for a number as its digits, text as text,
 * other bytes in hex. Undefined where the device says it has none.
 */
export function readVarbind(varbind: Varbind, host: string): string | number | undefined {
  if (snmp.isVarbindError(varbind)) return undefined
  const { type, value } = varbind
  if (typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (!Buffer.isBuffer(value)) return undefined
  if (type === snmp.ObjectType.Counter64) return readCounter64(value)
  if (value.length > LONGEST_TEXT) throw new SourceError('malformed', { vi: `${host}: giá trị ở ${varbind.oid} dài quá ${LONGEST_TEXT} byte`, en: `${host}: the value at ${varbind.oid} is longer than ${LONGEST_TEXT} bytes` })
  return readText(value)
}

/** Eight bytes, big end first, without leading zeros; exact also beyond 2^53. */
function readCounter64(bytes: Buffer): string | number {
  const exact = bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`)
  return exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact.toString()
}

function readText(bytes: Buffer): string {
  try {
    // Devices end their texts with zeros now and then; other control characters mean that it is no text.
    const end = bytes.findLastIndex((byte) => byte !== 0) + 1
    if (!bytes.subarray(0, end).some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return UTF8.decode(bytes.subarray(0, end))
  } catch {
    // bytes, told below
  }
  return bytes.toString('hex')
}
