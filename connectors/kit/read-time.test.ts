import { expect, it } from 'vitest'
import { createTimeReader } from './read-time.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const at = Date.UTC(2026, 9, 15, 7, 30, 5)

it.each([
  ['iso', '2026-10-15T07:30:05Z', at], ['iso', '2026-10-15T14:30:05+07:00', at], ['iso', '2026-10-15T14:30:05.123456+0700', at + 123], ['iso', '2026-10-15T07:30Z', at - 5_000],
  ['local', '2026-10-15T14:30:05', at], ['local', '2026-10-15 14:30:05', at], ['local', '2026-10-15', Date.UTC(2026, 9, 14, 17)],
  ['dd/MM/yyyy HH:mm:ss', '15/10/2026 14:30:05', at], ['epoch-s', at / 1000, at], ['epoch-s', String(at / 1000), at], ['epoch-ms', at, at], ['epoch-ms', at + 0.5, at],
] as const)('reads %s %j', (format, raw, expected) => expect(createTimeReader(format, ZONE)(raw)).toBe(expected))

it.each([
  ['iso', '2026-10-15T07:30:05'], ['iso', '2026-02-31T07:30:05Z'], ['iso', '2026-10-15T24:00:00Z'], ['iso', '2026-10-15T07:30:05+99:00'], ['iso', '15/10/2026'], ['iso', at],
  ['local', '2026-10-15T14:30:05Z'], ['local', '2026-13-01'], ['dd/MM/yyyy HH:mm:ss', '10/15/2026 14:30:05'], ['dd/MM/yyyy HH:mm:ss', '5/1/2026 1:02:03'],
  ['epoch-s', '2026-10-15'], ['epoch-ms', -1], ['epoch-ms', Number.NaN], ['iso', null], ['iso', {}],
] as const)('does not guess at %s %j', (format, raw) => expect(createTimeReader(format, ZONE)(raw)).toBeUndefined())

it('follows a zone whose clocks change', () => {
  const read = createTimeReader('local', 'Europe/Berlin')
  expect(read('2026-03-29 01:30:00')).toBe(Date.UTC(2026, 2, 29, 0, 30))
  expect(read('2026-03-29 03:30:00')).toBe(Date.UTC(2026, 2, 29, 1, 30))
})
