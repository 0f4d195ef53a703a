import { expect, it } from 'vitest'
import { UnreadableField } from '#kit'
import { StationTextConfig } from './config.ts'
import { stationText } from './driver.ts'

const NAME = 'TAYNINH_NHAMAY_KK-01_20261015100000.txt'
const T = '20261015095500'
const open = (text: string | Uint8Array, { contentType = `text/plain; charset=utf-8; name="${NAME}"`, ...more }: { contentType?: string; [setting: string]: unknown } = {}) =>
  stationText.open(StationTextConfig.parse(more), { body: typeof text === 'string' ? new TextEncoder().encode(text) : text, contentType }) as unknown[] // it is not asynchronous

it('reads parameter, value, unit, time and state of each line, the station from the name of the file', () => {
  expect(open(`\uFEFFPM2.5\t31.4\tµg/m3\t${T}\t00\r\n\r\nO3_8H\t-1.5\tµg/m3\t${T}\t00`)).toEqual([
    { tram: 'KK-01', thongSo: 'PM2.5', trungBinh: undefined, giaTri: 31.4, donVi: 'µg/m3', thoiGian: '2026-10-15T09:55:00', trangThai: '00' },
    { tram: 'KK-01', thongSo: 'O3', trungBinh: '8h', giaTri: -1.5, donVi: 'µg/m3', thoiGian: '2026-10-15T09:55:00', trangThai: '00' },
  ])
})

it.each([['01', 'bad-quality', 'hiệu chuẩn'], ['02', 'bad-quality', 'báo lỗi'], ['03', 'bad-state', '00 (đo)'], ['0', 'bad-state', '00 (đo)'], ['constructor', 'bad-state', '00 (đo)']])(
  'lets no value of a device in state %j be a number', (state, code, said) => {
    expect(open(`PM10\t5\tµg/m3\t${T}\t${state}`)).toEqual([
      expect.objectContaining({ giaTri: expect.objectContaining({ code, reason: expect.objectContaining({ vi: expect.stringContaining(said) as string }) as unknown }) }),
    ])
  })

it('reads other separators and decimal commas where it was told to, and never guesses them', () => {
  const [line] = open(`PM2.5;31,4;µg/m3;${T};00`, { separator: 'semicolon', decimal: 'comma', averaging: '1h' })
  expect(line).toMatchObject({ giaTri: 31.4, trungBinh: '1h' })
  expect(open(`PM2.5  31.4 µg/m3   ${T} 00`, { separator: 'spaces' })).toMatchObject([{ giaTri: 31.4 }])
  for (const value of ['31,4', '1.234,5', 'NaN', '', '1e999', '0x10']) expect(open(`PM2.5\t${value}\tµg/m3\t${T}\t00\nX\t1\tm\t${T}\t00`)[0]).toMatchObject({ giaTri: { code: 'not-a-number' } })
  for (const value of ['31.4', '1.234,5', '1 234']) expect(open(`PM2.5\t${value}\tµg/m3\t${T}\t00`, { decimal: 'comma' })[0]).toMatchObject({ giaTri: { code: 'not-a-number' } })
})

it('names the line that has other than five columns, and leaves a time that is none as it stands', () => {
  const [short, long, odd] = open(`PM2.5\t31.4\nA\tB\tC\tD\tE\tF\nPM2.5\t31.4\tµg/m3\t15/10/2026\t00`)
  expect([short, long]).toEqual([expect.objectContaining({ reason: expect.objectContaining({ vi: expect.stringContaining('dòng 1: có 2 cột') }) }), expect.objectContaining({ reason: expect.objectContaining({ vi: expect.stringContaining('dòng 2: có 6 cột') }) })])
  expect(short).toBeInstanceOf(UnreadableField)
  expect(odd).toMatchObject({ thoiGian: '15/10/2026' })
})

it.each([
  [`text/plain; name=${NAME}`, 'KK-01'], [`text/plain;charset=utf-8;NAME="TN_A_B_kk.x_20261015100000.txt"`, undefined], ['text/plain; name="TN_A_Trạm-5_20261015100000.TXT"', 'Trạm-5'],
  ['text/plain; name="../../etc/passwd"', undefined], ['text/plain; name="KK-01.txt"', undefined], ['text/plain', undefined], ['text/plain; filename="x"', undefined],
])('takes from %s the station %s', (contentType, station) => {
  const line = `PM2.5\t1\tm\t${T}\t00`
  if (station === undefined) expect(() => open(line, { contentType })).toThrow(expect.objectContaining({ kind: 'malformed', message: expect.stringContaining('yyyyMMddHHmmss') }))
  else expect(open(line, { contentType })).toMatchObject([{ tram: station }])
  expect(open(line, { contentType, station: 'KK-09' })).toMatchObject([{ tram: 'KK-09' }])
})

it.each([[''], [' \r\n \n'], ['<!doctype html><html></html>'], ['{"a":1}'], [new Uint8Array([0xb5, 0x67])], ['A\tB\n'.repeat(11)]])('says malformed for %j, with the name of the file', (body) => {
  expect(() => open(body, { maxLines: 10 })).toThrow(expect.objectContaining({ name: 'SourceError', kind: 'malformed', message: expect.stringContaining(NAME) }))
})

it('refuses a file beyond its bytes', () => {
  expect(() => open('x'.repeat(2_000), { maxBytes: 1_024 })).toThrow(/lớn quá 1024 byte/)
})
