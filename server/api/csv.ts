import type { SheetCell } from './workbook.ts'

/** A table as a Vietnamese spreadsheet program opens it: UTF-8 with a mark, `;`, decimal comma, local time. */
export function writeCsv(headings: readonly string[], rows: readonly (readonly SheetCell[])[]): string {
  return `\u{feff}${[headings, ...rows.map((row) => row.map(textOf))].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

/** Numbers never rounded: what was received is what is written. */
function textOf(value: SheetCell): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (typeof value === 'string') return guard(value)
  const [, year, month, day, time] = /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(new Date(value.wallMs).toISOString()) ?? []
  return `${day}/${month}/${year} ${time}`
}

/** A text that a spreadsheet would run as a formula is shown as text (OWASP, CSV injection); blanks before it and wide signs do not save it. */
const guard = (text: string): string => (/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text)

const cell = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
