import { expect, it } from 'vitest'
import { chooseBreaks, stepOf } from './steps.ts'

it('puts a value on a break into the upper class', () => {
  expect([95, 96, 97.9, 98, 100].map((value) => stepOf(value, [96, 98]))).toEqual([1, 2, 2, 3, 3])
  expect(stepOf(5, [])).toBe(1)
})

it('chooses few, round breaks with the target among them', () => {
  const values = Array.from({ length: 92 }, (_, i) => 91.3 + ((i * 37) % 87) / 10)
  const breaks = chooseBreaks(values, 98)
  expect(breaks).toContain(98)
  expect(breaks.length).toBeLessThanOrEqual(4)
  expect(breaks).toEqual(breaks.toSorted((a, b) => a - b))
  for (const one of breaks) expect(String(one).length).toBeLessThanOrEqual(4)
})

it('leaves a target out that no value reaches, and needs none for equal values', () => {
  expect(chooseBreaks([1, 2, 3, 4, 5, 6, 7, 8], 50)).not.toContain(50)
  expect(chooseBreaks([7, 7, 7], 7)).toEqual([])
  expect(chooseBreaks([], undefined)).toEqual([])
})

it('writes fractions without crumbs', () => {
  expect(chooseBreaks([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], undefined).map(String).every((text) => text.length <= 4)).toBe(true)
})
