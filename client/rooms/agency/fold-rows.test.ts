import { expect, it } from 'vitest'
import { foldRows } from './fold-rows.ts'

const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ row: i + 2 }))
const drawn = (count: number, faulty: readonly number[]) =>
  foldRows(rows(count), ({ row }) => faulty.includes(row)).map((strip) => (strip.kind === 'row' ? strip.row.row : `+${strip.count}`))

it('shows a faulty row with its neighbours and folds the rest, losing none', () => {
  expect(drawn(96, [14])).toEqual([2, 3, '+9', 13, 14, 15, '+81', 97])
  const strips = foldRows(rows(96), ({ row }) => row === 40)
  expect(strips.reduce((sum, strip) => sum + (strip.kind === 'row' ? 1 : strip.count), 0)).toBe(96)
})

it('shows a few rows whole, and all of them where each needs a look', () => {
  expect(drawn(12, [])).toHaveLength(12)
  expect(drawn(30, rows(30).map(({ row }) => row))).toHaveLength(30)
})

it('does not fold a single row', () => {
  expect(drawn(14, [5, 9])).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, '+4', 15])
})
