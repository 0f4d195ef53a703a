import type { Cell, GridRow } from './grid.ts'
import { LIMITS } from './limits.ts'
import type { Shown } from './read-styles.ts'
import { SheetRefusal } from './refusal.ts'
import { walkXml } from './walk-xml.ts'

export interface CellContext {
  strings: readonly string[]
  styles: readonly Shown[]
  staleFormulas: boolean
  maxRows: number
}

interface Open {
  column: number
  type: string
  style: number
  value: string | undefined
  inline: string | undefined
  formula: boolean
}

/** The cells of one sheet, in order. Stops at the first cell, or the first of too much text, beyond the bounds; a cell far away costs no grid. */
export function readCells(xml: string, context: CellContext): GridRow[] {
  const rows: GridRow[] = []
  let row = 0
  let column = -1
  let chars = 0
  let cell: Open | undefined
  let into: 'value' | 'inline' | undefined
  let phonetic = 0
  walkXml(xml, 'sheet.xml', {
    open(name, attributes) {
      if (name === 'row') {
        row = nextRow(attributes['r'], row)
        column = -1
        rows.push({ row, cells: [] })
      } else if (name === 'c') {
        column = nextColumn(attributes['r'], column, row)
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: undefined, inline: undefined, formula: false }
      } else if (cell === undefined) return
      else if (name === 'f') cell.formula = true
      else if (name === 'v') {
        cell.value = ''
        into = 'value'
      } else if (name === 'rPh') phonetic += 1
      else if (name === 't' && phonetic === 0) {
        cell.inline ??= ''
        into = 'inline'
      }
    },
    text(text) {
      if (cell !== undefined && into !== undefined) cell[into] = (cell[into] ?? '') + text
    },
    close(name) {
      if (name === 'v' || name === 't') into = undefined
      if (name === 'rPh') phonetic -= 1
      if (name === 'c' && cell !== undefined) {
        const made = makeCell(cell, context)
        cell = undefined
        if (made === undefined) return
        checkPlace(row, column, context.maxRows)
        rows.at(-1)?.cells.push(made)
        chars += made.text.length
        if (chars > LIMITS.gridChars) throw new SheetRefusal({ vi: 'Bảng tính chứa quá nhiều chữ', en: 'The sheet holds too much text' })
      }
    },
  })
  return rows.filter(({ cells }) => cells.length > 0)
}

function nextRow(text: string | undefined, before: number): number {
  const row = text === undefined ? before + 1 : Number(text)
  if (!Number.isSafeInteger(row) || row <= before) throw new SheetRefusal({ vi: 'Tệp XLSX bị hỏng: các dòng không theo thứ tự', en: 'The XLSX file is broken: its rows are out of order' })
  return row
}

function nextColumn(address: string | undefined, before: number, row: number): number {
  if (address === undefined) return before + 1
  const [, letters = '', digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? []
  const column = Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce((sum, digit) => sum * 26 + digit, 0) - 1
  if (column <= before || Number(digits) !== row) throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng: ô "${address.slice(0, 20)}" nằm sai chỗ`, en: `The XLSX file is broken: the cell "${address.slice(0, 20)}" lies in the wrong place` })
  return column
}

/** Only of cells that hold something: formatting a whole column leaves empty cells down to the last row Excel has. */
function checkPlace(row: number, column: number, maxRows: number): void {
  if (row > maxRows) throw new SheetRefusal({ vi: `Bảng tính có dữ liệu ở dòng ${row}, quá ${maxRows} dòng cho phép; hãy chia nhỏ`, en: `The sheet has data in row ${row}, beyond the ${maxRows} rows allowed; split it` })
  if (column >= LIMITS.columns) throw new SheetRefusal({ vi: `Bảng tính có dữ liệu ở ngoài ${LIMITS.columns} cột đầu`, en: `The sheet has data outside its first ${LIMITS.columns} columns` })
}

function makeCell({ column, type, style, value, inline, formula }: Open, context: CellContext): Cell | undefined {
  const mark = formula ? { formula: value === undefined || context.staleFormulas ? ('unknown' as const) : ('cached' as const) } : {}
  const make = (kind: Cell['kind'], text: string): Cell => {
    if (text.length > LIMITS.cellChars) throw new SheetRefusal({ vi: `Có ô dài quá ${LIMITS.cellChars} ký tự`, en: `A cell is longer than ${LIMITS.cellChars} characters` })
    return { column, kind, text, ...mark }
  }
  if (formula && value === undefined) return make('text', '')
  if (type === 'inlineStr') return filled(make('text', unescape(inline ?? '')))
  if (value === undefined || (value === '' && !formula)) return undefined
  if (type === 's') return filled(make('text', sharedString(value, context.strings)))
  if (type === 'str') return filled(make('text', unescape(value)))
  if (type === 'b') return make('bool', value === '1' ? 'TRUE' : 'FALSE')
  if (type === 'e') return make('error', value)
  if (type === 'd') return make('text', value)
  if (type !== 'n') throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng: loại ô "${type.slice(0, 20)}" không có trong chuẩn`, en: `The XLSX file is broken: the standard has no cells of type "${type.slice(0, 20)}"` })
  const shown = context.styles[style] ?? 'plain'
  if (shown === 'percent') return { ...make('number', value), percent: true }
  return make(shown === 'plain' ? 'number' : shown, value)
}

const filled = (cell: Cell): Cell | undefined => (cell.text.trim() === '' && cell.formula !== 'unknown' ? undefined : cell)

function sharedString(text: string, strings: readonly string[]): string {
  const found = /^\d+$/.test(text) ? strings[Number(text)] : undefined
  if (found === undefined) throw new SheetRefusal({ vi: 'Tệp XLSX bị hỏng: thiếu một chuỗi chữ dùng chung', en: 'The XLSX file is broken: a shared text is missing' })
  return found
}

/** Excel writes characters XML cannot hold as `_x000D_`. */
const unescape = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Texts kept once and referred to by number. Runs of different looks are one text; readings for pronunciation are none. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = []
  let inText = false
  let phonetic = 0
  walkXml(xml, 'sharedStrings.xml', {
    open(name) {
      if (name === 'si') strings.push('')
      if (name === 'rPh') phonetic += 1
      inText = name === 't' && phonetic === 0
    },
    text(text) {
      if (inText) strings[strings.length - 1] += text
    },
    close(name) {
      if (name === 'rPh') phonetic -= 1
      inText = false
    },
  })
  return strings.map(unescape)
}
