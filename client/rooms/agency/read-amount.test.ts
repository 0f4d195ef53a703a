import { expect, it } from 'vitest'
import { readAmount } from './read-amount.ts'

it.each([
  ['95', 95, undefined], ['95,5 %', 95.5, '%'], ['99.5%', 99.5, '%'], ['1.234,5', 1234.5, undefined], ['37.677 tỷ đồng', 37677, 'tỷ đồng'], ['37 677', 37677, undefined], ['−3', -3, undefined], ['1.000.000', 1_000_000, undefined],
])('reads %s as it is written in Vietnamese', (typed, value, unit) => {
  expect(readAmount(typed, 'vi')).toEqual({ value, unit })
})

it('reads marks the other way round in English', () => {
  expect(readAmount('1,234.5', 'en')).toEqual({ value: 1234.5, unit: undefined })
})

it.each(['', 'chín lăm', '1,2,3', '1..2', '%'])('does not read “%s”', (typed) => {
  expect(readAmount(typed, 'vi')).toBeUndefined()
})
