import { expect, it } from 'vitest'
import { placeBelowHeader, placePanel } from './place-panel.ts'

it('fills a tile but for its margin of 48', () => {
  expect(placePanel({ column: 1, columns: 12, row: 1, rows: 6 })).toEqual({ left: 48, top: 48, width: 1824, height: 984 })
})

it('stands two panels of two and a half rows below a header', () => {
  expect(placePanel({ column: 1, columns: 6, row: 2, rows: 2.5 })).toEqual({ left: 48, top: 216, width: 900, height: 396 })
  expect(placePanel({ column: 7, columns: 6, row: 4.5, rows: 2.5 })).toEqual({ left: 972, top: 636, width: 900, height: 396 })
})

it('presses six rows into the five below a header that was put there', () => {
  expect(placeBelowHeader({ column: 1, columns: 12, row: 1, rows: 6 })).toEqual({ left: 48, top: 216, width: 1824, height: 816 })
})

it('reaches over both halves of a tall tile, and begins its lower half a margin below the seam', () => {
  expect(placePanel({ column: 1, columns: 12, row: 2, rows: 11 })).toEqual({ left: 48, top: 216, width: 1824, height: 1896 })
  expect(placePanel({ column: 1, columns: 12, row: 7, rows: 6 })).toEqual({ left: 48, top: 1128, width: 1824, height: 984 })
})

it('presses the rows of a tall tile into one below a header', () => {
  expect(placeBelowHeader({ column: 1, columns: 12, row: 2, rows: 11 }, { first: 2, last: 12 })).toEqual({ left: 48, top: 216, width: 1824, height: 816 })
})
