import { isExact, readNumber } from '#kit'
import type { RejectCode, Text } from '#contract'

export type TypedNumber = { ok: true; value: number } | { ok: false; code: RejectCode; reason: Text }

/** What a double surely gives back as it was written. */
const EXACT_DIGITS = 15

/** The exact number somebody typed as `1.234,5`, or why there is none. Never the likelier of two readings. */
export function readTypedNumber(text: string, { whole }: { whole: boolean }): TypedNumber {
  const typed = text.trim()
  const refuse = (code: RejectCode, why: Text): TypedNumber => ({ ok: false, code, reason: { vi: `"${typed.slice(0, 40)}" ${why.vi}`, en: `"${typed.slice(0, 40)}" ${why.en}` } })
  if (typed === '') return { ok: false, code: 'missing-value', reason: { vi: 'chưa nhập giá trị', en: 'no value was typed' } }
  const value = readNumber(typed, 'vi')
  if (value === undefined) return refuse('not-a-number', { vi: 'không phải là số viết theo kiểu 1.234,5', en: 'is not a number written like 1.234,5' })
  if (!isExact(value) || (digitsOf(typed) > EXACT_DIGITS && !(Number.isSafeInteger(value) && !/,\d*[1-9]/.test(typed)))) return refuse('out-of-range', { vi: 'có nhiều chữ số hơn mức giữ được chính xác', en: 'has more digits than can be kept exactly' })
  if (whole && !Number.isInteger(value)) return refuse('not-a-number', { vi: 'không phải là số nguyên; dấu phân cách hàng nghìn là dấu chấm', en: 'is not a whole number; the sign between thousands is a point' })
  return { ok: true, value }
}

const digitsOf = (text: string): number => text.replace(/\D/g, '').replace(/^0+/, '').length
