import { expect, it } from 'vitest'
import { readDay, readPeriod } from './read-typed.ts'

it.each([['24/11/2026', '2026-11-24'], [' 1/2/2026 ', '2026-02-01'], ['29/02/2028', '2028-02-29']])('reads a day as it is written here: %s', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})

it.each(['31/06/2026', '29/02/2026', '11/24/2026', '2026-11-24', '24/11', '24/11/26', ''])('knows no such day: %j', (typed) => {
  expect(readDay(typed)).toBeUndefined()
})

it.each([['2026', '2026'], ['10/2026', '2026-10'], ['tháng 9/2026', '2026-09'], ['Quý 3/2026', '2026-Q3'], ['q4/2026', '2026-Q4'], ['15/10/2026', '2026-10-15']])('reads a period: %s', (typed, period) => {
  expect(readPeriod(typed)).toBe(period)
})

it.each(['13/2026', 'quý 5/2026', '2025-2026', 'năm nay'])('knows no such period: %j', (typed) => {
  expect(readPeriod(typed)).toBeUndefined()
})
