import { asText, type Text } from '#contract'
import { readPointer, SourceError } from '#kit'

/** The list of records in an answer. A single object where a list is wanted is one record; anything else is a changed answer. */
export function recordsAt(answer: unknown, pointer: string, host: string): unknown[] {
  const found = readPointer(answer, pointer)
  if (Array.isArray(found)) return found
  if (typeof found === 'object' && found !== null) return [found]
  throw new SourceError('malformed', { vi: `${host}: không thấy danh sách ở "${pointer}"; ${describeParent(answer, pointer).vi}`, en: `${host}: there is no list at "${pointer}"; ${describeParent(answer, pointer).en}` })
}

/**
 * XML has no empty list: an element with nothing in it holds none. An element that holds something else than the list is a
 * changed answer, as in JSON.
 */
export function xmlRecordsAt(answer: unknown, pointer: string, host: string): unknown[] {
  const parent = readPointer(answer, pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))))
  const found = readPointer(answer, pointer)
  if (found === undefined && holdsNothing(parent)) return []
  if (typeof found === 'string') return [found] // one element of text alone
  return recordsAt(answer, pointer, host)
}

const holdsNothing = (element: unknown): boolean =>
  element === '' || (typeof element === 'object' && element !== null && !Array.isArray(element) && Object.keys(element).every((name) => name.startsWith('@')))

/** Names the keys at the deepest place that exists, so that a renamed field is seen at once. */
function describeParent(answer: unknown, pointer: string): Text {
  let parent = pointer
  let here: unknown
  do {
    parent = parent.slice(0, Math.max(0, parent.lastIndexOf('/')))
    here = readPointer(answer, parent)
  } while (here === undefined && parent !== '')
  const place = parent === '' ? { vi: 'câu trả lời', en: 'the answer' } : asText(`"${parent}"`)
  if (Array.isArray(here)) return { vi: `${place.vi} là một danh sách`, en: `${place.en} is a list` }
  if (typeof here !== 'object' || here === null) return { vi: `${place.vi} không phải là đối tượng JSON`, en: `${place.en} is no JSON object` }
  const keys = Object.keys(here).slice(0, 12).map((key) => key.slice(0, 40))
  return keys.length === 0 ? { vi: `${place.vi} rỗng`, en: `${place.en} is empty` } : { vi: `${place.vi} chỉ có: ${keys.join(', ')}`, en: `${place.en} has only: ${keys.join(', ')}` }
}
