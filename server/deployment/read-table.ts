import { CsvError, parse } from 'csv-parse/sync'
import { type Fault, faultAt, type Place } from './fault.ts'

/** One row of a table: its cells by column name, and where each begins. */
export interface Row {
  has(column: string): boolean
  text(column: string): string | undefined
  place(column: string): Place
}

export interface Columns {
  required: readonly string[]
  optional: readonly string[]
}

interface Line {
  cells: string[]
  /** Where each cell begins; told only of a line in which something is wrong. */
  places(): Place[]
}

/** For the people who keep the table; the program does not read it. */
const NOTE = 'note'

/** Undefined when it cannot be read at all. Reads a CSV as Excel writes it: with or without BOM, with commas or, as in Vietnamese Excel, semicolons. */
export function readTable(file: string, text: string, columns: Columns, faults: Fault[]): Row[] | undefined {
  const [header, ...lines] = readLines(file, text, faults) ?? []
  if (header === undefined) return undefined
  const names = header.cells.map((name) => name.trim())
  if (!checkHeader(file, header, names, columns, faults)) return undefined
  const indexes = new Map(names.map((name, index) => [name, index]))
  return lines.filter((line) => line.cells.some((cell) => cell.trim() !== '')).flatMap((line) => {
    if (line.cells.length === names.length) return [makeRow(line, indexes)]
    const count = { vi: `dòng có ${line.cells.length} ô, cần ${names.length} ô`, en: `the row has ${line.cells.length} cells, expected ${names.length}` }
    faults.push(faultAt(line.places()[0] ?? { file, line: 1, column: 1 }, count))
    return []
  })
}

function makeRow(line: Line, indexes: ReadonlyMap<string, number>): Row {
  return {
    has: (column) => indexes.has(column),
    text(column) {
      const text = line.cells[indexes.get(column) ?? -1]?.trim()
      return text === '' ? undefined : text
    },
    place(column) {
      const places = line.places()
      return places[indexes.get(column) ?? -1] ?? places[0] ?? { file: '', line: 1, column: 1 }
    },
  }
}

function checkHeader(file: string, header: Line, names: readonly string[], { required, optional }: Columns, faults: Fault[]): boolean {
  const before = faults.length
  names.forEach((name, index) => {
    const place = header.places()[index] ?? { file, line: 1, column: 1 }
    if (![...required, ...optional, NOTE].includes(name)) faults.push(faultAt(place, { vi: `cột lạ "${name}"; các cột có thể có: ${[...required, ...optional].join(', ')}`, en: `unknown column "${name}"` }))
    else if (names.indexOf(name) !== index) faults.push(faultAt(place, { vi: `cột "${name}" có hai lần`, en: `column "${name}" stands twice` }))
  })
  for (const name of required) {
    if (!names.includes(name)) faults.push(faultAt({ file, line: 1, column: 1 }, { vi: `thiếu cột "${name}"`, en: `column "${name}" is missing` }))
  }
  return faults.length === before
}

function readLines(file: string, written: string, faults: Fault[]): Line[] | undefined {
  const firstLine = written.split('\n', 1)[0] ?? ''
  const delimiter = firstLine.includes(',') ? ',' : ';'
  // One kind of line end, because places are counted by it.
  const text = written.replaceAll(/\r\n?/g, '\n')
  try {
    // With `info` and `raw` each record comes with its own text, from which the place of each cell is told.
    const records = parse(text, { delimiter, info: true, raw: true, relax_column_count: true, skip_empty_lines: true }) as unknown as { record: string[]; raw: string }[]
    let line = 1
    return records.map(({ record, raw }) => {
      const start = { file, line, column: 1 }
      line += raw.split('\n').length - 1
      return { cells: record, places: () => placeCells(raw, delimiter, start) }
    })
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    const at = typeof thrown['lines'] === 'number' ? thrown['lines'] : 1
    faults.push(faultAt({ file, line: at, column: 1 }, { vi: `sai định dạng CSV, thường do dấu ngoặc kép mở mà không đóng (${thrown.code})`, en: `wrong CSV: ${thrown.message}` }))
    return undefined
  }
}

/** Where each cell of a record begins; the text is valid CSV, as the parser has read it. */
function placeCells(raw: string, delimiter: string, start: Place): Place[] {
  const places: Place[] = []
  let { line, column } = start
  let quoted = false
  let fresh = true
  for (const character of raw) {
    if (fresh && !(character === '\n' && places.length === 0)) {
      places.push({ file: start.file, line, column })
      fresh = false
    }
    if (character === '"') quoted = !quoted
    if (character === delimiter && !quoted) fresh = true
    column += 1
    if (character === '\n') {
      line += 1
      column = 1
    }
  }
  return places
}
