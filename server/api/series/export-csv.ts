import type { EraBoundary } from '#contract'
import type { SheetCell } from '../workbook.ts'
import { type ExportNames, exportRows, type ExportSample, HEADINGS } from './export-table.ts'

/** One series as a Vietnamese spreadsheet program opens it: UTF-8 with a mark, `;`, decimal comma, local time. */
export function exportCsv(samples: readonly ExportSample[], names: ExportNames, boundaries: readonly EraBoundary[] = []): string {
  const rows = exportRows(samples, names, boundaries).map((row) => row.map(textOf))
  return `\u{feff}${[HEADINGS, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

/** Numbers never rounded: what was received is what is written. */
function textOf(value: SheetCell): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (typeof value === 'string') return guard(value)
  const [, year, month, day, time] = /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(new Date(value.wallMs).toISOString()) ?? []
  return `${day}/${month}/${year} ${time}`
}

/** A text that a spreadsheet would run as a formula is shown as text (OWASP, CSV injection). */
const guard = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const cell = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
