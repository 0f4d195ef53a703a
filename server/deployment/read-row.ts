import type * as z from 'zod'
import type { DueRule, Limit, Text } from '#contract'
import { describeIssues } from './describe-issue.ts'
import { type Fault, faultAt, foundExpected, type Placed } from './fault.ts'
import { DUE_EXPECTED, parseDue } from './parse-due.ts'
import type { Row } from './read-table.ts'

/** Reads the cells of one row; a cell that cannot be read is a fault, told once. */
export interface RowReader {
  text(column: string): string | undefined
  /** Both languages; absent when both cells are empty. */
  texts(column: string): { vi: string | undefined; en: string | undefined } | undefined
  number(column: string): number | undefined
  /** `95` or `18..27`. */
  limit(column: string): Limit | undefined
  /** `2025-07-01`, or `01/07/2025` as Excel likes to make of it. */
  day(column: string): string | undefined
  /** Parts between `|`. */
  list(column: string): string[]
  due(column: string): DueRule | undefined
  yesNo(column: string): boolean | undefined
}

const NUMBER = /^-?\d+(?:\.\d+)?$/
const EXPECTED_NUMBER: Text = { vi: 'số, dấu chấm ở phần thập phân, như 99.5', en: 'a number with a decimal point such as 99.5' }

/** Builds one object of a table and checks it against its schema; undefined when something is wrong with it. */
export function readRow<T>(row: Row, schema: z.ZodType<T>, build: (reader: RowReader) => unknown, faults: Fault[]): Placed<T> | undefined {
  const told = new Set<string>()
  const before = faults.length
  const tell = (column: string, text: Text) => {
    told.add(column)
    faults.push(faultAt(row.place(column), text))
  }
  const parsed = schema.safeParse(withoutUndefined(build(readCells(row, tell))))
  if (!parsed.success) {
    for (const { path, expected } of describeIssues(parsed.error.issues, undefined)) {
      const column = columnOf(path, row)
      // The schema speaks of members; the person sees a column and what stands in the cell.
      if (!told.has(column)) tell(column, foundExpected(column, row.text(column), expected))
    }
  }
  if (!parsed.success || faults.length > before) return undefined
  return { value: parsed.data, place: (...path) => row.place(columnOf(path, row)) }
}

function readCells(row: Row, tell: (column: string, text: Text) => void): RowReader {
  const { text } = row
  function read<T>(column: string, parse: (found: string) => T | undefined, expected: Text): T | undefined {
    const found = text(column)
    if (found === undefined) return undefined
    const value = parse(found)
    if (value === undefined) tell(column, foundExpected(column, found, expected))
    return value
  }
  return {
    text,
    texts(column) {
      const [vi, en] = [text(`${column}_vi`), text(`${column}_en`)]
      return vi === undefined && en === undefined ? undefined : { vi, en }
    },
    number: (column) => read(column, numberOf, EXPECTED_NUMBER),
    limit: (column) => read(column, limitOf, { vi: 'số như 95, hoặc khoảng như 18..27', en: 'a number such as 95 or a range such as 18..27' }),
    day: (column) => read(column, dayOf, { vi: 'ngày như 2025-07-01', en: 'a day such as 2025-07-01' }),
    list: (column) => (text(column) ?? '').split('|').map((part) => part.trim()).filter((part) => part !== ''),
    due: (column) => read(column, parseDue, DUE_EXPECTED),
    yesNo: (column) => read(column, (found) => ({ yes: true, no: false })[found], { vi: 'yes hoặc no', en: 'yes or no' }),
  }
}

const numberOf = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined)

function limitOf(text: string): Limit | undefined {
  const [low, high, more] = text.split('..').map(numberOf)
  if (low === undefined || more !== undefined) return undefined
  if (!text.includes('..')) return low
  return high === undefined || high < low ? undefined : { low, high }
}

function dayOf(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const iso = year === '' ? text : `${year}-${month}-${day}`
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}

/** `name.vi` stands in `name_vi`, `validFrom` in `valid_from`, `due.every` in `due`. */
function columnOf(path: readonly PropertyKey[], row: Row): string {
  const words = path.map((part) => String(part).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  for (let length = words.length; length > 1; length -= 1) {
    const column = words.slice(0, length).join('_')
    if (row.has(column)) return column
  }
  return words[0] !== undefined && !row.has(words[0]) && row.has(`${words[0]}_vi`) ? `${words[0]}_vi` : (words[0] ?? '')
}

/** A cell left empty is a member left out, also inside. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, withoutUndefined(member)]))
}
