import { expect, it } from 'vitest'
import { type CsvOptions, readCsv } from './read-csv.ts'

const wanted = [{ field: 'ten', headings: ['Xã'], required: true }, { field: 'diem', headings: ['Điểm'], required: true }]
const bytes = (text: string) => new TextEncoder().encode(text)
const csv = (file: string | Uint8Array, options: Partial<CsvOptions> = {}) => readCsv(typeof file === 'string' ? bytes(file) : file, { encoding: 'auto', delimiter: 'auto', wanted, maxRows: 100, ...options })
const texts = (...from: Parameters<typeof csv>) => csv(...from).rows.map(({ cells }) => cells.map(({ text }) => text))
/** "Xã;Điểm" and "Tân Biên;12,5" in the old code page, in which most accents are signs of their own behind their letter. */
const WINDOWS_1258 = Uint8Array.from([0x58, 0x61, 0xde, 0x3b, 0xd0, 0x69, 0xea, 0xd2, 0x6d, 0x0a, 0x54, 0xe2, 0x6e, 0x20, 0x42, 0x69, 0xea, 0x6e, 0x3b, 0x31, 0x32, 0x2c, 0x35, 0x0a])
const TABLE = [['Xã', 'Điểm'], ['Tân Biên', '12,5']]

it('reads UTF-8 with and without its mark, UTF-16, and windows-1258, known by not being UTF-8 or by setting', () => {
  const text = 'Xã;Điểm\nTân Biên;12,5\n'
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  for (const file of [bytes(text), bytes(`\uFEFF${text}`), bytes(text.normalize('NFD')), utf16, Buffer.from(utf16).swap16(), WINDOWS_1258]) expect(texts(file)).toEqual(TABLE)
  expect(texts(WINDOWS_1258, { encoding: 'windows-1258' })).toEqual(TABLE)
  expect(() => csv(WINDOWS_1258, { encoding: 'utf-8' })).toThrow(/CSV UTF-8/)
})

it.each([[Uint8Array.of(0, 1, 2)], [bytes('Xã;Điểm\u0000')], [Uint8Array.of(0x81, 0x8d)], [Uint8Array.of(0xff, 0xfe, 0x00)]])('refuses what is no text', (file) => {
  expect(() => csv(file)).toThrow(/không phải là văn bản/)
})

it('finds the delimiter by the headings, not by counting signs', () => {
  for (const delimiter of [',', ';', '\t']) expect(texts(`Báo cáo: a,b;c\nXã${delimiter}Điểm\nA${delimiter}"12,5"\n`).slice(1)).toEqual([['Xã', 'Điểm'], ['A', '12,5']])
  expect(texts('sep=,\r\nXã,Điểm\r\n')).toEqual([['Xã', 'Điểm']])
  expect(texts('Xã,Điểm\n', { delimiter: ';' })).toEqual([['Xã,Điểm']])
})

it('counts rows as a spreadsheet program does, empty ones and quoted line breaks too, and tells how wide each is', () => {
  expect(csv('\n"Xã";"Điểm"\r\n\n"a\nb";"nói ""được"""\n;;\nc;1;2\n').rows).toEqual([
    { row: 2, width: 2, cells: [{ column: 0, kind: 'text', text: 'Xã' }, { column: 1, kind: 'text', text: 'Điểm' }] },
    { row: 4, width: 2, cells: [{ column: 0, kind: 'text', text: 'a\nb' }, { column: 1, kind: 'text', text: 'nói "được"' }] },
    { row: 6, width: 3, cells: [{ column: 0, kind: 'text', text: 'c' }, { column: 1, kind: 'text', text: '1' }, { column: 2, kind: 'text', text: '2' }] },
  ])
})

it('refuses beyond its bounds, and an empty file', () => {
  expect(() => csv('a\n'.repeat(101))).toThrow(/quá 100 dòng/)
  expect(csv(`a\n${'\n'.repeat(500)}`).rows).toHaveLength(1)
  expect(() => csv(';'.repeat(200))).toThrow(/200 cột/)
  expect(() => csv(`x\n${'y'.repeat(1_001)}`)).toThrow(/Dòng 2 có ô dài quá 1000/)
  expect(() => csv(`${'y'.repeat(900)};`.repeat(190).concat('\n').repeat(130), { maxRows: 1_000 })).toThrow(/quá nhiều chữ/)
  for (const file of ['', '\uFEFF', ' \n ']) expect(() => csv(file)).toThrow(/rỗng/)
})

it('names the line of a broken quote without quoting the text', () => {
  expect(() => csv('Xã;Điểm\n"a;1\n')).toThrow(/gần dòng \d+/)
  expect(() => csv('Xã;Điểm\na"b;1\n')).toThrow(/gần dòng 2/)
  expect(() => csv(`Xã;Điểm\n"${'x'.repeat(300_000)}`)).toThrow(/gần dòng/)
})
