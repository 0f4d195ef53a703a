import { expect, it } from 'vitest'
import { readDay, readMoment, writeDay, writeMoment } from './read-day.ts'

it('reads days as they are written in Vietnam, and those of a file', () => {
  expect(['27/11/2026', '7/1/2026', '07.01.2026', '7-1-2026', ' 2026-01-07 '].map(readDay)).toEqual(['2026-11-27', '2026-01-07', '2026-01-07', '2026-01-07', '2026-01-07'])
  expect(writeDay('2026-01-07')).toBe('07/01/2026')
})

it('never takes a month for a day, nor a day there is not', () => {
  expect(['11/27/2026', '31/02/2026', '29/02/2025', '27/11/26', '27/11', 'nay', ''].map(readDay)).toEqual(['', '', '', '', '', '', ''])
  expect(readDay('29/02/2024')).toBe('2024-02-29')
})

it('reads a moment of a day, and none there is not', () => {
  expect(['27/11/2026 23:10', '27/11/2026  7:05', '27/11/2026 7h05', '2026-11-27T07:05'].map(readMoment)).toEqual(['2026-11-27T23:10', '2026-11-27T07:05', '2026-11-27T07:05', '2026-11-27T07:05'])
  expect(['27/11/2026', '27/11/2026 24:00', '27/11/2026 23:60', '31/02/2026 07:05', '27/11/2026 11:10 PM'].map(readMoment)).toEqual(['', '', '', '', ''])
  expect(writeMoment(readMoment('7/1/2026 7:05'))).toBe('07/01/2026 07:05')
})
