import { SheetRefusal } from './refusal.ts'
import { walkXml } from './walk-xml.ts'

export interface Workbook {
  date1904: boolean
  /** Results of formulas were not computed by a spreadsheet program: it is told to do so when it opens the file. */
  staleFormulas: boolean
  sheets: { name: string; part: string; hidden: boolean }[]
  sharedStrings: string | undefined
  styles: string | undefined
}

type ReadPart = (name: string) => string | undefined

/** Finds the parts of a workbook by its own relations; their names are only a custom. */
export function readWorkbook(read: ReadPart): Workbook {
  const main = [...relationsOf(read, '')].find(([, { type }]) => type === 'officeDocument')?.[1].part
  const xml = main === undefined ? undefined : read(main)
  if (main === undefined || xml === undefined) throw new SheetRefusal({ vi: 'Tệp không phải là bảng tính XLSX', en: 'The file is no XLSX sheet' })
  const relations = relationsOf(read, main)
  const partOf = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.part
  const workbook: Workbook = { date1904: false, staleFormulas: false, sheets: [], sharedStrings: partOf('sharedStrings'), styles: partOf('styles') }
  walkXml(xml, 'workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.date1904 = isTrue(attributes['date1904'])
      if (name === 'calcPr') workbook.staleFormulas = isTrue(attributes['fullCalcOnLoad'])
      if (name !== 'sheet') return
      const relation = relations.get(Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '')
      // Chart sheets have no cells.
      if (relation?.type === 'worksheet') workbook.sheets.push({ name: (attributes['name'] ?? '').normalize('NFC'), part: relation.part, hidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  return workbook
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true'

interface Relation {
  /** The last word of the type's address: the strict and the usual form differ before it. */
  type: string
  part: string
}

function relationsOf(read: ReadPart, part: string): Map<string, Relation> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const relations = new Map<string, Relation>()
  const xml = read(`${folder}_rels/${part.slice(folder.length)}.rels`)
  if (xml === undefined) return relations
  walkXml(xml, 'rels', {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name === 'Relationship' && TargetMode !== 'External') relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: resolve(folder, Target) })
    },
  })
  return relations
}

function resolve(folder: string, target: string): string {
  const parts: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '' && step !== '.') parts.push(step)
  }
  return parts.join('/')
}
