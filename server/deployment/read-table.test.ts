import { expect, it } from 'vitest'
import type { Fault } from './fault.ts'
import { readTable } from './read-table.ts'

const COLUMNS = { required: ['id', 'name'], optional: ['size'] }

function read(text: string) {
  const faults: Fault[] = []
  return { rows: readTable('t.csv', text, COLUMNS, faults) ?? [], faults }
}

it('knows the line and column of each cell, also after quotes and line breaks within them', () => {
  const { rows, faults } = read('id,name,size\n\na,"x, ""y""\nz",1\nb,two,2\n')
  expect(faults).toEqual([])
  expect(rows.map((row) => row.text('name'))).toEqual(['x, "y"\nz', 'two'])
  expect(rows[0]?.place('name')).toEqual({ file: 't.csv', line: 3, column: 3 })
  expect(rows[0]?.place('size')).toEqual({ file: 't.csv', line: 4, column: 4 })
  expect(rows[1]?.place('size')).toEqual({ file: 't.csv', line: 5, column: 7 })
})

it('reads what Vietnamese Excel saves: semicolons, CRLF, rows of nothing', () => {
  const { rows, faults } = read('id;name;size\r\na;x, y;1\r\n;;\r\nb;z;\r\n')
  expect(faults).toEqual([])
  expect(rows.map((row) => [row.text('id'), row.text('name'), row.text('size')])).toEqual([['a', 'x, y', '1'], ['b', 'z', undefined]])
  expect(rows[1]?.place('name')).toEqual({ file: 't.csv', line: 4, column: 3 })
})

it('lets people keep notes', () => {
  expect(read('id,name,note\na,b,estimate\n').faults).toEqual([])
})

it.each([
  ['a missing column', 'id,size\na,1\n', [1, 1, 'thiếu cột "name"', 'column "name" is missing']],
  ['an unknown column', 'id,name,colour\n', [1, 9, 'cột lạ "colour"', 'unknown column "colour"']],
  ['a column twice', 'id,name,name\n', [1, 9, 'có hai lần', 'stands twice']],
  ['a row too short', 'id,name\na,b\nc\n', [3, 1, 'dòng có 1 ô, cần 2 ô', 'has 1 cells, expected 2']],
  ['an open quote', 'id,name\na,"b\nc,d\n', [3, 1, 'dấu ngoặc kép', 'Quote Not Closed']],
] as const)('tells %s', (_, text, [line, column, vi, en]) => {
  const { faults } = read(text)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ file: 't.csv', line, column })
  expect(faults[0]?.vi).toContain(vi)
  expect(faults[0]?.en).toContain(en)
})
