const MOST_FIELDS = 200
const DEEPEST = 3
const LONGEST_EXAMPLE = 60

/** Every member of these records as a JSON Pointer, down to where an array or a third level begins. */
export function listFields(records: readonly unknown[]): Map<string, { count: number; example: string }> {
  const fields = new Map<string, { count: number; example: string }>()
  for (const record of records) walk(record, '', 0, fields)
  return fields
}

function walk(here: unknown, pointer: string, depth: number, fields: Map<string, { count: number; example: string }>): void {
  if (typeof here !== 'object' || here === null || Array.isArray(here)) return
  for (const [name, value] of Object.entries(here)) {
    const one = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const known = fields.get(one)
    if (known !== undefined) known.count += 1
    else if (fields.size < MOST_FIELDS) fields.set(one, { count: 1, example: '' })
    const field = fields.get(one)
    if (field !== undefined && field.example === '' && value !== null && typeof value !== 'object') field.example = String(value).slice(0, LONGEST_EXAMPLE)
    if (depth + 1 < DEEPEST) walk(value, one, depth + 1, fields)
  }
}
