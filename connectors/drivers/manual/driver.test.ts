import { describe, expect, it } from 'vitest'
import { UnreadableField } from '#kit'
import { manual } from './driver.ts'
import { readTypedNumber } from './read-typed-number.ts'

const row = (value: string, more: object = {}) => ({ indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', value, ...more })
const delivery = (form: unknown) => ({ body: new TextEncoder().encode(typeof form === 'string' ? form : JSON.stringify(form)), contentType: 'application/json' })
const config = manual.config.parse({ whole: ['app.mau'] })

describe('a number as it is typed', () => {
  it.each([
    ['35.110', 35_110], ['1.234,5', 1234.5], ['1234,5', 1234.5], [' 7 ', 7], ['0', 0], ['-3,2', -3.2], ['\u22123,2', -3.2], ['21\u00A0400', 21_400], ['9007199254740991', 9_007_199_254_740_991],
    ['0,1', 0.1], ['123.456.789.012,345', 123_456_789_012.345],
  ])('%j is %d', (text, value) => expect(readTypedNumber(text, { whole: false })).toEqual({ ok: true, value }))

  it.each([
    ['12.5', 'not-a-number'], ['1,814.5', 'not-a-number'], ['1.23', 'not-a-number'], ['12%', 'not-a-number'], ['(3,2)', 'not-a-number'], ['đang cập nhật', 'not-a-number'], ['1e3', 'not-a-number'], ['', 'missing-value'], ['  ', 'missing-value'],
    ['9007199254740993', 'out-of-range'], ['0,1234567890123456', 'out-of-range'], ['4503599627370497,5', 'out-of-range'], ['9007199254740991,2', 'out-of-range'],
  ])('%j is refused as %s', (text, code) => expect(readTypedNumber(text, { whole: false })).toMatchObject({ ok: false, code }))

  it('refuses a fraction where whole ones are counted', () => {
    expect(readTypedNumber('1,814', { whole: true })).toMatchObject({ ok: false, code: 'not-a-number' })
    expect(readTypedNumber('1.814', { whole: true })).toEqual({ ok: true, value: 1814 })
  })
})

it('gives a row of each line, and the reason in place of what cannot be read', async () => {
  const form = delivery({ rows: [row('21.400', { period: '2026-10', state: 'official' }), row('1,5', { period: '' })] })
  expect(await manual.open(config, form)).toEqual([
    { indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', period: '2026-10', state: 'official', value: 21_400 },
    { indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', value: new UnreadableField('not-a-number', {
        vi: 'Dòng 2, cột "Giá trị": "1,5" không phải là số nguyên; dấu phân cách hàng nghìn là dấu chấm', en: 'Row 2, column "Giá trị": "1,5" is not a whole number; the sign between thousands is a point',
      }, '1,5') },
  ])
  expect((await manual.preview?.(config, form))?.rows.map(({ row: number, problems }) => [number, problems.length])).toEqual([[1, 0], [2, 1]])
})

it.each([['[]'], ['{"rows":[]}'], ['{"rows":['], [{ rows: [{ ...row('1'), more: 1 }] }], [{ rows: [{ ...row('1'), value: 1 }] }], [{ rows: Array.from({ length: 201 }, () => row('1')) }], [`{"rows":"${'x'.repeat(300_000)}"}`]])('says malformed for what is no form: %.40j', (form) => {
  expect(() => manual.open(config, delivery(form))).toThrow(expect.objectContaining({ name: 'SourceError', kind: 'malformed' }))
})
