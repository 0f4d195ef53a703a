import snmp, { type Varbind } from 'net-snmp'
import { SourceError } from '#kit'
import type { DeviceSession } from './open-session.ts'

/** One column from its first row to its last, by index. It always ends: a device that goes back or round in a circle is an error. */
export async function walkColumn(session: DeviceSession, column: string, { bulk, maxRows, host }: { bulk: number; maxRows: number; host: string }): Promise<Map<string, Varbind>> {
  const rows = new Map<string, Varbind>()
  let last = column
  for (;;) {
    const found = await session.next(last, bulk)
    for (const varbind of found) {
      if (varbind.type === snmp.ObjectType.EndOfMibView || !varbind.oid.startsWith(`${column}.`)) return rows
      if (!follows(last, varbind.oid)) throw new SourceError('malformed', { vi: `${host}: bảng ${column} đi lùi hoặc lặp lại ở ${varbind.oid}`, en: `${host}: the table ${column} goes back or repeats itself at ${varbind.oid}` })
      if (rows.size >= maxRows) throw new SourceError('malformed', { vi: `${host}: bảng ${column} dài quá ${maxRows} dòng; tăng "maxRows" nếu đúng như vậy`, en: `${host}: the table ${column} is longer than ${maxRows} rows; raise "maxRows" if that is right` })
      last = varbind.oid
      rows.set(varbind.oid.slice(column.length + 1), varbind)
    }
    if (found.length === 0) throw new SourceError('malformed', { vi: `${host}: thiết bị trả lời rỗng giữa bảng ${column}`, en: `${host}: the device answers nothing in the middle of the table ${column}` })
  }
}

/** OIDs are ordered number by number, a beginning before what goes on. */
function follows(before: string, after: string): boolean {
  const [a, b] = [before, after].map((oid) => oid.split('.').map(Number))
  for (const [place, part] of (b ?? []).entries()) {
    const other = a?.[place]
    if (other === undefined) return true
    if (part !== other) return part > other
  }
  return false
}
