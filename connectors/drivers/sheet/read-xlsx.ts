import type { Grid } from './grid.ts'
import { guardZip } from './guard-zip.ts'
import { inflateEntry } from './inflate-entry.ts'
import { readCells, readSharedStrings } from './read-cells.ts'
import { readStyles } from './read-styles.ts'
import { readWorkbook, type Workbook } from './read-workbook.ts'
import { SheetRefusal } from './refusal.ts'

export interface XlsxOptions {
  /** Name of the sheet; the first visible one when absent. */
  sheet?: string | undefined
  maxRows: number
}

/** The cells of one sheet of a workbook as they were saved. Formulas, links, macros and pictures are never looked into. */
export function readXlsx(file: Uint8Array, { sheet, maxRows }: XlsxOptions): Grid {
  const entries = new Map(guardZip(file).map((entry) => [entry.name, entry]))
  const read = (name: string): string | undefined => {
    const entry = entries.get(name)
    return entry === undefined ? undefined : inflateEntry(file, entry)
  }
  const workbook = readWorkbook(read)
  const chosen = chooseSheet(workbook, sheet)
  const xml = read(chosen.part)
  if (xml === undefined) throw new SheetRefusal({ vi: `Tệp XLSX bị hỏng: thiếu trang tính "${chosen.name}"`, en: `The XLSX file is broken: the sheet "${chosen.name}" is missing` })
  const part = (name: string | undefined) => (name === undefined ? undefined : read(name))
  const strings = part(workbook.sharedStrings)
  const styles = part(workbook.styles)
  return {
    sheet: chosen.name,
    date1904: workbook.date1904,
    rows: readCells(xml, {
      strings: strings === undefined ? [] : readSharedStrings(strings),
      styles: styles === undefined ? [] : readStyles(styles),
      staleFormulas: workbook.staleFormulas,
      maxRows,
    }),
  }
}

function chooseSheet({ sheets }: Workbook, wanted: string | undefined): Workbook['sheets'][number] {
  const chosen = wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted.normalize('NFC'))
  if (chosen !== undefined) return chosen
  throw new SheetRefusal(wanted === undefined ? { vi: 'Tệp không có trang tính nào đang hiện', en: 'The file has no visible sheet' } : { vi: `Không có trang tính "${wanted}"; tệp có: ${sheets.map(({ name }) => `"${name}"`).join(', ').slice(0, 200)}`, en: `There is no sheet "${wanted}"; the file has: ${sheets.map(({ name }) => `"${name}"`).join(', ').slice(0, 200)}` })
}
