import type { Sample } from '#contract'
import { readCoverage, readWord } from './read-fields.ts'
import { isExact, readNumber, scaleNumber } from './read-number.ts'
import { readPointer } from './read-pointer.ts'
import type { Reading } from './reading-plan.ts'
import type { RejectList } from './reject-list.ts'

interface Place {
  rejects: RejectList
  index: number
  record: object
  reading: Reading
}

/** One reading's value and coverage; undefined when there is none, with a reject unless the definition allows its absence. */
export function readValue(place: Place): Pick<Sample, 'value' | 'coverage'> | undefined {
  const { rejects, index, record, reading } = place
  const raw = readPointer(record, reading.value)
  const where = { index, pointer: reading.value, raw }
  if (raw === undefined || raw === null || raw === '') {
    if (!reading.optional) rejects.add({ ...where, code: 'missing-value', reason: `Thiếu giá trị của chỉ số ${reading.indicator.id}` })
    return undefined
  }
  const value = reading.indicator.kind === 'state' ? wordOf(where, place) : numberOf(where, place)
  if (value === undefined) return undefined
  const coverage = coverageOf(place)
  return coverage === 'rejected' ? undefined : { value, ...(coverage === undefined ? {} : { coverage }) }
}

interface Where {
  index: number
  pointer: string
  raw: unknown
}

function wordOf(where: Where, { rejects, reading }: Place): string | undefined {
  const word = readWord(where.raw)
  if (word === undefined) rejects.add({ ...where, code: 'out-of-range', reason: `Trạng thái của ${reading.indicator.id} phải là một từ ngắn, nhiều nhất 64 ký tự` })
  return word
}

function numberOf(where: Where, { rejects, reading }: Place): number | undefined {
  const { id } = reading.indicator
  const read = reading.format === 'text' ? undefined : readNumber(where.raw, reading.format)
  if (read === undefined) {
    rejects.add({ ...where, code: 'not-a-number', reason: `Giá trị của ${id} không phải là số viết theo dạng ${reading.format === 'vi' ? '1.234,5' : '1234.5'}` })
    return undefined
  }
  const value = reading.scale === undefined ? read : scaleNumber(read, reading.scale)
  if (!Number.isFinite(value) || !isExact(read) || !isExact(value)) {
    rejects.add({ ...where, code: 'out-of-range', reason: `Số của ${id} lớn quá 2^53, không giữ được chính xác` })
    return undefined
  }
  if ((reading.min !== undefined && value < reading.min) || (reading.max !== undefined && value > reading.max)) {
    rejects.add({ ...where, code: 'out-of-range', reason: `Giá trị ${value} của ${id} nằm ngoài khoảng cho phép ${reading.min ?? '−∞'} … ${reading.max ?? '+∞'}` })
    return undefined
  }
  return value
}

function coverageOf({ rejects, index, record, reading }: Place): Sample['coverage'] | 'rejected' {
  if (reading.coverage === undefined) return undefined
  const oneObject = typeof reading.coverage === 'string'
  const pointers = typeof reading.coverage === 'string'
    ? { reported: `${reading.coverage}/reported`, expected: `${reading.coverage}/expected` }
    : reading.coverage
  if (oneObject && readPointer(record, reading.coverage as string) === undefined) return undefined // a record need not carry it
  const coverage = readCoverage(readPointer(record, pointers.reported), readPointer(record, pointers.expected))
  if (coverage !== undefined) return coverage
  // A figure of 3 communes out of 96 must not pass for the whole province because its coverage was unreadable.
  rejects.add({ index, pointer: pointers.reported, code: 'bad-coverage', reason: `Số đơn vị đã báo cáo / phải báo cáo của ${reading.indicator.id} không hợp lệ` })
  return 'rejected'
}
