import writeXlsxFile, { type Cell } from 'write-excel-file/node'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A moment as the wall clock of the place shows it. */
export interface WallTime {
  /** Epoch ms of the same clock reading in UTC. */
  wallMs: number
}

export type SheetCell = string | number | WallTime | undefined

export interface WorkbookSheet {
  name: string
  headings: string[]
  rows: SheetCell[][]
}

const WIDEST = 60

/** An XLSX file. Texts are texts and never formulas, so nothing in it is run when it is opened; numbers keep every digit they have. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  return await writeXlsxFile(sheets.map(({ name, headings, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: headings.map((heading, column) => ({ width: Math.min(WIDEST, 2 + Math.max(heading.length, ...rows.slice(0, 200).map((row) => widthOf(row[column])))) })),
    data: [headings.map((heading): Cell => ({ value: heading, type: String, fontWeight: 'bold', wrap: true })), ...rows.map((row) => row.map(cellOf))],
  }))).toBuffer()
}

function cellOf(cell: SheetCell): Cell {
  if (cell === undefined || cell === '') return null
  if (typeof cell === 'string') return { value: cell, type: String }
  if (typeof cell === 'number') return { value: cell, type: Number }
  return { value: new Date(cell.wallMs), type: Date, format: 'dd/mm/yyyy hh:mm:ss' }
}

const widthOf = (cell: SheetCell): number => (cell === undefined ? 0 : typeof cell === 'object' ? 19 : String(cell).length)
