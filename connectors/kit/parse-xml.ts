import { Parser } from 'saxen'
import { SourceError } from './errors.ts'
import { readText } from './parse-json.ts'

/** Nesting deeper than any real answer would only serve to break whoever walks it. */
export interface XmlLimits {
  maxDepth?: number
}

const MAX_DEPTH = 64
const PLAIN_UTF8 = /^(?:utf-?8|us-ascii)$/i

/** One element while its inside is being read. */
interface Open {
  name: string
  members: Map<string, unknown[]>
  text: string
  isNil: boolean
}

/**
 * Parses XML into plain records, by rules that hold everywhere: an element without attributes and children is its text; any
 * other is an object of its attributes as `@name`, its children by their name without prefix (a list where one comes more
 * than once), and its own text as `#text`. `xsi:nil="true"` is null. Everything is text: no number is guessed. A document type
 * is refused, and with it every entity of one's own. The answer is `{ root: … }`; `what` names the place in the message.
 */
export function parseXml(body: Uint8Array | string, what: string, limits: XmlLimits = {}): Record<string, unknown> {
  const text = typeof body === 'string' ? body : readText(body, what)
  const broken = (why: string) => new SourceError('malformed', `${what}: ${why}`)
  if (text.trim() === '') throw broken('câu trả lời rỗng')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw broken('XML khai báo DOCTYPE hoặc ENTITY, không an toàn nên không đọc')
  const encoding = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1]
  if (encoding !== undefined && !PLAIN_UTF8.test(encoding)) throw broken(`XML ghi bảng mã ${encoding}; hệ thống chỉ đọc UTF-8`)
  const root = walk(text, { maxDepth: limits.maxDepth ?? MAX_DEPTH, broken })
  if (root === undefined) throw broken(notXml(text))
  return Object.fromEntries([root])
}

const notXml = (text: string): string => `không đọc được XML, bắt đầu bằng "${text.trim().slice(0, 40)}"`

function walk(text: string, { maxDepth, broken }: { maxDepth: number; broken(why: string): SourceError }): [string, unknown] | undefined {
  const open: Open[] = []
  let root: [string, unknown] | undefined
  let wrong: SourceError | undefined
  const fail = (why: string) => {
    wrong ??= broken(why)
    throw wrong // ends the parser too
  }
  const say = (decode: (text: string) => string) => (part: string) => {
    const here = open.at(-1)
    if (here !== undefined) here.text += decode(part)
  }
  const parser = new Parser()
  parser.on('error', () => fail(notXml(text)))
  parser.on('warn', () => fail(notXml(text)))
  parser.on('openTag', (fullName, readAttributes, decode) => {
    if (root !== undefined) fail('XML có hai phần tử gốc')
    if (open.length >= maxDepth) fail(`XML lồng nhau quá ${maxDepth} tầng`)
    open.push(openElement(localName(fullName), readAttributes(), decode))
  })
  parser.on('closeTag', () => {
    const done = open.pop()
    if (done === undefined) return
    const parent = open.at(-1)
    if (parent === undefined) root = [done.name, valueOf(done)]
    else addTo(parent.members, done.name, valueOf(done))
  })
  parser.on('text', (part, decode) => say(decode)(part))
  parser.on('cdata', say((part) => part))
  parser.parse(text)
  if (wrong !== undefined) throw wrong
  return root
}

function openElement(name: string, attributes: Record<string, string>, decode: (text: string) => string): Open {
  const members = new Map<string, unknown[]>()
  let isNil = false
  for (const [fullName, value] of Object.entries(attributes)) {
    if (fullName === 'xmlns' || fullName.startsWith('xmlns:')) continue
    if (localName(fullName) === 'nil' && fullName.includes(':')) isNil = value === 'true' || value === '1'
    else addTo(members, `@${localName(fullName)}`, decode(value))
  }
  return { name, members, text: '', isNil }
}

function valueOf({ members, text, isNil }: Open): unknown {
  if (isNil) return null
  const own = text.trim()
  if (members.size === 0) return own
  if (own !== '') addTo(members, '#text', own)
  // From entries: also an element called `__proto__` is an ordinary member.
  return Object.fromEntries([...members].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

function addTo(members: Map<string, unknown[]>, name: string, value: unknown): void {
  const known = members.get(name)
  if (known === undefined) members.set(name, [value])
  else known.push(value)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
