import type { Sample, Text } from '#contract'
import type { Reading } from './known-readings.ts'
import { readWord } from './read-fields.ts'
import { isExact, readNumber, scaleNumber } from './read-number.ts'
import type { RejectList } from './reject-list.ts'

interface Place {
  rejects: RejectList
  index: number
  reading: Reading
  /** What stands where the value should. */
  raw: unknown
}

/** One reading's value; undefined when it was rejected. */
export function readValue(place: Place): Sample['value'] | undefined {
  const { raw, reading: { indicator } } = place
  if (isAbsent(raw)) {
    reject(place, 'missing-value', { vi: `Thiếu giá trị của chỉ số ${indicator.id}`, en: `The value of the indicator ${indicator.id} is missing` })
    return undefined
  }
  return indicator.kind === 'state' ? wordOf(place) : numberOf(place)
}

export const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null || raw === ''

const reject = ({ rejects, index, reading, raw }: Place, code: 'missing-value' | 'out-of-range' | 'not-a-number', reason: Text): void =>
  rejects.add({ index, pointer: reading.value, code, reason, raw })

function wordOf(place: Place): string | undefined {
  const word = readWord(place.raw)
  if (word === undefined) reject(place, 'out-of-range', { vi: `Trạng thái của ${place.reading.indicator.id} phải là một từ ngắn, nhiều nhất 64 ký tự`, en: `The state of ${place.reading.indicator.id} has to be a short word of at most 64 characters` })
  return word
}

function numberOf(place: Place): number | undefined {
  const { indicator: { id }, format, scale, min, max } = place.reading
  const read = format === 'text' ? undefined : readNumber(place.raw, format)
  if (read === undefined) {
    reject(place, 'not-a-number', { vi: `Giá trị của ${id} không phải là số viết theo dạng ${format === 'vi' ? '1.234,5' : '1234.5'}`, en: `The value of ${id} is not a number written like ${format === 'vi' ? '1.234,5' : '1234.5'}` })
    return undefined
  }
  const value = scale === undefined ? read : scaleNumber(read, scale)
  if (!Number.isFinite(value) || !isExact(read) || !isExact(value)) {
    reject(place, 'out-of-range', { vi: `Số của ${id} lớn quá 2^53, không giữ được chính xác`, en: `The number of ${id} is larger than 2^53 and cannot be kept exactly` })
    return undefined
  }
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    reject(place, 'out-of-range', { vi: `Giá trị ${value} của ${id} nằm ngoài khoảng cho phép ${min ?? '−∞'} … ${max ?? '+∞'}`, en: `The value ${value} of ${id} is outside the allowed range ${min ?? '−∞'} … ${max ?? '+∞'}` })
    return undefined
  }
  return value
}
