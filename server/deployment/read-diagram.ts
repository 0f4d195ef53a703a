import { Parser } from 'saxen'
import { DIAGRAM_ATTRIBUTES, DIAGRAM_LIMITS, type DiagramAttribute, DiagramElement, type DiagramNode, type Text } from '#contract'
import { type Fault, faultAt, type Place, showFound } from './fault.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** More would hide the first under the rest. */
const MOST_FAULTS = 20

/** What was read of one file; without a root there is at least one fault. */
export interface DrawingRead {
  root: DiagramNode | undefined
  title: string | undefined
}

class Broken extends Error {}

interface Open {
  /** Undefined for the title and what is refused: what stands in it is not drawn. */
  node: DiagramNode | undefined
  name: string
  place: Place
}

/**
 * Reads an SVG into elements, by the contract's list of what a drawing may consist of. Nothing that is not on the list is kept, and
 * each such thing is a fault with its line: what a file says it shows and what is drawn must be the same.
 */
export function readDiagram(file: string, text: string, faults: Fault[]): DrawingRead {
  const found: Fault[] = []
  const read: DrawingRead = { root: undefined, title: undefined }
  const tell = (place: Place, vi: string, en: string) => {
    found.push(faultAt(place, { vi, en }))
    if (found.length >= MOST_FAULTS) throw new Broken()
  }
  if (Buffer.byteLength(text) > DIAGRAM_LIMITS.bytes) {
    faults.push(faultAt({ file, line: 1, column: 1 }, { vi: `bản vẽ lớn hơn ${DIAGRAM_LIMITS.bytes / 1024} KB`, en: `the drawing is larger than ${DIAGRAM_LIMITS.bytes / 1024} KB` }))
    return read
  }
  try {
    parse(file, text, { read, tell })
  } catch (thrown) {
    if (!(thrown instanceof Broken)) throw thrown
  }
  faults.push(...found)
  return found.length > 0 ? { root: undefined, title: read.title } : read
}

type Tell = (place: Place, vi: string, en: string) => void

function parse(file: string, text: string, { read, tell }: { read: DrawingRead; tell: Tell }): void {
  const stop = (place: Place, vi: string, en: string): never => {
    tell(place, vi, en)
    throw new Broken()
  }
  const open: Open[] = []
  const ids = new Map<string, number>()
  let elements = 0
  const parser = new Parser()
  const placeOf = (context: () => { line: number; column: number }): Place => {
    const { line, column } = context()
    return { file, line: line + 1, column: column + 1 }
  }
  const broken = (error: Error, context: () => { line: number; column: number }) => {
    if (error instanceof Broken) throw error
    stop(placeOf(context), 'không phải là XML đúng', `not well-formed XML: ${error.message}`)
  }
  parser.on('error', broken)
  parser.on('warn', broken)
  parser.on('attention', (markup, _decode, context) => {
    if (/^<!(?:DOCTYPE|ENTITY)/i.test(markup)) stop(placeOf(context), 'khai báo DOCTYPE hoặc ENTITY không được phép', 'DOCTYPE and ENTITY are not allowed')
  })
  parser.on('question', (markup, context) => {
    if (!/^<\?xml\s/.test(markup)) tell(placeOf(context), `chỉ thị ${markup.slice(0, 40)} không được phép`, `the instruction ${markup.slice(0, 40)} is not allowed`)
  })
  parser.on('openTag', (name, getAttributes, decode, _isSelfClosing, context) => {
    const place = placeOf(context)
    elements += 1
    if (elements > DIAGRAM_LIMITS.elements) stop(place, `bản vẽ có quá ${DIAGRAM_LIMITS.elements} phần tử`, `more than ${DIAGRAM_LIMITS.elements} elements`)
    if (open.length >= DIAGRAM_LIMITS.depth) stop(place, `bản vẽ lồng nhau quá ${DIAGRAM_LIMITS.depth} tầng`, `nested deeper than ${DIAGRAM_LIMITS.depth}`)
    const parent = open.at(-1)
    if (parent === undefined && (name !== 'svg' || read.root !== undefined)) stop(place, `phần tử gốc phải là một <svg>, đang là <${name}>`, `the root must be one <svg>, found <${name}>`)
    if (name === 'title' && parent?.node === read.root) {
      open.push({ node: undefined, name, place })
      return
    }
    const element = DiagramElement.safeParse(name)
    const known = element.success && (name === 'svg') === (parent === undefined)
    if (!known) tell(place, `phần tử <${name}> không được phép`, `<${name}> is not allowed`)
    if (parent?.node?.text !== undefined) tell(place, `<${parent.name}> có cả chữ và <${name}>; chỉ dùng một loại`, `<${parent.name}> holds both words and <${name}>`)
    const attributes = readAttributes({ name, place, all: getAttributes(), decode }, { ids, tell })
    const node: DiagramNode | undefined = element.success && known ? { name: element.data, attributes, children: [] } : undefined
    if (node !== undefined) {
      parent?.node?.children.push(node)
      if (parent === undefined) read.root = node
    }
    open.push({ node, name, place })
  })
  parser.on('closeTag', () => void open.pop())
  const addText = (raw: string) => {
    const here = open.at(-1)
    if (here === undefined || raw.trim() === '') return
    const words = raw.replaceAll(/\s+/g, ' ')
    if (here.name === 'title') read.title = `${read.title ?? ''}${words}`.trim().slice(0, 200)
    else if (here.name === 'text' || here.name === 'tspan') writeText(here, words, tell)
    else if (here.node !== undefined) tell(here.place, `chữ "${words.trim().slice(0, 40)}" nằm ngoài <text>`, `"${words.trim().slice(0, 40)}" stands outside a <text>`)
  }
  parser.on('text', (raw, decode) => addText(decode(raw)))
  parser.on('cdata', addText)
  parser.parse(text)
  const root = read.root
  if (root === undefined) stop({ file, line: 1, column: 1 }, 'không có <svg>', 'there is no <svg>')
  else if (root.attributes.viewBox === undefined) tell({ file, line: 1, column: 1 }, '<svg> cần viewBox="0 0 rộng cao"', '<svg> needs viewBox="0 0 width height"')
}

/** A text holds words or tspans: between them the order would be lost. */
function writeText({ node, name, place }: Open, words: string, tell: Tell): void {
  if (node === undefined) return
  if (node.children.length > 0) tell(place, `<${name}> có cả chữ và <tspan>; chỉ dùng một loại`, `<${name}> holds both words and <tspan>`)
  node.text = `${node.text ?? ''}${words}`.trim().slice(0, 500)
}

interface Written {
  name: string
  place: Place
  all: Record<string, string>
  decode(text: string): string
}

function readAttributes({ name, place, all, decode }: Written, { ids, tell }: { ids: Map<string, number>; tell: Tell }): DiagramNode['attributes'] {
  const kept: DiagramNode['attributes'] = {}
  for (const [attribute, raw] of Object.entries(all)) {
    const value = decode(raw)
    if (attribute === 'xmlns' && value === SVG) continue
    const { vi, en } = explainAttribute(attribute, value)
    if (vi !== '') tell(place, `<${name}> ${vi}`, `<${name}> ${en}`)
    else kept[attribute as DiagramAttribute] = value // it stands on the list
  }
  const { id } = kept
  if (id === undefined) return kept
  if (ids.has(id)) tell(place, `<${name}> id="${id}" đã có ở dòng ${ids.get(id)}`, `<${name}> id="${id}" stands in line ${ids.get(id)} already`)
  else ids.set(id, place.line)
  return kept
}

const FINE: Text = { vi: '', en: '' }

function explainAttribute(attribute: string, value: string): Text {
  if (!Object.hasOwn(DIAGRAM_ATTRIBUTES, attribute)) {
    if (attribute === 'style' || attribute === 'class') return { vi: `thuộc tính ${attribute} không được phép; hãy viết thẳng fill, stroke, …`, en: `attribute ${attribute} is not allowed; write fill, stroke, … themselves` }
    return { vi: `thuộc tính ${attribute} không được phép`, en: `attribute ${attribute} is not allowed` }
  }
  if (DIAGRAM_ATTRIBUTES[attribute as DiagramAttribute].safeParse(value).success) return FINE
  const shown = showFound(value)
  if (attribute === 'fill' || attribute === 'stroke') return { vi: `${attribute}: ${shown.vi}, cần none hoặc màu của giao diện như var(--ink)`, en: `${attribute}: ${shown.en}, expected none or a colour of the theme such as var(--ink)` }
  return { vi: `${attribute}: ${shown.vi}, không đúng dạng`, en: `${attribute}: ${shown.en}, not of the right form` }
}
