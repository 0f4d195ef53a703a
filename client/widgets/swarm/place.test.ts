import { expect, it } from 'vitest'
import { placeDots, spreadLabels } from './place.ts'

const scale = { low: 90, high: 100, width: 1_000, height: 300, radius: 11 }

it('keeps dots of the same value apart and in order of value', () => {
  const dots = placeDots([{ item: 'a', value: 95 }, { item: 'b', value: 95 }, { item: 'c', value: 95 }, { item: 'd', value: 99 }], scale)
  const ys = dots.slice(0, 3).map((dot) => dot.y)
  expect(new Set(ys).size).toBe(3)
  expect(dots[3]?.x).toBeGreaterThan(dots[0]?.x ?? 0)
})

it('keeps a value beyond the scale on it', () => {
  const [dot] = placeDots([{ item: 'a', value: 40 }], scale)
  expect(dot?.x).toBeLessThan(30)
})

it('puts labels that would touch on other levels, and says which found no place', () => {
  const placed = spreadLabels([{ x: 100, width: 180 }, { x: 150, width: 180 }, { x: 160, width: 180 }, { x: 900, width: 100 }], 2)
  expect(placed.map((label) => label.level)).toEqual([0, 1, 2, 0])
})
