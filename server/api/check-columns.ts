import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Feature } from 'write-excel-file/node'
import type { ColumnCheck, WorkbookSheet } from './workbook.ts'

/** Rows a person may add below ours are checked as well. */
const LAST_ROW = 5_000

/** Data validation, which the writer has not: the spreadsheet program then says at once what it will not take. */
export function checkColumns(sheets: readonly WorkbookSheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _options, { sheetIndex }) {
            const { checks = [], above = [] } = sheets[sheetIndex] ?? {}
            if (checks.length === 0) return xml
            const all = checks.map((check) => checkXml(check, above.length + 2)).join('')
            // Where ECMA-376 wants it: behind the cells, before whatever else a sheet may have.
            return xml.replace('</sheetData>', `</sheetData><dataValidations count="${checks.length}">${all}</dataValidations>`)
          },
        },
      },
    },
  }
}

function checkXml(check: ColumnCheck, firstRow: number): string {
  const letters = columnLetters(check.column)
  const place = `sqref="${letters}${firstRow}:${letters}${LAST_ROW}"`
  const words = `allowBlank="1" showErrorMessage="1" errorTitle="${escape(check.title.slice(0, 32))}" error="${escape(check.text.slice(0, 225))}"`
  if ('between' in check) return `<dataValidation type="decimal" operator="between" ${words} ${place}><formula1>${check.between[0]}</formula1><formula2>${check.between[1]}</formula2></dataValidation>`
  const list = 'oneOf' in check ? `"${check.oneOf.join(',')}"` : `'${check.oneOfSheet}'!$A$2:$A$${check.count + 1}`
  return `<dataValidation type="list" ${words} ${place}><formula1>${escape(list)}</formula1></dataValidation>`
}

function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : `${columnLetters(Math.floor(column / 26) - 1)}${letter}`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
