import { expect, it } from 'vitest'
import { createCellReader } from './read-cell.ts'
import type { Kind } from './table.ts'

const read = createCellReader('Asia/Ho_Chi_Minh')

it.each<[Kind, string | null, unknown]>([
  ['whole', '12', 12], ['whole', '-9007199254740991', -9_007_199_254_740_991], ['whole', '9007199254740993', '9007199254740993'], ['number', '0.10', '0.10'], ['number', '120', 120],
  ['number', '1e20', '1e20'], ['number', 'NaN', 'NaN'], ['number', '-0', 0], ['number', '007', '007'], ['text', '007', '007'], ['text', '12', '12'], ['truth', 't', true], ['truth', 'f', false],
  ['instant', '2026-10-15 10:00:00+07', '2026-10-15T10:00:00+07:00'], ['instant', '2026-10-15 03:00:00.123456+00', '2026-10-15T03:00:00.123456+00:00'], ['instant', '2026-10-15 08:45:00+05:45', '2026-10-15T08:45:00+05:45'],
  ['instant', 'infinity', 'infinity'], ['local', '2026-10-15 10:00:00', '2026-10-15T03:00:00.000Z'], ['local', '0000-00-00 00:00:00', '0000-00-00 00:00:00'], ['day', '2026-10-15', '2026-10-15'], ['whole', null, null],
])('reads %s %j as %j', (kind, text, cell) => expect(read(text, kind)).toBe(cell))
