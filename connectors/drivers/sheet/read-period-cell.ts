import type { Text } from '#contract'
import { bad, type CellReading, good } from './cell-reading.ts'
import type { PeriodColumn } from './config.ts'
import type { Cell } from './grid.ts'
import { fromSerial } from './read-date-cell.ts'

const ROMAN: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4' }
const EXAMPLES: Record<PeriodColumn['period'], Text> = { year: { vi: '2026', en: '2026' }, quarter: { vi: 'Quý III/2026', en: 'Quý III/2026' }, month: { vi: '09/2026', en: '09/2026' }, any: { vi: '2026, Quý III/2026 hoặc 09/2026', en: '2026, Quý III/2026 or 09/2026' } }

/** A reporting period as the contract writes it: `2026`, `2026-Q3`, `2026-09`. */
export function readPeriodCell(cell: Cell, column: PeriodColumn, date1904: boolean): CellReading {
  const period = periodOf(cell, date1904)
  if (period !== undefined && (column.period === 'any' || kindOf(period) === column.period)) return good(period)
  return bad('bad-period', { vi: `"${cell.text.trim().slice(0, 40)}" không phải là kỳ báo cáo viết theo kiểu ${EXAMPLES[column.period].vi}`, en: `"${cell.text.trim().slice(0, 40)}" is not a period written like ${EXAMPLES[column.period].en}` })
}

const kindOf = (period: string): PeriodColumn['period'] => (period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month')

function periodOf(cell: Cell, date1904: boolean): string | undefined {
  if (cell.kind === 'date') return monthOfFirst(fromSerial(Number(cell.text), date1904))
  if (cell.kind === 'number') return cell.percent !== true && /^\d{4}$/.test(cell.text) ? checkYear(cell.text) : undefined
  return cell.kind === 'text' ? fromText(cell.text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()) : undefined
}

/** Excel turns a typed 09/2026 into the first of that month; another day was meant as a day. */
function monthOfFirst(wall: number | undefined): string | undefined {
  const text = wall === undefined ? '' : new Date(wall).toISOString()
  return text.endsWith('-01T00:00:00.000Z') ? text.slice(0, 7) : undefined
}

function fromText(text: string): string | undefined {
  const year = /^(?:năm )?(\d{4})$/.exec(text)?.[1]
  if (year !== undefined) return checkYear(year)
  const [, quarter = '', ofYear = ''] = /^(?:quý |q)(iv|i{1,3}|[1-4])(?: ?[/-] ?| năm )(\d{4})$/.exec(text) ?? []
  if (quarter !== '') return withYear(ofYear, `Q${ROMAN[quarter] ?? quarter}`)
  const turned = /^(\d{4})-q([1-4])$/.exec(text)
  if (turned !== null) return withYear(turned[1] ?? '', `Q${turned[2]}`)
  const [, month = '', its = ''] = /^(?:tháng |t)?(\d{1,2})(?: ?[/-] ?| năm )(\d{4})$/.exec(text) ?? []
  if (month !== '') return ofMonth(its, month)
  const [, y = '', m = ''] = /^(\d{4})-(\d{2})$/.exec(text) ?? []
  return m === '' ? undefined : ofMonth(y, m)
}

const checkYear = (year: string): string | undefined => (Number(year) >= 1990 && Number(year) <= 2100 ? year : undefined)

const withYear = (year: string, part: string): string | undefined => (checkYear(year) === undefined ? undefined : `${year}-${part}`)

const ofMonth = (year: string, month: string): string | undefined =>
  Number(month) >= 1 && Number(month) <= 12 ? withYear(year, month.padStart(2, '0')) : undefined
