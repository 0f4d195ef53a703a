import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import { checkColumns } from './check-columns.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A moment as the wall clock of the place shows it. */
export interface WallTime {
  /** Epoch ms of the same clock reading in UTC. */
  wallMs: number
  /** Without its time of day. */
  isDay?: true
}

export type SheetCell = string | number | WallTime | undefined

export interface WorkbookSheet {
  name: string
  headings: string[]
  rows: SheetCell[][]
  /** Lines above the headings: of whom, of when, in which units. */
  above?: SheetCell[][]
  /** What the program that opens it lets be typed into a column, counted from 0. */
  checks?: ColumnCheck[]
}

export type ColumnCheck = { column: number; title: string; text: string } & ({ between: [number, number] } | { oneOf: string[] } | { oneOfSheet: string; count: number })

const WIDEST = 60

/** An XLSX file. Texts are texts and never formulas, so nothing in it is run when it is opened; numbers keep every digit they have. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, headings, rows, above = [] }) => ({
    sheet: name,
    stickyRowsCount: above.length + 1,
    columns: headings.map((heading, column) => ({ width: Math.min(WIDEST, 2 + Math.max(heading.length, ...rows.slice(0, 200).map((row) => widthOf(row[column])))) })),
    data: [...above.map((row) => row.map(cellOf)), headings.map((heading): Cell => ({ value: heading, type: String, fontWeight: 'bold', wrap: true })), ...rows.map((row) => row.map(cellOf))],
  }))
  return await writeXlsxFile(written, { features: [checkColumns(sheets)] }).toBuffer()
}

function cellOf(cell: SheetCell): Cell {
  if (cell === undefined || cell === '') return null
  if (typeof cell === 'string') return { value: cell, type: String }
  if (typeof cell === 'number') return { value: cell, type: Number }
  return { value: new Date(cell.wallMs), type: Date, format: cell.isDay === true ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss' }
}

const widthOf = (cell: SheetCell): number => (cell === undefined ? 0 : typeof cell === 'object' ? 19 : String(cell).length)
