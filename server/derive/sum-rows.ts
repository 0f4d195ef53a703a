import type { KeptSample } from '#contract'
import { PART, type Row, SIMULATED, SUSPECT } from './row.ts'

/** What the parts of a whole come to, of each row. */
export interface Summed {
  sums: number[]
  /** Of the first row. */
  largest: number
  /** How many told all rows, and how many of these told of all of themselves. */
  taken: number
  reported: number
  /** The oldest moment of each row. */
  oldest: number[]
  /** Each row as it stood, without those that do not count: copied as a whole, and put together only when somebody asks. */
  counted: (KeptSample | undefined)[][]
  isSuspect: boolean
  isSimulated: boolean
}

/** Of the subjects that count in all rows the sum of each; undefined where one must be looked at more closely. */
export function sumRows(rows: readonly Row[], isStale: (at: number, row: number) => boolean): Summed | undefined {
  const [first] = rows
  if (first === undefined || rows.some(({ odd }) => odd > 0)) return undefined
  const summed: Summed = { sums: rows.map(() => 0), largest: -Infinity, taken: 0, reported: 0, oldest: rows.map(() => Infinity), counted: rows.map(({ newest }) => newest.slice()), isSuspect: false, isSimulated: false }
  let seen = 0
  for (let place = 0; place < first.values.length; place += 1) {
    if (!counts(rows, place, isStale)) {
      for (const row of summed.counted) row[place] = undefined
      continue
    }
    const flags = add(summed, rows, place)
    seen |= flags
    summed.taken += 1
    if ((flags & PART) === 0) summed.reported += 1
  }
  summed.isSuspect = (seen & SUSPECT) !== 0
  summed.isSimulated = (seen & SIMULATED) !== 0
  return summed
}

function counts(rows: readonly Row[], place: number, isStale: (at: number, row: number) => boolean): boolean {
  for (let index = 0; index < rows.length; index += 1) {
    const at = rows[index]?.ats[place] ?? NaN
    if (Number.isNaN(at) || isStale(at, index)) return false
  }
  return true
}

function add(summed: Summed, rows: readonly Row[], place: number): number {
  let flags = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]
    const value = row?.values[place] ?? NaN
    const at = row?.ats[place] ?? NaN
    summed.sums[index] = (summed.sums[index] ?? 0) + value
    if (index === 0 && value > summed.largest) summed.largest = value
    if (at < (summed.oldest[index] ?? Infinity)) summed.oldest[index] = at
    flags |= row?.flags[place] ?? 0
  }
  return flags
}

/** The figures that went in, subject by subject. */
export const inputsOf = ({ counted }: Summed): KeptSample[] => (counted[0] ?? []).flatMap((_, place) => counted.flatMap((row) => row[place] ?? []))
