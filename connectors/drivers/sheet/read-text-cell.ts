import { bad, type CellReading, good } from './cell-reading.ts'
import type { Cell } from './grid.ts'

/** A name or a code. A code kept as a number is its digits; leading zeros it lost are not invented here. */
export function readTextCell(cell: Cell): CellReading {
  if (cell.kind === 'number' && cell.percent !== true && /^\d{1,15}$/.test(cell.text)) return good(cell.text)
  const text = cell.text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (cell.kind !== 'text') return bad('missing-value', { vi: `"${text.slice(0, 40)}" không phải là chữ hay mã; đặt định dạng Text cho ô`, en: `"${text.slice(0, 40)}" is neither a text nor a code; set the format Text for the cell` })
  return text.length <= 200 ? good(text) : bad('out-of-range', { vi: 'ô dài quá 200 ký tự', en: 'the cell is longer than 200 characters' })
}
