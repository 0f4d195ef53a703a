import type { Text } from '#contract'
import { Parser } from 'saxen'
import { about } from './about.ts'
import { SourceError } from './errors.ts'

/** An element of a document of departments: names without their prefix, since each program prefixes as it likes. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  /** Its own text, without that of its children. */
  text: string
  children: XmlElement[]
}

/** Deeper or longer than any real answer; beyond it would only serve to break whoever walks it. */
export interface XmlLimits {
  maxDepth?: number
  maxElements?: number
}

const MAX_DEPTH = 64
const MAX_ELEMENTS = 300_000

/**
 * Reads a document into elements. A document type is refused when it is met, and with it every entity of its own: nothing is
 * ever expanded or fetched. Nesting and number of elements are bounded while reading. `what` names the place in the message.
 */
export function parseXml(text: string, what: Text | string, { maxDepth = MAX_DEPTH, maxElements = MAX_ELEMENTS }: XmlLimits = {}): XmlElement {
  const refuse = (reason: Text): never => {
    throw new SourceError('malformed', about(what, reason))
  }
  // Its own words quote the document, which may be personal data.
  const broken = (error: Error): never => {
    throw error instanceof SourceError ? error : new SourceError('malformed', about(what, { vi: 'không phải là XML đúng', en: 'this is not correct XML' }), { cause: error })
  }
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let elements = 0
  const parser = new Parser()
  parser.on('error', broken)
  parser.on('warn', broken)
  parser.on('attention', (markup) => {
    if (/^<!(?:DOCTYPE|ENTITY)/i.test(markup)) refuse({ vi: 'XML khai báo DOCTYPE hoặc ENTITY, không được phép', en: 'the XML declares DOCTYPE or ENTITY, which is not allowed' })
  })
  parser.on('openTag', (fullName, attributes, decode) => {
    if (root !== undefined && open.length === 0) refuse({ vi: 'có nhiều phần tử gốc, không phải là một văn bản XML', en: 'it has several root elements, it is no single XML text' })
    elements += 1
    if (elements > maxElements) refuse({ vi: `XML có quá ${maxElements} phần tử`, en: `the XML has more than ${maxElements} elements` })
    if (open.length >= maxDepth) refuse({ vi: `XML lồng nhau quá ${maxDepth} tầng`, en: `the XML is nested more than ${maxDepth} deep` })
    const element: XmlElement = { name: localName(fullName), attributes: decoded(attributes(), decode), text: '', children: [] }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closeTag', () => void open.pop())
  const addText = (more: string) => {
    const here = open.at(-1)
    if (here !== undefined) here.text += more
  }
  parser.on('text', (more, decode) => addText(decode(more)))
  parser.on('cdata', addText)
  try {
    parser.parse(withTightEquals(text))
  } catch (thrown) {
    broken(thrown as Error) // the handlers above throw errors only
  }
  return root ?? broken(new Error('no element'))
}

/** The first child of this name. */
export const childNamed = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((child) => child.name === name)

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] => element.children.filter((child) => child.name === name)

/** Trimmed text of the first child of this name; undefined where there is none, or nothing in it. */
export function childText(element: XmlElement, name: string): string | undefined {
  const text = childNamed(element, name)?.text.trim()
  return text === '' ? undefined : text
}

const LOOSE = /\s=|=\s/
const TAG = /<[\p{L}_][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/gu

/** XML allows spaces around the = of an attribute, the examples of the CAP standard have them, and saxen does not read them. */
const withTightEquals = (text: string): string => (LOOSE.test(text) ? text.replace(TAG, (tag) => (LOOSE.test(tag) ? tighten(tag) : tag)) : text)

/** A run of spaces is taken as a whole and looked at from both ends: searched for by what follows it, a long one would cost its square. */
const tighten = (tag: string): string =>
  tag.replace(/("[^"]*"|'[^']*')|\s+/g, (found, quoted: string | undefined, offset: number) =>
    quoted ?? (tag[offset - 1] === '=' || tag[offset + found.length] === '=' ? '' : found))

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Without a prototype: an attribute called __proto__ is an attribute. */
function decoded(attributes: Record<string, string>, decode: (text: string) => string): Record<string, string> {
  const all: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(attributes)) if (!/^xmlns(?::|$)/.test(name)) all[localName(name)] = decode(value)
  return all
}
