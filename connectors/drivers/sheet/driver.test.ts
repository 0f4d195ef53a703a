import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { UnreadableField } from '#kit'
import { makeXlsx, makeZip } from '../../../tests/support/make-zip.ts'
import { createSheetDriver, readGuarded, sheet } from './driver.ts'
import { LIMITS } from './limits.ts'
import { createChildReader, type ReadGrid, type ReadOrder } from './read-in-child.ts'

const columns = {
  ma: { kind: 'text', heading: ['Mã', 'Mã xã'] },
  diem: { kind: 'number', heading: 'Điểm', numbers: 'vi' },
  tyLe: { kind: 'number', heading: 'Tỷ lệ', numbers: 'vi', percent: true, allowEmpty: true, optionalColumn: true },
}
const config = (more: object = {}) => sheet.config.parse({ columns, ...more })
const delivery = (body: string | Uint8Array) => ({ body: typeof body === 'string' ? new TextEncoder().encode(body) : body, contentType: 'application/octet-stream' })
const preview = (body: string | Uint8Array, more?: object) => sheet.preview(config(more), delivery(body))
const open = (body: string | Uint8Array, more?: object) => sheet.open(config(more), delivery(body))

it('gives a row of every line of the table, the good fields of a bad row beside its problems', async () => {
  expect(await preview('Sở A;;;\nmã  XÃ;Ghi chú;Điểm;Tỷ lệ\n(1);(2);(3);(4)\n25459;;1.234,5;12%\n;;;\n25480;x;đang cập nhật;\n25486;;;3 %\n')).toEqual({
    headerRow: 2,
    columns: [{ heading: 'mã XÃ', field: 'ma' }, { heading: 'Ghi chú' }, { heading: 'Điểm', field: 'diem' }, { heading: 'Tỷ lệ', field: 'tyLe' }],
    rows: [
      { row: 4, fields: { ma: '25459', diem: 1234.5, tyLe: 12 }, problems: [], notes: [] },
      { row: 6, fields: { ma: '25480' }, problems: [{ field: 'diem', column: 'Điểm', code: 'missing-value', reason: { vi: 'chưa có số liệu ("đang cập nhật")', en: 'no figure yet ("đang cập nhật")' }, text: 'đang cập nhật' }], notes: [] },
      { row: 7, fields: { ma: '25486', tyLe: 3 }, problems: [{ field: 'diem', column: 'Điểm', code: 'missing-value', reason: { vi: 'ô trống', en: 'the cell is empty' } }], notes: [] },
    ],
  })
})

it('opens the same rows as records, the reason standing where a field could not be read', async () => {
  expect(await open('Mã;Điểm\n25459;7\n25480;7.5\n')).toEqual([
    { ma: '25459', diem: 7 },
    { ma: '25480', diem: new UnreadableField('not-a-number', { vi: 'Dòng 3, cột "Điểm": "7.5" không phải là số viết theo kiểu 1.234,5', en: 'Row 3, column "Điểm": "7.5" is not a number written like 1.234,5' }, '7.5') },
  ])
})

it('refuses the row that a stray separator has shifted, and no other', async () => {
  const { rows } = await preview('Mã,Điểm,Ghi chú\n25459,12,5,\n25480,"12,5",\n25486,7\n')
  expect(rows.map(({ row, fields, problems }) => [row, fields, problems.map(({ reason }) => reason.vi.slice(0, 35))])).toEqual([
    [2, {}, ['dòng có 4 ô nhưng tiêu đề có 3; có ']], [3, { ma: '25480', diem: 12.5 }, []], [4, {}, ['dòng có 2 ô nhưng tiêu đề có 3; có ']],
  ])
  expect((await open('Mã,Điểm\n25459,12,5\n'))[0]).toEqual(new UnreadableField('not-an-object', { vi: expect.stringMatching(/^Dòng 2: dòng có 3 ô/) as string, en: expect.stringMatching(/^Row 2: the row has 3 cells/) as string }, '25459 | 12 | 5'))
})

it('passes over the line that numbers the columns, and over no first row of figures', async () => {
  const first = async (heading: string, line: string) => (await preview(`${heading}\n${line}\n25459;7;;\n`.replaceAll(';;', heading.includes('c') ? ';;' : ''))).rows[0]?.row
  expect(await first('Mã;Điểm', '(1);(2)=(1)*3')).toBe(3)
  expect(await first('Mã;Điểm;c;d', 'A;1;2;3')).toBe(3)
  expect(await first('Mã;Điểm;c;d', '1;2;3;4')).toBe(3)
  for (const line of ['1;2', '1;3', '(1);(3)', 'A;1']) expect(await first('Mã;Điểm', line)).toBe(2)
  for (const line of ['1;2;3;5', '1;2;;3']) expect(await first('Mã;Điểm;c;d', line)).toBe(2)
})

it.each([
  ['Mã;Số điểm\n1;2\n', /thiếu cột "Điểm" ở dòng tiêu đề 1/], ['a;b\n', /thiếu cột "Mã", "Điểm";/], ['Mã;Điểm;Điểm\n1;2;3\n', /hai cột cùng tiêu đề "Điểm"/], ['', /rỗng/], ['%PDF-1.7', /PDF/],
  ['\uFEFF<html><body>Đăng nhập</body>', /HTML/], ['<?xml version="1.0"?><Workbook/>', /XML/],
  [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /\.xls cũ/], [makeZip([{ name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' }]), /\.ods/], [new Uint8Array(2_000), /văn bản/],
])('says malformed, and why, of %j', async (body, why) => {
  await expect(preview(body)).rejects.toThrow(expect.objectContaining({ name: 'SourceError', kind: 'malformed', message: expect.stringMatching(why) as string }))
})

it('finds the headings where it is told, and is told only what columns can be', async () => {
  expect((await preview('Mã;Điểm\nMã;Điểm\n1;2\n', { headerRow: 2 })).rows).toEqual([expect.objectContaining({ row: 3 })])
  await expect(preview('Mã;Điểm\n1;2\n', { headerRow: 2 })).rejects.toThrow(/thiếu cột/)
  for (const wrong of [{}, { columns: {} }, { columns: { __proto: { kind: 'text', heading: 'x' } } }, { columns: { a: { kind: 'text', heading: 'x', percent: true } } }]) expect(sheet.config.safeParse(wrong).success).toBe(false)
})

describe('before anything is unpacked', () => {
  const inChild = vi.fn<ReadGrid>()
  const guarded = createSheetDriver(readGuarded(inChild))
  const MB = 1024 * 1024
  const bomb = makeXlsx({ rows: '', sheet: `<a>${' '.repeat(40 * MB)}</a>` })
  const lies = makeXlsx({ rows: '', sheet: `<a>${' '.repeat(60 * MB)}</a>`, sheetClaims: { bytes: 70 * MB } })
  const quine = makeXlsx({ rows: '', more: [{ name: 'xl/nested.zip', body: bomb }] })

  it.each([['a bomb', bomb, /200 lần/], ['a bomb that lies', lies, /200 lần/], ['a nested archive', quine, /bên trong/], ['half a file', bomb.subarray(0, bomb.length / 2), /cắt ngang/], ['a file too large', new Uint8Array(11 * MB), /lớn quá/]])(
    '%s is refused without starting the reader', async (_, body, why) => {
      await expect(guarded.open(config(), delivery(body))).rejects.toThrow(why)
      expect(inChild).not.toHaveBeenCalled()
    })

  it('a good workbook and a large CSV are handed to the reader in a process of its own, a small CSV is not', async () => {
    inChild.mockResolvedValue({ date1904: false, rows: [{ row: 1, cells: [{ column: 0, kind: 'text', text: 'Mã' }, { column: 1, kind: 'text', text: 'Điểm' }] }] })
    await guarded.open(config(), delivery('Mã;Điểm\n'))
    expect(inChild).not.toHaveBeenCalled()
    await guarded.open(config(), delivery(makeXlsx({ rows: '' })))
    await guarded.open(config(), delivery(`Mã;Điểm\n${'\n'.repeat(LIMITS.csvHereBytes)}`))
    expect(inChild.mock.calls.map(([, { kind }]) => kind)).toEqual(['xlsx', 'csv'])
  })
})

describe('the reader in a process of its own', () => {
  const order: ReadOrder = { kind: 'xlsx', maxRows: 100 }
  const run = (code: string, more: object = {}) => createChildReader({ program: ['-e', code], ...more })(Buffer.from('x'), order)

  it('reads a file LibreOffice saved, and tells a refusal as one', async () => {
    const read = createChildReader()
    const file = await readFile(path.resolve(import.meta.dirname, '../../../fixtures/systems/dti/good/answer.xlsx'))
    expect((await read(file, order)).sheet).toBe('DTI 2025')
    await expect(read(file, { ...order, sheet: 'Khác' })).rejects.toThrow(expect.objectContaining({ name: 'SheetRefusal', message: expect.stringContaining('"Khác"') as string }))
  })

  it('is ended when it takes too long, too much memory, or says too much', async () => {
    await expect(run('setInterval(() => {}, 1000)', { timeoutMs: 300 })).rejects.toThrow(/lâu quá/)
    await expect(run('const a = []; for (;;) a.push(new Array(1e5).fill(0).map(String))', { heapMb: 16 })).rejects.toThrow(/bộ nhớ/)
    await expect(run('const b = Buffer.alloc(1 << 20, 32); const w = () => process.stdout.write(b, w); w()')).rejects.toThrow(/quá nhiều dữ liệu/)
  })

  it('is given nothing of our environment, and may die early', async () => {
    await expect(run('process.stdout.write(JSON.stringify({ refused: Object.keys(process.env).join() }))')).rejects.toThrow(expect.objectContaining({ message: '' }))
    await expect(createChildReader({ program: ['-e', 'process.exit(1)'] })(new Uint8Array(5_000_000), order)).rejects.toThrow(/hỏng/)
    await expect(run('process.stdout.write(JSON.stringify({ failed: "x" }))')).rejects.toThrow(/reader of sheets failed/)
  })
})
