import type * as z from 'zod'
import type { Text } from '#contract'
import { foundExpected } from './fault.ts'

type Issue = z.core.$ZodIssue

/** One fault of a schema: where in the data, at its key or at its value, and what to tell a person. */
export interface Described {
  path: PropertyKey[]
  atKey: boolean
  /** The whole message, and the half of it that says what was expected. */
  text: Text
  expected: Text
}

const TYPES: Record<string, Text> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'một danh sách', en: 'a list' },
  object: { vi: 'các mục có tên', en: 'named entries' },
  record: { vi: 'các mục có tên', en: 'named entries' },
}

/** What a schema has against some data, in both languages. Its own messages are English and know nothing of what was found. */
export function describeIssues(issues: readonly Issue[], data: unknown): Described[] {
  return issues.flatMap((issue) => describeIssue(issue, data, []))
}

function describeIssue(issue: Issue, data: unknown, above: readonly PropertyKey[]): Described[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], key))
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors)
    if (nearest !== undefined) return nearest.flatMap((inner) => describeIssue(inner, data, path))
  }
  const name = path.length === 0 ? 'tệp' : path.map(String).join('.')
  const expected = expectedBy(issue)
  return [{ path, atKey: issue.code === 'invalid_key', text: foundExpected(name, valueAt(data, path), expected), expected }]
}

function unknownKey(path: PropertyKey[], key: string): Described {
  const text = { vi: `không có mục nào tên "${key}" ở đây`, en: `no entry is named "${key}" here` }
  return { path, atKey: true, text, expected: text }
}

/** The branch that fails for its content rather than for its shape, if there is one. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const cost = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : issue.code === 'invalid_type' && issue.path.length === 0 ? 100 : 1), 0)
  const usable = branches.filter((issues) => cost(issues) < 100)
  return [...usable].sort((a, b) => cost(a) - cost(b))[0]
}

function expectedBy(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? { vi: issue.expected, en: issue.expected }
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'too_small':
      return sizeBy(issue.origin, 'min', Number(issue.minimum))
    case 'too_big':
      return sizeBy(issue.origin, 'max', Number(issue.maximum))
    case 'not_multiple_of':
      return { vi: `bội số của ${issue.divisor}`, en: `a multiple of ${issue.divisor}` }
    case 'invalid_format':
      return issue.format === 'date' ? { vi: 'ngày như 2025-07-01', en: 'a day such as 2025-07-01' } : byMessage(issue.message)
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'unrecognized_keys':
    default:
      return byMessage(issue.message)
  }
}

const oneOf = (values: readonly string[]): Text => ({
  vi: `${values.length > 1 ? 'một trong: ' : ''}${values.join(', ')}`, en: `${values.length > 1 ? 'one of: ' : ''}${values.join(', ')}`,
})

function sizeBy(origin: string, end: 'min' | 'max', count: number): Text {
  const [vi, en] = end === 'min' ? ['ít nhất', 'at least'] : ['nhiều nhất', 'at most']
  if (origin === 'string') return { vi: `${vi} ${count} ký tự`, en: `${en} ${count} characters` }
  if (origin === 'array') return { vi: `${vi} ${count} mục`, en: `${en} ${count} entries` }
  return { vi: `${end === 'min' ? 'từ' : 'đến'} ${count}`, en: `${en} ${count}` }
}

/** The contract's own messages say `expected … such as …`; the example serves both languages. */
function byMessage(message: string): Text {
  const expected = message.replace(/^expected /, '')
  const example = / such as (.+)$/.exec(message)?.[1]
  return { vi: example === undefined ? `đúng dạng: ${expected}` : `đúng dạng như ${example}`, en: expected }
}

export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let at = data
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined // walking parsed data
  return at
}
