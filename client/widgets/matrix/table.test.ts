import { describe, expect, it } from 'vitest'
import { caseView } from '../sample-views.ts'
import { isOff, tableOf } from './table.ts'

const RATE = { id: 'a.rate', warn: 95, critical: 90 } as never // branded ids written out
const OVERDUE = { id: 'a.overdue', direction: 'lower', unit: 'hồ sơ', warn: 5, critical: 10 } as never
const row = (subject: string, rate: number | undefined, overdue: number | undefined) => [caseView({ subject, value: rate, indicator: RATE }), caseView({ subject, value: overdue, indicator: OVERDUE })]

describe('a table of places and indicators', () => {
  it('puts the place with most bad cells on top, then the one with most doubtful ones', () => {
    const { rows, columns } = tableOf([...row('Tốt', 99, 0), ...row('Hai ô', 94, 7), ...row('Xấu', 80, 0)], 'worst')
    expect(rows.map(({ subject }) => subject.id)).toEqual(['Xấu', 'Hai ô', 'Tốt'])
    expect(rows.map(isOff)).toEqual([true, true, false])
    expect(columns.map(({ id }) => id)).toEqual(['a.rate', 'a.overdue'])
  })

  it('keeps apart who was silent, whose one cell is missing, and who does not measure it', () => {
    const [onlyRate] = row('Chỉ một cột', 97, 0)
    const { rows, silent, holes } = tableOf([...row('Im lặng', undefined, undefined), ...row('Thiếu ô', 97, undefined), ...(onlyRate === undefined ? [] : [onlyRate])], 'given')
    expect(silent.map(({ id }) => id)).toEqual(['Im lặng'])
    expect(holes.map(({ series }) => series)).toEqual(['a.overdue@thieu-o'])
    expect(rows.map(({ cells }) => cells.map((cell) => (cell === undefined ? 'none' : cell.value ?? 'missing')))).toEqual([[97, 'missing'], [97, 'none']])
  })

  it('counts no stale cell as an exception', () => {
    const { rows } = tableOf([caseView({ subject: 'A', value: 10, indicator: RATE, freshness: 'stale' }), caseView({ subject: 'B', value: 94, indicator: RATE })], 'worst')
    expect(rows.map(({ subject }) => subject.id)).toEqual(['B', 'A'])
    expect(rows.map(isOff)).toEqual([true, false])
  })
})
