import { expect, it } from 'vitest'
import { readNumber, scaleNumber } from './read-number.ts'

it.each([['1.234', 1234], ['1.234,5', 1234.5], ['1.234.567,89', 1234567.89], ['0,5', 0.5], ['1234,5', 1234.5], ['-12,5', -12.5], ['\u221212,5', -12.5],
  ['1\u00A0234\u00A0567', 1234567], ['1\u202F234,5', 1234.5], [' 7 ', 7], ['\u00A07', 7]])('reads Vietnamese %j as %d', (text, value) => {
  expect(readNumber(text, 'vi')).toBe(value)
})

it.each(['1.5', '1.23', '12.3456', '1,234.5', '1.234.56', '1,', ',5', '', '1 234.567', '5 %', '1e3', 'NaN', '١٢', '--1', '+5', '1.234\u00A0567'])('does not read %j as Vietnamese', (text) => {
  expect(readNumber(text, 'vi')).toBeUndefined()
})

it.each([['12.5', 12.5], ['-0.25', -0.25], ['1e3', 1000], ['0', 0], ['1.234', 1.234]])('reads plain %j as %d', (text, value) => {
  expect(readNumber(text, 'json')).toBe(value)
})

it.each(['12,5', '1.234,5', '0x10', '012', 'Infinity', 'NaN', '', '1_000', '1e9999', '1'.repeat(41)])('does not read %j as plain', (text) => {
  expect(readNumber(text, 'json')).toBeUndefined()
})

it('takes true JSON numbers in any format and nothing else', () => {
  expect(readNumber(1.5, 'vi')).toBe(1.5)
  expect(Object.is(readNumber(-0, 'json'), 0)).toBe(true)
  for (const raw of [Number.NaN, Number.POSITIVE_INFINITY, true, null, [], {}, 5n]) expect(readNumber(raw, 'json')).toBeUndefined()
})

it('scales without the noise of binary fractions', () => {
  expect(scaleNumber(0.57, 100)).toBe(57)
  expect(scaleNumber(0.4308, 100)).toBe(43.08)
})
