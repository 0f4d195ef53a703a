import { expect, it } from 'vitest'
import { DateColumn, PeriodColumn } from './config.ts'
import type { Cell } from './grid.ts'
import { readDateCell } from './read-date-cell.ts'
import { readPeriodCell } from './read-period-cell.ts'

const column = (dates?: DateColumn['dates']) => DateColumn.parse({ kind: 'date', heading: 'x', ...(dates === undefined ? {} : { dates }) })
const cell = (kind: Cell['kind'], text: string): Cell => ({ column: 0, kind, text })
const told = (reading: ReturnType<typeof readDateCell>) => (reading.ok ? reading.value : reading.code)
const date = (one: Cell, { dates, date1904 = false }: { dates?: DateColumn['dates']; date1904?: boolean } = {}) => told(readDateCell(one, column(dates), date1904))

it.each([['1', '1900-01-01'], ['59', '1900-02-28'], ['61', '1900-03-01'], ['36526', '2000-01-01'], ['46218', '2026-07-15'], ['46218.5', '2026-07-15T12:00:00'], ['46218.999999', '2026-07-16'], ['44756.604166666664', '2022-07-14T14:30:00']])(
  'reads serial day %s as %s', (serial, day) => expect(date(cell('date', serial))).toBe(day))

it.each([['0', '1904-01-01'], ['60', '1904-03-01'], ['44756', '2026-07-15'], ['44756.25', '2026-07-15T06:00:00']])('reads serial day %s of the 1904 epoch as %s', (serial, day) => {
  expect(date(cell('date', serial), { date1904: true })).toBe(day)
})

it('has no 29 February 1900, no day before the first and none after the last', () => {
  for (const serial of ['60', '60.5', '0', '-1', '2958466', 'x', '1E308']) expect(date(cell('date', serial))).toBe('bad-time')
})

it('takes a bare number for a day only where that is declared', () => {
  expect(date(cell('number', '46218'))).toBe('bad-time')
  expect(date(cell('number', '2026'))).toBe('bad-time')
  expect(date(cell('number', '46218'), { dates: ['serial'] })).toBe('2026-07-15')
})

it('reads typed dates in the declared ways and in no other', () => {
  expect(date(cell('text', ' 15/07/2026 '))).toBe('2026-07-15')
  expect(date(cell('text', '5/7/2026'))).toBe('2026-07-05')
  expect(date(cell('text', '15/07/2026 14:30'))).toBe('2026-07-15T14:30:00')
  expect(date(cell('text', '2026-07-15'), { dates: ['dd/MM/yyyy', 'yyyy-MM-dd'] })).toBe('2026-07-15')
  expect(date(cell('text', '15-07-2026'), { dates: ['dd-MM-yyyy'] })).toBe('2026-07-15')
  for (const text of ['07/15/2026', '31/06/2026', '29/02/2025', '15/07/26', '2026-07-15', '15-07-2026', '15/07/2026 24:00', 'hôm nay', '']) expect(date(cell('text', text)), text).toBe('bad-time')
})

const period = (one: Cell, kind: PeriodColumn['period'] = 'any') => told(readPeriodCell(one, PeriodColumn.parse({ kind: 'period', heading: 'x', period: kind }), false))

it.each([['2026', '2026'], ['Năm 2026', '2026'], ['Quý III/2026', '2026-Q3'], ['quý 3 năm 2026', '2026-Q3'], ['Q4/2026', '2026-Q4'], ['2026-Q1', '2026-Q1'], ['09/2026', '2026-09'], ['9/2026', '2026-09'], ['Tháng 9/2026', '2026-09'], ['tháng 9 năm 2026', '2026-09'], ['T10/2026', '2026-10'], ['2026-10', '2026-10']])(
  'reads the period %j as %s', (text, wanted) => expect(period(cell('text', text))).toBe(wanted))

it('refuses what is no period, or not of the declared kind', () => {
  for (const text of ['13/2026', '0/2026', 'Quý V/2026', '2025-2026', '26', '1026', 'tháng này', '6 tháng 2026', '']) expect(period(cell('text', text)), text).toBe('bad-period')
  expect(period(cell('text', '09/2026'), 'year')).toBe('bad-period')
  expect(period(cell('text', '2026'), 'month')).toBe('bad-period')
  expect(period(cell('number', '2026'), 'year')).toBe('2026')
  for (const text of ['2026.5', '10.2026', '202610', '46218']) expect(period(cell('number', text)), text).toBe('bad-period')
})

it('knows the month Excel makes of a typed 09/2026, and refuses another day', () => {
  expect(period(cell('date', '46266'))).toBe('2026-09')
  expect(period(cell('date', '46267'))).toBe('bad-period')
})
