import { CsvError, parse } from 'csv-parse/sync'
import { decodeText, type Encoding } from './decode-text.ts'
import { findHeader, type WantedColumn } from './find-header.ts'
import type { Grid, GridRow } from './grid.ts'
import { LIMITS } from './limits.ts'
import { SheetRefusal } from './refusal.ts'

export interface CsvOptions {
  encoding: Encoding
  delimiter: 'auto' | ',' | ';' | '\t'
  wanted: readonly WantedColumn[]
  headerRow?: number | undefined
  maxRows: number
}

const DELIMITERS = [';', '\t', ','] as const
const LOOKED_AT = 50

/** The cells of a CSV, all of them text: what they mean is for the columns to say. */
export function readCsv(file: Uint8Array, options: CsvOptions): Grid {
  const decoded = decodeText(file, options.encoding)
  // Excel takes such a first line for an instruction and does not count it.
  const [line, said] = /^sep=([,;\t])\r?\n/.exec(decoded) ?? []
  const text = line === undefined ? decoded : decoded.slice(line.length)
  if (text.trim() === '') throw new SheetRefusal({ vi: 'Tệp rỗng', en: 'The file is empty' })
  const delimiter = options.delimiter === 'auto' ? (said ?? chooseDelimiter(text, options)) : options.delimiter
  const rows = readRows(text, delimiter, options.maxRows + 1)
  if ((rows.at(-1)?.row ?? 0) > options.maxRows) throw new SheetRefusal({ vi: `Tệp có quá ${options.maxRows} dòng; hãy chia nhỏ`, en: `The file has more than ${options.maxRows} rows; split it` })
  return { date1904: false, rows }
}

/** The one with which most of the headings are found: known by what we look for, not by counting signs. */
function chooseDelimiter(text: string, { wanted, headerRow }: CsvOptions): string {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, count: countHeadings(text, delimiter, wanted, headerRow) }))
  return found.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

function countHeadings(text: string, delimiter: string, wanted: readonly WantedColumn[], headerRow: number | undefined): number {
  try {
    return findHeader(readRows(text, delimiter, LOOKED_AT), wanted, headerRow)?.fields.size ?? 0
  } catch (thrown) {
    if (thrown instanceof SheetRefusal) return 0 // with another delimiter a quote may stand where none can
    throw thrown
  }
}

function readRows(text: string, delimiter: string, to: number): GridRow[] {
  const records = parseRecords(text, delimiter, to)
  const rows: GridRow[] = []
  let chars = 0
  for (const [index, record] of records.entries()) {
    if (record.length > LIMITS.columns) throw new SheetRefusal({ vi: `Dòng ${index + 1} có quá ${LIMITS.columns} cột`, en: `Row ${index + 1} has more than ${LIMITS.columns} columns` })
    const cells = record.flatMap((cell, column) => (cell.trim() === '' ? [] : [{ column, kind: 'text' as const, text: cell }]))
    for (const cell of cells) {
      if (cell.text.length > LIMITS.cellChars) throw new SheetRefusal({ vi: `Dòng ${index + 1} có ô dài quá ${LIMITS.cellChars} ký tự; có thể thiếu dấu ngoặc kép đóng`, en: `Row ${index + 1} has a cell longer than ${LIMITS.cellChars} characters; a closing quotation mark may be missing` })
      chars += cell.text.length
    }
    if (chars > LIMITS.gridChars) throw new SheetRefusal({ vi: 'Tệp chứa quá nhiều chữ', en: 'The file holds too much text' })
    if (cells.length > 0) rows.push({ row: index + 1, cells, width: record.length })
  }
  return rows
}

function parseRecords(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, { delimiter, to, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: false, max_record_size: LIMITS.columns * LIMITS.cellChars })
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    // The library's own message quotes the text.
    throw new SheetRefusal({ vi: `Tệp CSV sai cấu trúc gần dòng ${typeof thrown['lines'] === 'number' ? thrown['lines'] : '?'}: dấu ngoặc kép không khớp hoặc dòng quá dài`, en: `The CSV file is wrong near row ${typeof thrown['lines'] === 'number' ? thrown['lines'] : '?'}: quotation marks do not match or a row is too long` }, { cause: thrown })
  }
}
