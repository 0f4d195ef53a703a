/** Reads one place of a record; undefined when there is nothing. */
export type PlaceReader = (record: unknown) => unknown

const INDEX = /^(?:0|[1-9]\d*)$/

/** Takes a JSON Pointer (RFC 6901) apart once, for many records. Leads through own members only: `__proto__` and `length` lead nowhere. */
export function compilePointer(pointer: string): PlaceReader {
  if (pointer === '') return (record) => record
  const names = pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const [first = ''] = names
  return names.length === 1 ? (record) => memberOf(record, first) : (record) => names.reduce(memberOf, record)
}

function memberOf(here: unknown, name: string): unknown {
  if (typeof here !== 'object' || here === null) return undefined
  if (Array.isArray(here) ? !INDEX.test(name) : !Object.hasOwn(here, name)) return undefined
  return (here as Record<string, unknown>)[name] // an own member, or an index of an array
}

/** Follows a pointer that is asked for once. */
export const readPointer = (record: unknown, pointer: string): unknown => compilePointer(pointer)(record)

/** Says whether every pointer leads to exactly this value. */
export function compileMembers(where: Record<string, string | number | boolean>): (record: unknown) => boolean {
  const members = Object.entries(where).map(([pointer, wanted]) => ({ read: compilePointer(pointer), wanted }))
  return (record) => members.every(({ read, wanted }) => read(record) === wanted)
}
