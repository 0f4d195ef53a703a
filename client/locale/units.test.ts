import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { finderOf, unitText, withUnit } from './index.ts'

it('has an English word for every unit of the province that is a Vietnamese one', () => {
  const [head = '', ...lines] = readFileSync('deployments/tay-ninh/indicators.csv', 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const column = head.split(',').indexOf('unit')
  // A name within quotes may hold a comma; units and what follows them do not.
  const units = new Set(lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(',')[column] ?? ''))
  expect(units.size).toBeGreaterThan(30)
  expect([...units].filter((unit) => /[À-ỹ]/.test(unit) && unitText(unit, 'en') === unit)).toEqual([])
  expect(withUnit('12', 'hồ sơ', 'en')).toBe('12 case files')
  expect(withUnit('12', 'hồ sơ', 'vi')).toBe('12 hồ sơ')
})

it('finds words in any order, with or without accents, and everything while nothing is typed', () => {
  const finds = (wanted: string) => finderOf(wanted)('Phường Gò Dầu', undefined, 'P. Gò Dầu')
  expect(['', ' ', 'gò dầu', 'GO DAU', 'dau go', 'Go\u0300 Da\u0302\u0300u', 'phuong'].map(finds)).toEqual(Array(7).fill(true))
  expect(finds('go den')).toBe(false)
  expect(finderOf('đặc')('dac khu')).toBe(true)
})
