import type { RejectCode, Text } from '#contract'
import type { Cell } from './grid.ts'

/** What one cell came to. */
export type CellReading = { ok: true; value: number | string } | { ok: false; code: RejectCode; reason: Text }

export const good = (value: number | string): CellReading => ({ ok: true, value })
export const bad = (code: RejectCode, reason: Text): CellReading => ({ ok: false, code, reason })

/** Words that stand where a figure is still to come. They are not zero, and not an empty cell either. */
const NO_DATA = /^(?:đang cập nhật|đang tổng hợp|chưa (?:có|cập nhật|báo cáo)(?: số liệu)?|không có(?: số liệu)?|n\/?a|null|[-–—]+|\.{2,}|…|\?)\.?$/iu

/** What makes any kind of cell unreadable; undefined when nothing does. */
export function refuseCell(cell: Cell, formulas: 'cached' | 'refuse'): CellReading | undefined {
  if (cell.kind === 'error') return bad('not-a-number', { vi: `ô báo lỗi ${cell.text.slice(0, 20)}`, en: `the cell shows the error ${cell.text.slice(0, 20)}` })
  if (cell.formula === 'unknown') return bad('missing-value', { vi: 'công thức chưa có kết quả được tính và lưu trong tệp; mở bằng Excel hoặc LibreOffice, lưu lại rồi gửi', en: 'the formula has no result kept in the file; open it with Excel or LibreOffice, save it and send it again' })
  if (cell.formula !== undefined && formulas === 'refuse') return bad('missing-value', { vi: 'ô là công thức; cột này chỉ nhận giá trị', en: 'the cell is a formula; this column takes values only' })
  if (cell.kind === 'text' && NO_DATA.test(comparableWord(cell.text))) return bad('missing-value', { vi: `chưa có số liệu ("${cell.text.trim().slice(0, 40)}")`, en: `no figure yet ("${cell.text.trim().slice(0, 40)}")` })
  return undefined
}

const comparableWord = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
