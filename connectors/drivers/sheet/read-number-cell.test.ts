import { describe, expect, it } from 'vitest'
import { NumberColumn } from './config.ts'
import type { Cell } from './grid.ts'
import { readNumberCell } from './read-number-cell.ts'
import { refuseCell } from './cell-reading.ts'

const read = (cell: Partial<Cell>, column: Partial<NumberColumn> = {}) => {
  const whole: Cell = { column: 0, kind: 'text', text: '', ...cell }
  const reading = refuseCell(whole, 'cached') ?? readNumberCell(whole, NumberColumn.parse({ kind: 'number', heading: 'x', ...column }))
  return reading.ok ? reading.value : `${reading.code}: ${reading.reason.vi}`
}
const typed = (text: string, column: Partial<NumberColumn>) => read({ text }, column)

describe('typed numbers, the traps of real tables', () => {
  it.each([
    // text, in a column declared vi, in one declared json, in one that declares nothing
    ['35.110', 35_110, 35.11, undefined],
    ['1,814', 1.814, undefined, undefined],
    ['1.234,5', 1234.5, undefined, undefined],
    ['1.234', 1234, 1.234, undefined],
    ['12.5', undefined, 12.5, undefined],
    ['12,5', 12.5, undefined, undefined],
    ['1234', 1234, 1234, 1234],
    ['\u00A01\u00A0234,5\u00A0', 1234.5, undefined, undefined],
    ['1\u202F234', 1234, undefined, undefined],
    ['\u22123,2', -3.2, undefined, undefined],
    ['\u22123.2', undefined, -3.2, undefined],
    ['\u22127', -7, -7, -7],
    ['(3,2)', -3.2, undefined, undefined],
    ['(3.2)', undefined, -3.2, undefined],
    ['( 1.234,5 )', -1234.5, undefined, undefined],
    ['(0)', 0, 0, 0],
    ['9007199254740991', 9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
  ])('%j is exactly the number of the declared style, or none', (text, vi, json, undeclared) => {
    for (const [numbers, wanted] of [['vi', vi], ['json', json], [undefined, undeclared]] as const) {
      const value = typed(text, numbers === undefined ? {} : { numbers })
      if (wanted === undefined) expect(value).toMatch(/^not-a-number: "/)
      else expect(value).toBe(wanted)
    }
  })

  it('never gives minus zero', () => expect(Object.is(typed('(0)', { numbers: 'vi' }), 0)).toBe(true))

  it.each(['9007199254740993', '9.007.199.254.740.993', '4503599627370497,3', '0,9999999999999999999'])('%j has more digits than a number can keep, and is refused', (text) => {
    expect(typed(text, { numbers: 'vi' })).toMatch(/^out-of-range: .*chính xác/)
  })
  it('does not take a number too small to keep for zero', () => expect(typed('1e-400', { numbers: 'json' })).toMatch(/^out-of-range/))

  it.each(['đang cập nhật', ' Đang  cập nhật ', 'đang cập nhật'.normalize('NFD'), 'Chưa có số liệu', 'không có số liệu', 'N/A', '-', '–', '...', '…'])('%j says that there is no figure: not zero, and not only empty', (text) => {
    expect(typed(text, { numbers: 'vi' })).toMatch(/^missing-value: chưa có số liệu \("/)
  })

  it.each(['82,5 điểm', '12/34', '+5', '--1', '-(3,2)', '(-3,2)', '1,2,3', '1e3', '٣', '1 234.567', '12%%', '(12%)%', 'x', '1.234.56', "'12"])('%j is no number', (text) => {
    expect(typed(text, { numbers: 'vi', percent: true })).toMatch(/^not-a-number: "/)
  })

  it('reads per cent only where the column is a rate', () => {
    for (const text of ['12%', '12 %', '12\u00A0%', '12']) expect(typed(text, { numbers: 'vi', percent: true })).toBe(12)
    expect(typed('99,98%', { numbers: 'vi', percent: true })).toBe(99.98)
    expect(typed('(3,2%)', { numbers: 'vi', percent: true })).toBe(-3.2)
    expect(typed('(3,2) %', { numbers: 'vi', percent: true })).toBe(-3.2)
    expect(typed('12%', { numbers: 'vi' })).toMatch(/^not-a-number: .*không phải là tỷ lệ/)
  })

  it('says of 1,814 in a column of whole numbers that it is none', () => {
    expect(typed('1,814', { numbers: 'vi', whole: true })).toMatch(/^not-a-number: đọc được 1,814/)
    expect(typed('1.814', { numbers: 'vi', whole: true })).toBe(1814)
    expect(typed('35.110', { numbers: 'json', whole: true })).toMatch(/^not-a-number/)
  })
})

describe('number cells of a workbook', () => {
  const cell = (text: string, more: Partial<Cell> = {}, column: Partial<NumberColumn> = {}) => read({ kind: 'number', text, ...more }, column)

  it('need no style, and keep what binary keeps', () => {
    expect([cell('12.5'), cell('-3'), cell('1E-3'), cell('35.109999999999999'), cell('0')]).toEqual([12.5, -3, 0.001, 35.11, 0])
  })
  it('are refused beyond the 15 digits Excel keeps', () => {
    expect(cell('999999999999999')).toBe(999_999_999_999_999)
    for (const text of ['9007199254740993', '9007199254740990', '9.00719925474099E+15']) expect(cell(text)).toMatch(/^out-of-range: .*15 chữ số/)
  })
  it('shown as per cent are per cent, in a column of rates and nowhere else', () => {
    expect(cell('0.12', { percent: true }, { percent: true })).toBe(12)
    expect(cell('0.0063', { percent: true }, { percent: true })).toBe(0.63)
    expect(cell('12', {}, { percent: true })).toBe(12)
    expect(cell('0.12', { percent: true })).toMatch(/^not-a-number: ô định dạng phần trăm/)
  })
  it('are refused as dates, words, errors, formulas without a result, and when they show another number', () => {
    expect(read({ kind: 'date', text: '45789' })).toMatch(/^not-a-number: ô là ngày tháng/)
    expect(read({ kind: 'bool', text: 'TRUE' })).toMatch(/^not-a-number/)
    expect(read({ kind: 'error', text: '#DIV/0!' })).toBe('not-a-number: ô báo lỗi #DIV/0!')
    expect(read({ kind: 'unclear', text: '35000' })).toMatch(/^not-a-number: định dạng/)
    expect(cell('0', { formula: 'unknown' })).toMatch(/^missing-value: công thức/)
    expect(cell('7', { formula: 'cached' })).toBe(7)
    expect(refuseCell({ column: 0, kind: 'number', text: '7', formula: 'cached' }, 'refuse')).toMatchObject({ ok: false })
  })
})
