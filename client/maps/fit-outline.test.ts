import { expect, it } from 'vitest'
import { fitOutline } from './fit-outline.ts'

const SQUARE = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] as const
const ROOM = { width: 1_000, height: 600, margin: 50 }

it('fills the height and stands in the middle', () => {
  expect(fitOutline(SQUARE, ROOM, [])).toEqual({ left: 250, top: 50, west: 0, north: 0, scale: 250 })
})

it('moves aside for the legend before it shrinks', () => {
  const fitted = fitOutline(SQUARE, ROOM, [{ left: 0, top: 300, right: 350, bottom: 600 }])
  expect(fitted).toMatchObject({ scale: 250 })
  expect(fitted.left).toBeGreaterThan(374)
})

it('shrinks where it cannot move far enough, and shows itself whole where nothing helps', () => {
  expect(fitOutline(SQUARE, ROOM, [{ left: 0, top: 0, right: 500, bottom: 600 }]).scale).toBeLessThan(225)
  expect(fitOutline(SQUARE, ROOM, [{ left: 0, top: 0, right: 1_000, bottom: 600 }])).toMatchObject({ scale: 250 })
})
