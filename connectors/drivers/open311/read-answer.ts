import { childrenNamed, parseJson, parseXml, readText, SourceError, type XmlElement } from '#kit'

/** The requests of one answer, JSON or XML, as plain objects of the same shape. `host` names the place in messages. */
export function readAnswer(body: Uint8Array, format: 'json' | 'xml', host: string): unknown[] {
  return format === 'json' ? readJson(body, host) : readXml(body, host)
}

function readJson(body: Uint8Array, host: string): unknown[] {
  const parsed = parseJsonQuietly(body, host)
  if (Array.isArray(parsed)) return parsed
  throw new SourceError('malformed', { vi: `${host}: không phải danh sách phản ánh Open311 (cần một mảng JSON)`, en: `${host}: this is no Open311 list of reports (needed is a JSON array)` })
}

/** The usual message quotes the beginning of what could not be read: here that could be a citizen's report. */
function parseJsonQuietly(body: Uint8Array, host: string): unknown {
  try {
    return parseJson(body, host)
  } catch {
    throw new SourceError('malformed', { vi: `${host}: không đọc được JSON của danh sách phản ánh`, en: `${host}: the JSON of the list of reports cannot be read` })
  }
}

function readXml(body: Uint8Array, host: string): unknown[] {
  const root = parseXml(readText(body, host), host)
  if (root.name !== 'service_requests') throw new SourceError('malformed', { vi: `${host}: không phải danh sách phản ánh Open311 (cần <service_requests>)`, en: `${host}: this is no Open311 list of reports (needed is <service_requests>)` })
  return childrenNamed(root, 'request').map(plain)
}

/** Text of a leaf, members of the rest. A name that comes twice keeps its first. */
function plain(element: XmlElement): unknown {
  if (element.children.length === 0) return element.text
  const members: Record<string, unknown> = Object.create(null)
  for (const child of element.children) members[child.name] ??= plain(child)
  return members
}
