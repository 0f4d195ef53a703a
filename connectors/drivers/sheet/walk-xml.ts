import { Parser } from 'saxen'
import { LIMITS } from './limits.ts'
import { SheetRefusal } from './refusal.ts'

export interface XmlVisitor {
  /** `name` without its prefix: libraries write `<row>` or `<x:row>`. Attributes keep theirs. */
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** Walks one part of a workbook. A document type is refused unread, and with it every entity of one's own. */
export function walkXml(xml: string, part: string, visitor: XmlVisitor): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new SheetRefusal({ vi: `Tệp XLSX không an toàn: "${part}" khai báo DOCTYPE hoặc ENTITY`, en: `The XLSX file is not safe: "${part}" declares DOCTYPE or ENTITY` })
  const broken = (error: Error): never => {
    throw error instanceof SheetRefusal ? error : new SheetRefusal({ vi: `Tệp XLSX bị hỏng: "${part}" không phải là XML đúng`, en: `The XLSX file is broken: "${part}" is not correct XML` }, { cause: error })
  }
  let depth = 0
  let ignored = 0
  const parser = new Parser()
  parser.on('error', broken)
  parser.on('warn', broken)
  parser.on('openTag', (fullName, attributes, decode) => {
    depth += 1
    if (depth > LIMITS.xmlDepth) broken(new SheetRefusal({ vi: `Tệp XLSX không an toàn: "${part}" lồng nhau quá ${LIMITS.xmlDepth} tầng`, en: `The XLSX file is not safe: "${part}" is nested more than ${LIMITS.xmlDepth} deep` }))
    const name = localName(fullName)
    // Private extensions of one program hold elements of the same names with another meaning.
    if (name === 'extLst' || ignored > 0) ignored += 1
    else visitor.open?.(name, decoded(attributes(), decode))
  })
  parser.on('closeTag', (fullName) => {
    depth -= 1
    if (ignored > 0) ignored -= 1
    else visitor.close?.(localName(fullName))
  })
  parser.on('text', (text, decode) => {
    if (ignored === 0) visitor.text?.(decode(text))
  })
  parser.on('cdata', (text) => {
    if (ignored === 0) visitor.text?.(text)
  })
  parser.parse(xml)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const decoded = (attributes: Record<string, string>, decode: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, decode(value)]))
