import { expect, it } from 'vitest'
import { cellText, periodText } from './names.ts'

it('writes what was read as it is written here, with every digit', () => {
  expect(cellText(1285.25, 'vi')).toBe('1.285,25')
  expect(cellText(-0.5, 'vi')).toBe('−0,5')
  expect(cellText(1e21, 'vi')).toMatch(/^1\.000/)
  expect(cellText('2026-07-15', 'vi')).toBe('15/07/2026')
  expect(cellText('2026-07-15T14:30:00', 'vi')).toBe('15/07/2026 14:30')
  expect(cellText('Sơ bộ', 'vi')).toBe('Sơ bộ')
})

it.each([['2026', '2026'], ['2026-10', '10/2026'], ['2026-Q3', 'Q3/2026'], ['2026-10-15', '15/10/2026']])('writes a period: %s', (period, text) => {
  expect(periodText(period)).toBe(text)
})
