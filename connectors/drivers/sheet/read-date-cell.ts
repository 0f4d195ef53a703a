import { bad, type CellReading, good } from './cell-reading.ts'
import type { DateColumn } from './config.ts'
import type { Cell } from './grid.ts'

const DAY_MS = 86_400_000
const CLOCK = String.raw`(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$`
type Written = Exclude<DateColumn['dates'][number], 'serial'>
const PATTERNS: Record<Written, RegExp> = {
  'dd/MM/yyyy': new RegExp(String.raw`^(?<day>\d{1,2})/(?<month>\d{1,2})/(?<year>\d{4})${CLOCK}`),
  'dd-MM-yyyy': new RegExp(String.raw`^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})${CLOCK}`),
  'yyyy-MM-dd': new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})${CLOCK}`),
}

/** A date as local time, `2026-10-15` or `2026-10-15T14:30:00`: the zone is the deployment's. */
export function readDateCell(cell: Cell, column: DateColumn, date1904: boolean): CellReading {
  const serial = cell.kind === 'date' || (cell.kind === 'number' && cell.percent !== true && column.dates.includes('serial'))
  const wall = serial ? fromSerial(Number(cell.text), date1904) : cell.kind === 'text' ? fromText(cell.text.trim(), column.dates) : undefined
  if (wall !== undefined) return good(print(wall))
  if (cell.kind === 'number') return bad('bad-time', { vi: `ô là số ${cell.text.slice(0, 20)}, không phải ngày; đặt định dạng Date cho ô`, en: `the cell is the number ${cell.text.slice(0, 20)}, not a day; set the format Date for the cell` })
  return bad('bad-time', { vi: `"${cell.text.trim().slice(0, 40)}" không phải là ngày có thật viết theo kiểu ${column.dates.filter((way) => way !== 'serial').join(' hoặc ')}`, en: `"${cell.text.trim().slice(0, 40)}" is not a true day written like ${column.dates.filter((way) => way !== 'serial').join(' or ')}` })
}

/**
 * Excel counts days from 1900 as if that year had been a leap year (day 60 never was), or, in files from old Excel for Mac,
 * from 1904. Milliseconds of the wall clock as if it were UTC; undefined for what no calendar has.
 */
export function fromSerial(serial: number, date1904: boolean): number | undefined {
  if (!Number.isFinite(serial) || serial < (date1904 ? 0 : 1) || serial >= 2_958_466) return undefined
  const day = Math.floor(serial)
  if (!date1904 && day === 60) return undefined
  const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  return first + day * DAY_MS + Math.round((serial - day) * 86_400) * 1000
}

function fromText(text: string, ways: DateColumn['dates']): number | undefined {
  for (const way of ways) {
    const found = way === 'serial' ? null : PATTERNS[way].exec(text)
    if (found?.groups === undefined) continue
    const [year, month, day] = [Number(found.groups['year']), Number(found.groups['month']), Number(found.groups['day'])]
    const [hour, minute, second] = [Number(found[4] ?? 0), Number(found[5] ?? 0), Number(found[6] ?? 0)]
    if (hour > 23 || minute > 59 || second > 59) return undefined
    const wall = Date.UTC(year, month - 1, day, hour, minute, second)
    const back = new Date(wall)
    if (back.getUTCMonth() === month - 1 && back.getUTCDate() === day) return wall
  }
  return undefined
}

function print(wall: number): string {
  const text = new Date(wall).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
