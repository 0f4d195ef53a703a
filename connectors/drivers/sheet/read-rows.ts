import { type DeliveryPreview, type PreviewRow, SourceError } from '#kit'
import { bad, type CellReading, refuseCell } from './cell-reading.ts'
import type { Column, SheetConfig } from './config.ts'
import { findHeader, type Header, type WantedColumn } from './find-header.ts'
import type { Cell, Grid, GridRow } from './grid.ts'
import { readDateCell } from './read-date-cell.ts'
import { readNumberCell } from './read-number-cell.ts'
import { readPeriodCell } from './read-period-cell.ts'
import { readTextCell } from './read-text-cell.ts'

/** The headings to look for. */
export const wantedColumns = (config: SheetConfig): WantedColumn[] =>
  Object.entries(config.columns).map(([field, { heading, optionalColumn }]) => ({ field, headings: typeof heading === 'string' ? [heading] : heading, required: !optionalColumn }))

/** Cells -> rows by what the columns declare. A bad cell costs its field, a row out of step costs the row, the others count. */
export function readRows(grid: Grid, config: SheetConfig): DeliveryPreview {
  const header = checkHeader(findHeader(grid.rows, wantedColumns(config), config.headerRow), config)
  const below = grid.rows.filter(({ row }) => row > header.row.row)
  const [first] = below
  const rows = (first !== undefined && numbersColumns(first, header.row) ? below.slice(1) : below)
    .filter(({ cells, width }) => (width !== undefined && width !== header.row.width) || cells.some(({ column }) => header.fields.has(column)))
  return {
    ...(grid.sheet === undefined ? {} : { sheet: grid.sheet }),
    headerRow: header.row.row,
    columns: header.row.cells.map(({ column, text }) => ({ heading: oneLine(text), ...fieldAt(header, column) })),
    rows: rows.map((row) => readRow(row, { grid, config, header })),
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function fieldAt(header: Header, column: number): { field?: string } {
  const field = header.fields.get(column)
  return field === undefined ? {} : { field }
}

function checkHeader(header: Header | undefined, config: SheetConfig): Header {
  const name = (wanted: WantedColumn) => `"${wanted.headings[0] ?? wanted.field}"`
  if (header === undefined || header.missing.length > 0) {
    const missing = (header?.missing ?? wantedColumns(config).filter(({ required }) => required)).map(name).join(', ')
    const row = header?.row.row
    throw new SourceError('malformed', { vi: `Bảng thiếu cột ${missing}${row === undefined ? '' : ` ở dòng tiêu đề ${row}`}; kiểm tra tiêu đề các cột`, en: `The table lacks the columns ${missing}${row === undefined ? '' : ` in the row of headings ${row}`}; check the headings` })
  }
  if (header.doubled.length > 0) throw new SourceError('malformed', { vi: `Bảng có hai cột cùng tiêu đề "${oneLine(header.doubled[0] ?? '')}"; giữ lại một cột`, en: `The table has two columns with the heading "${oneLine(header.doubled[0] ?? '')}"; keep one of them` })
  return header
}

/**
 * The line (A) (B) (1) (2) (3) under the headings of an official form; (2) would otherwise read as minus two. It numbers every
 * column; without brackets and short, it may as well be figures, and is left to be read as such.
 */
function numbersColumns({ cells }: GridRow, header: GridRow): boolean {
  if (cells.length !== header.cells.length || cells.length < 2) return false
  if (cells.length < 4 && !cells.every(({ text }) => text.trim().startsWith('('))) return false
  let next = 1
  return cells.every(({ text }) => {
    const bare = text.trim().replace(/\s*=.*$/s, '').replace(/^\((.*)\)$/, '$1')
    if (next === 1 && /^[A-ZĐ]$/u.test(bare)) return true
    next += 1
    return bare === String(next - 1)
  })
}

interface Table {
  grid: Grid
  config: SheetConfig
  header: Header
}

function readRow(row: GridRow, { grid, config, header }: Table): PreviewRow {
  const result: PreviewRow = { row: row.row, fields: {}, problems: [], notes: [] }
  if (row.width !== undefined && row.width !== header.row.width) {
    result.problems.push({
      code: 'not-an-object', text: row.cells.map(({ text }) => text).join(' | ').slice(0, 200),
      reason: { vi: `dòng có ${row.width} ô nhưng tiêu đề có ${header.row.width ?? 0}; có thể dấu phẩy thập phân hoặc dấu phân cách nằm trong ô mà không có ngoặc kép`, en: `the row has ${row.width} cells but the headings have ${header.row.width ?? 0}; a decimal comma or a separator may stand in a cell without quotation marks` },
    })
    return result
  }
  for (const [column, field] of header.fields) {
    const settings = config.columns[field]
    if (settings === undefined) continue
    const cell = row.cells.find((one) => one.column === column)
    const place = { field, column: oneLine(header.row.cells.find((one) => one.column === column)?.text ?? field), ...(cell === undefined ? {} : { text: cell.text.trim().slice(0, 200) }) }
    if (cell === undefined && settings.allowEmpty) continue
    const reading = cell === undefined ? bad('missing-value', { vi: 'ô trống', en: 'the cell is empty' }) : (refuseCell(cell, config.formulas) ?? readCell(cell, settings, grid.date1904))
    if (!reading.ok) result.problems.push({ ...place, code: reading.code, reason: reading.reason })
    else result.fields[field] = reading.value
    if (reading.ok && cell?.formula !== undefined) result.notes.push({ ...place, reason: { vi: 'giá trị là kết quả của công thức lúc lưu tệp', en: 'the value is the result of a formula when the file was saved' } })
  }
  return result
}

function readCell(cell: Cell, column: Column, date1904: boolean): CellReading {
  if (column.kind === 'number') return readNumberCell(cell, column)
  if (column.kind === 'date') return readDateCell(cell, column, date1904)
  if (column.kind === 'period') return readPeriodCell(cell, column, date1904)
  return readTextCell(cell)
}
