import type { Text } from '#contract'
import { about } from './about.ts'
import { SourceError } from './errors.ts'
import { readText } from './parse-json.ts'
import { parseXml, type XmlElement } from './read-xml.ts'

const PLAIN_UTF8 = /^(?:utf-?8|us-ascii)$/i

/**
 * Parses XML into plain records, by rules that hold everywhere: an element without attributes and children is its text; any
 * other is an object of its attributes as `@name`, its children by their name without prefix (a list where one comes more
 * than once), and its own text as `#text`. `xsi:nil="true"` is null. Everything is text: no number is guessed. The answer is
 * `{ root: … }`; `what` names the place in the message.
 */
export function parseXmlRecord(body: Uint8Array | string, what: Text | string): Record<string, unknown> {
  const text = typeof body === 'string' ? body : readText(body, what)
  if (text.trim() === '') throw new SourceError('malformed', about(what, { vi: 'câu trả lời rỗng', en: 'the answer is empty' }))
  const encoding = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1]
  if (encoding !== undefined && !PLAIN_UTF8.test(encoding)) throw new SourceError('malformed', about(what, { vi: `XML ghi bảng mã ${encoding}; hệ thống chỉ đọc UTF-8`, en: `the XML says it is in ${encoding}; only UTF-8 is read` }))
  const root = parseXml(text, what)
  return Object.fromEntries([[root.name, valueOf(root)]])
}

function valueOf({ attributes, children, text }: XmlElement): unknown {
  const { nil, ...named } = attributes
  if (nil === 'true' || nil === '1') return null
  const members = new Map<string, unknown[]>()
  for (const [name, value] of Object.entries(named)) members.set(`@${name}`, [value])
  for (const child of children) {
    const known = members.get(child.name)
    if (known === undefined) members.set(child.name, [valueOf(child)])
    else known.push(valueOf(child))
  }
  const own = text.trim()
  if (members.size === 0) return own
  if (own !== '') members.set('#text', [own])
  // From entries: also an element called `__proto__` is an ordinary member.
  return Object.fromEntries([...members].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}
