/** Follows a JSON Pointer (RFC 6901) through own members only: `__proto__` and `length` lead nowhere. Undefined when there is nothing. */
export function readPointer(record: unknown, pointer: string): unknown {
  if (pointer === '') return record
  let here = record
  for (const part of pointer.slice(1).split('/')) {
    if (typeof here !== 'object' || here === null) return undefined
    const name = part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part
    if (Array.isArray(here) ? !/^(?:0|[1-9]\d*)$/.test(name) : !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name] // an own member, or an index of an array
  }
  return here
}

/** True when every pointer leads to exactly this value. */
export function hasMembers(record: unknown, where: Record<string, string | number | boolean>): boolean {
  for (const [pointer, wanted] of Object.entries(where)) if (readPointer(record, pointer) !== wanted) return false
  return true
}
