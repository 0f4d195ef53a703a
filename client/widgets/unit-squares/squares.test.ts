import { describe, expect, it } from 'vitest'
import { caseView } from '../sample-views.ts'
import { countedOf, packSquares, squaresOf } from './squares.ts'

const ROOM = { width: 680, height: 70 } // 20 squares on each of two lines

describe('squares', () => {
  it('stand for one thing each while the longest row has room, and for a stated number beyond', () => {
    expect(packSquares([21, 4], ROOM, 60).each).toBe(1)
    expect(packSquares([41, 4], ROOM, 60).each).toBe(2)
    expect(packSquares([61], { width: 4_000, height: 70 }, 60).each).toBe(2)
    expect(packSquares([483, 23], ROOM, 60).each).toBe(20)
    expect(packSquares([], ROOM, 60).each).toBe(1)
  })

  it('are as many as there are things', () => {
    const packing = packSquares([21], ROOM, 60)
    expect(squaresOf(21, packing)).toHaveLength(21)
    expect(squaresOf(1, packing)).toHaveLength(1)
    expect(squaresOf(0, packing)).toEqual([])
  })

  it('leave the last one short where it stands for fewer', () => {
    const packing = { each: 20, step: 34, perLine: 20 }
    expect(squaresOf(45, packing).map(({ share }) => share)).toEqual([1, 1, 0.25])
  })

  it('stay inside their field', () => {
    for (const most of [3, 21, 60, 500]) {
      const packing = packSquares([most], ROOM, 60)
      const last = squaresOf(most, packing)
      expect(Math.max(...last.map(({ x }) => x + packing.step))).toBeLessThanOrEqual(ROOM.width)
      expect(Math.max(...last.map(({ y }) => y + packing.step))).toBeLessThanOrEqual(ROOM.height + 2)
    }
  })
})

it('keeps nothing apart from silence, and finds the rate of the same subject', () => {
  const count = (subject: string, value: number | undefined) => caseView({ subject, value, indicator: { id: 'a.overdue' as never } }) // a branded id written out
  const rate = caseView({ subject: 'B', value: 3.1, indicator: { id: 'a.share' as never } }) // likewise
  const { rows, none, silent } = countedOf([count('A', 0), count('B', 21), rate, count('C', undefined), count('D', 40)], { rate: 'a.share', order: 'most' })
  expect(rows.map(({ view }) => view.subject.id)).toEqual(['D', 'B'])
  expect(rows.map((row) => row.rate?.value)).toEqual([undefined, 3.1])
  expect(none.map(({ subject }) => subject.id)).toEqual(['A'])
  expect(silent.map(({ subject }) => subject.id)).toEqual(['C'])
})
