import type { Response } from 'express'
import { writeCsv } from '../csv.ts'
import { type SheetCell, type WallTime, writeWorkbook, XLSX } from '../workbook.ts'

/** What a page shows as a table, for a spreadsheet program. */
export interface Table {
  /** Of the file, without its ending. */
  name: string
  title: string
  headings: string[]
  rows: SheetCell[][]
  /** What a reader must know of the whole, each a term and what it is: coverage, origin. */
  notes: (readonly [string, SheetCell])[]
  /** What makes it less than it seems; stands in its last lines. */
  warnings?: string[]
}

/** A workbook is written in one go, and meanwhile nothing else is done here: half a second for this many (measured). */
export const MOST_ROWS = 5_000

/** Sends it; a table that was cut says so in its last lines, and in a workbook's notes as well. */
export async function sendTable(response: Response, table: Table, { format, at }: { format: 'csv' | 'xlsx'; at: WallTime }): Promise<void> {
  const { headings, notes } = table
  const cut = table.rows.length > MOST_ROWS ? [`Bảng bị cắt: ${MOST_ROWS} trong ${table.rows.length} dòng; hãy chọn hẹp hơn`] : []
  const warnings = [...cut, ...(table.warnings ?? [])]
  const rows = [...table.rows.slice(0, MOST_ROWS), ...warnings.map((warning) => [warning])].map((row) => headings.map((_, column) => row[column]))
  response.set('Cache-Control', 'no-store').attachment(`${table.name}.${format}`)
  if (format === 'csv') {
    response.type('text/csv; charset=utf-8').send(writeCsv(headings, rows))
    return
  }
  const facts: (readonly [string, SheetCell])[] = [['Bảng', table.title], ['Xuất lúc', at], ['Số dòng', table.rows.length], ...notes, ...warnings.map((warning) => ['Lưu ý', warning] as const)]
  response.type(XLSX).send(await writeWorkbook([
    { name: 'Số liệu', headings, rows },
    { name: 'Ghi chú', headings: ['Mục', 'Nội dung'], rows: facts.map(([term, fact]) => [term, fact]) },
  ]))
}
