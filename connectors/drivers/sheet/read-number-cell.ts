import type { Text } from '#contract'
import { isExact, type NumberFormat, readNumber, scaleNumber } from '#kit'
import { bad, type CellReading, good } from './cell-reading.ts'
import type { NumberColumn } from './config.ts'
import type { Cell } from './grid.ts'

const STYLE_WORDS: Record<NumberFormat, string> = { vi: '1.234,5', json: '1234.5' }

/** The exact number of a cell by what its column declares, or why there is none. Never the likelier of two readings. */
export function readNumberCell(cell: Cell, column: NumberColumn): CellReading {
  if (cell.kind === 'date') return bad('not-a-number', { vi: 'ô là ngày tháng, không phải số (Excel có thể đã tự đổi số vừa gõ thành ngày)', en: 'the cell is a date, not a number (Excel may have made a date of the number that was typed)' })
  if (cell.kind === 'unclear') return bad('not-a-number', { vi: 'định dạng của ô làm số hiển thị khác số lưu trong ô; đặt lại định dạng Number', en: 'the format of the cell shows another number than is kept in it; set the format Number again' })
  if (cell.kind === 'number') return checkWhole(readMachineNumber(cell, column), column)
  if (cell.kind === 'text') return checkWhole(readTyped(cell.text, column), column)
  return bad('not-a-number', { vi: `"${cell.text.slice(0, 40)}" không phải là số`, en: `"${cell.text.slice(0, 40)}" is not a number` })
}

/** A true number cell: no style of writing, but Excel keeps only 15 digits and rounds the others away without a word. */
function readMachineNumber({ text, percent }: Cell, column: NumberColumn): CellReading {
  const value = readNumber(text, 'json')
  if (value === undefined || hasVanished(text, value)) return bad('not-a-number', { vi: `"${text.slice(0, 40)}" không phải là số`, en: `"${text.slice(0, 40)}" is not a number` })
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return bad('out-of-range', { vi: 'số có trên 15 chữ số; bảng tính không giữ được chính xác', en: 'the number has more than 15 digits; a sheet cannot keep it exactly' })
  if (percent !== true) return good(value)
  return column.percent ? good(scaleNumber(value, 100)) : bad('not-a-number', { vi: 'ô định dạng phần trăm, nhưng cột này không phải là tỷ lệ', en: 'the cell is formatted as a percentage, but this column is no rate' })
}

function readTyped(text: string, column: NumberColumn): CellReading {
  const { bare, negative, percents } = unwrap(text)
  const shown = `"${text.trim().slice(0, 40)}"`
  const wrong = (why: Text) => bad('not-a-number', { vi: `${shown} ${why.vi}`, en: `${shown} ${why.en}` })
  if (percents > 0 && !column.percent) return wrong({ vi: 'có dấu %, nhưng cột này không phải là tỷ lệ', en: 'has a % sign, but this column is no rate' })
  if (percents > 1 || (negative && /^[-+]/.test(bare))) return wrong({ vi: 'không phải là số', en: 'is not a number' })
  if (column.numbers === undefined && !/^-?(?:0|[1-9]\d*)$/.test(bare)) {
    return /\d/.test(bare) ? wrong({ vi: 'có thể đọc thành hai số khác nhau; cần khai kiểu viết số của cột (1.234,5 hay 1234.5)', en: 'can be read as two different numbers; how numbers of the column are written has to be set (1.234,5 or 1234.5)' }) : wrong({ vi: 'không phải là số', en: 'is not a number' })
  }
  const style = column.numbers ?? 'json'
  const value = readNumber(bare, style)
  if (value === undefined) return wrong({ vi: `không phải là số viết theo kiểu ${STYLE_WORDS[style]}`, en: `is not a number written like ${STYLE_WORDS[style]}` })
  const fraction = style === 'vi' ? /,\d*[1-9]/ : /\.\d*[1-9]/
  const rounded = Number.isInteger(value) && fraction.test(bare) && !/[eE]/.test(bare)
  if (!isExact(value) || rounded || hasVanished(bare, value)) return bad('out-of-range', { vi: `"${text.trim().slice(0, 40)}" có nhiều chữ số hơn mức giữ được chính xác`, en: `${shown} has more digits than can be kept exactly` })
  return good(negative ? 0 - value : value)
}

/** `(3,2)` is minus 3,2 to an accountant; `%` may stand inside or outside; the minus of a typesetter is a minus. */
function unwrap(text: string): { bare: string; negative: boolean; percents: number } {
  let bare = text.trim()
  let percents = 0
  const dropPercent = () => {
    if (!bare.endsWith('%')) return
    bare = bare.slice(0, -1).trim()
    percents += 1
  }
  dropPercent()
  const inside = /^\((.*)\)$/s.exec(bare)?.[1]
  if (inside !== undefined) {
    bare = inside.trim()
    dropPercent()
  }
  return { bare: bare.replace(/^\u2212/, '-'), negative: inside !== undefined, percents }
}

/** 1e-400 is no zero. */
const hasVanished = (text: string, value: number): boolean => value === 0 && /[1-9]/.test(text.replace(/[eE].*$/, ''))

function checkWhole(reading: CellReading, { whole }: NumberColumn): CellReading {
  if (!whole || !reading.ok || Number.isInteger(reading.value)) return reading
  return bad('not-a-number', { vi: `đọc được ${String(reading.value).replace('.', ',')}, nhưng cột này chỉ nhận số nguyên; kiểm tra dấu phân cách hàng nghìn`, en: `it reads ${String(reading.value)}, but this column takes whole numbers only; check the sign between thousands` })
}
