import type { Catalogue, SubmissionSource } from '#contract'
import { type WorkbookSheet, writeWorkbook } from '../workbook.ts'

/** Beside `KINDS` of the sheet driver. */
const KINDS: Record<string, string> = { number: 'số, viết như 1.234,5', date: 'ngày, viết như 24/11/2026', period: 'kỳ: 2026, quý 3/2026 hoặc 10/2026', text: 'chữ' }

/**
 * The empty table an agency fills in: exactly the headings that are read, then how each is written, then today's areas with their
 * official codes to copy from. The first sheet is the one that is read.
 */
export function writeTemplate(columns: SubmissionSource['columns'], { localities }: Pick<Catalogue, 'localities'>): Promise<Buffer> {
  const areas = localities.filter(({ validTo }) => validTo === undefined)
  const sheets: WorkbookSheet[] = [
    { name: 'Số liệu', headings: columns.map(({ headings: [heading = ''] }) => heading), rows: [] },
    {
      name: 'Hướng dẫn', headings: ['Cột', 'Viết thế nào', 'Bắt buộc', 'Cũng nhận tên cột'],
      rows: columns.map(({ headings: [heading, ...others], kind, optional }) => [heading, KINDS[kind] ?? kind, optional ? 'không' : 'có', others.join('; ')]),
    },
    { name: 'Mã địa bàn', headings: ['Mã', 'Tên'], rows: areas.map(({ code, name }) => [code, name.vi]) },
  ]
  return writeWorkbook(sheets)
}
