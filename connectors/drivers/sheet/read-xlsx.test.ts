import { readFile } from 'node:fs/promises'
import path from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { makeXlsx, type XlsxParts } from '../../../tests/support/make-zip.ts'
import { readXlsx } from './read-xlsx.ts'
import { showsAs } from './read-styles.ts'

const LIBRE_OFFICE = path.resolve(import.meta.dirname, '../../../fixtures/systems/dti')
const grid = (parts: Partial<XlsxParts>, sheet?: string) => readXlsx(makeXlsx({ rows: '', ...parts }), { sheet, maxRows: 100 })
const cells = (row: string, parts: Partial<XlsxParts> = {}) => grid({ rows: `<row r="1">${row}</row>`, ...parts }).rows.flatMap((one) => one.cells)
const at = (from: ReturnType<typeof readXlsx>, row: number, column: number) => from.rows.find((one) => one.row === row)?.cells.find((one) => one.column === column)

it('reads what LibreOffice saved: texts, numbers, dates, the result of a formula', async () => {
  const read = readXlsx(await readFile(path.join(LIBRE_OFFICE, 'good/answer.xlsx')), { maxRows: 100 })
  expect(read).toMatchObject({ sheet: 'DTI 2025', date1904: false })
  expect(at(read, 6, 1)).toEqual({ column: 1, kind: 'text', text: '80' })
  expect(at(read, 6, 4)).toEqual({ column: 4, kind: 'date', text: '46218' })
  expect(at(read, 6, 8)).toEqual({ column: 8, kind: 'number', text: '74.25' })
  expect(at(read, 6, 14)).toEqual({ column: 14, kind: 'number', text: '729.3', formula: 'cached' })
  expect(at(read, 6, 19)).toBeUndefined()
})

it('knows the 1904 epoch of a file LibreOffice saved', async () => {
  const read = readXlsx(await readFile(path.join(LIBRE_OFFICE, 'epoch-1904/answer.xlsx')), { maxRows: 100 })
  expect(read.date1904).toBe(true)
  expect(at(read, 6, 4)).toMatchObject({ kind: 'date', text: '44756' })
})

it('reads what a library wrote: percentages, dates, formulas that nobody computed', async () => {
  const file = await writeExcelFile([[
    'Sở Y tế', 12.5, { value: 0.12, type: Number, format: '0.00%' }, { value: new Date('2026-07-15T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' }, { value: '=A1+B1', type: 'Formula' }, true,
  ]]).toBuffer()
  expect(readXlsx(file, { maxRows: 100 }).rows[0]?.cells).toEqual([
    { column: 0, kind: 'text', text: 'Sở Y tế' }, { column: 1, kind: 'number', text: '12.5' }, { column: 2, kind: 'number', text: '0.12', percent: true },
    { column: 3, kind: 'date', text: '46218' }, { column: 4, kind: 'text', text: '', formula: 'unknown' }, { column: 5, kind: 'bool', text: 'TRUE' },
  ])
})

describe('cells', () => {
  it('are what their type says, with prefixes or without', () => {
    const strings = '<si><t>Xã</t></si><si><r><t>Phường </t></r><r><t xml:space="preserve">Tân Ninh</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si><si><t>a&amp;b_x000A_c</t></si>'
    expect(cells('<c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><t>Chữ</t></is></c><c t="str"><f>A1</f><v>x</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>0</v></c><c t="d"><v>2026-07-15</v></c><c/><c><v> </v></c>', { strings }))
      .toMatchObject([
        { column: 0, text: 'Phường Tân Ninh' }, { column: 1, text: 'a&b\nc' }, { column: 2, text: 'Chữ' }, { column: 3, kind: 'text', text: 'x', formula: 'cached' },
        { column: 4, kind: 'error', text: '#N/A' }, { column: 5, kind: 'bool', text: 'FALSE' }, { column: 6, kind: 'text', text: '2026-07-15' }, { column: 8, kind: 'number' },
      ])
    const sheet = '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="7"><x:c r="AB7"><x:v>3</x:v></x:c></x:row></x:sheetData><x:extLst><x:row r="8"><x:c r="A8"><x:v>4</x:v></x:c></x:row></x:extLst></x:worksheet>'
    expect(grid({ sheet }).rows).toEqual([{ row: 7, cells: [{ column: 27, kind: 'number', text: '3' }] }])
  })

  it('of formulas count only with a result that a spreadsheet program saved', () => {
    const row = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1/0</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    expect(cells(row).map((cell) => cell.formula)).toEqual(['cached', 'unknown', 'cached'])
    expect(cells(row, { afterSheets: '<calcPr fullCalcOnLoad="1"/>' }).map((cell) => cell.formula)).toEqual(['unknown', 'unknown', 'unknown'])
  })

  it('cost nothing where they are empty, and are refused where they are far away', () => {
    expect(grid({ rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>' }).rows).toHaveLength(1)
    expect(() => grid({ rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' })).toThrow(/dòng 1048576/)
    expect(() => cells('<c r="XFD1"><v>1</v></c>')).toThrow(/200 cột/)
    expect(() => cells(`<c t="inlineStr"><is><t>${'x'.repeat(1_001)}</t></is></c>`)).toThrow(/1000 ký tự/)
  })

  it('must stand in order and refer to what there is', () => {
    for (const row of ['<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>', '<c r="A2"><v>1</v></c>', '<c r="A1B"><v>1</v></c>', '<c t="s"><v>0</v></c>', '<c t="zz"><v>0</v></c>']) expect(() => cells(row), row).toThrow(/bị hỏng/)
    expect(() => grid({ rows: '<row r="2"/><row r="1"/>' })).toThrow(/thứ tự/)
  })

  it('may refer to one long text only as often as a table can bear', () => {
    const strings = `<si><t>${'x'.repeat(1_000)}</t></si>`
    const row = (r: number) => `<row r="${r}">${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`
    expect(() => readXlsx(makeXlsx({ rows: Array.from({ length: 150 }, (_, i) => row(i + 1)).join(''), strings }), { maxRows: 1_000 })).toThrow(/quá nhiều chữ/)
  })
})

it.each([
  ['General', 'plain'], ['0', 'plain'], ['#,##0.00', 'plain'], ['0.00E+00', 'plain'], ['#,##0" đồng"', 'plain'], ['[Red]-0', 'plain'], ['@', 'plain'], ['#,##0 ;(#,##0)', 'plain'], ['_-* #,##0_-', 'plain'], ['[$-42A]#,##0 "₫"', 'plain'],
  ['0%', 'percent'], ['0.00%;-0.00%;"-"', 'percent'],
  ['dd/mm/yyyy', 'date'], ['mmm-yy', 'date'], ['[h]:mm', 'date'], ['[$-42A]dd mmmm yyyy;@', 'date'],
  ['#,##0,', 'unclear'], ['0.0,,"tr"', 'unclear'], ['0%;0', 'unclear'],
])('takes the number format %j for %s', (code, shown) => expect(showsAs(code)).toBe(shown))

it('takes formats by number and by code', () => {
  const styles = '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
  expect(cells([0, 1, 2, 3].map((s) => `<c s="${s}"><v>1</v></c>`).join(''), { styles }).map(({ kind, percent }) => percent ?? kind)).toEqual(['number', true, 'date', true])
})

it('takes the first visible sheet, or the named one', () => {
  const sheets = '<sheet name="Ẩn" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Số liệu" sheetId="2" r:id="rId1"/>'
  expect(grid({ sheets }).sheet).toBe('Số liệu')
  expect(grid({ sheets }, 'Số liệu'.normalize('NFD')).sheet).toBe('Số liệu')
  expect(grid({ sheets }, 'Ẩn').sheet).toBe('Ẩn')
  expect(() => grid({ sheets }, 'Khác')).toThrow(/Không có trang tính "Khác"; tệp có: "Ẩn", "Số liệu"/)
  expect(() => grid({ sheets: '<sheet name="Ẩn" sheetId="1" state="veryHidden" r:id="rId1"/>' })).toThrow(/không có trang tính nào/i)
})

describe('hostile XML', () => {
  const doctype = '<!DOCTYPE z [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  it('with a document type or entities of its own is refused in every part', () => {
    expect(() => grid({ sheet: `<?xml version="1.0"?>${doctype}<worksheet>&b;</worksheet>` })).toThrow(/DOCTYPE/)
    expect(() => grid({ sheet: '<?xml version="1.0"?><!DocType x SYSTEM "file:///etc/passwd"><worksheet/>' })).toThrow(/DOCTYPE/)
    expect(() => grid({ strings: doctype })).toThrow(/DOCTYPE/)
    expect(() => grid({ afterSheets: doctype })).toThrow(/DOCTYPE/)
  })
  it('without one keeps an unknown entity as it stands', () => {
    expect(cells('<c t="inlineStr"><is><t>&lol9;</t></is></c>')).toMatchObject([{ text: '&lol9;' }])
  })
  it('too deep, broken, or not there is refused', () => {
    expect(() => grid({ sheet: '<a>'.repeat(20_000) + '</a>'.repeat(20_000) })).toThrow(/64 tầng/)
    for (const sheet of ['', 'x', '<a>', '<a></b>', '<a', '<a b=c></a>']) expect(() => grid({ sheet }), sheet).toThrow(/bị hỏng/)
    expect(() => grid({ sheets: '<sheet name="a" sheetId="1" r:id="rId9"/>' })).toThrow(/không có trang tính/i)
    expect(() => grid({ sheetClaims: { bytes: 100 } })).toThrow(/độ lớn đã ghi|không khớp/)
  })
})
