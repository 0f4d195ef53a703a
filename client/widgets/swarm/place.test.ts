import { expect, it } from 'vitest'
import { coversDot, isBetween, placeBeside, placeDots, placeName, spreadNames, widthOfName } from './place.ts'

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

it('puts names that would touch on other levels, and says which found no place', () => {
  const placed = spreadNames([[100, 180], [150, 180], [160, 180], [900, 100]].map(([x, width]) => placeName(x ?? 0, width ?? 0, 1_000)), 2)
  expect(placed.map((name) => name.level)).toEqual([0, 1, 2, 0])
})

it('keeps a name at either end inside the strip whatever its letters take', () => {
  expect(placeName(990, 140, 1_000)).toMatchObject({ x: 1_000, anchor: 'end' })
  expect(placeName(10, 140, 1_000)).toMatchObject({ x: 0, anchor: 'start' })
})

it('counts wide letters as wide', () => {
  expect(widthOfName('Mỹ Quý')).toBeGreaterThan(6 * 23)
})

it('moves the name of the target past the count of a crowd', () => {
  const crowd = placeBeside(990, 130, 1_000)
  const target = placeBeside(960, 200, 1_000, [crowd])
  expect(target.right).toBeLessThan(crowd.left)
  expect(placeBeside(700, 200, 1_000, [crowd]).right).toBe(684)
})

it('writes no name over a dot: of two places with one value one is named below, the other above both', () => {
  const dots = placeDots([{ item: 'a', value: 95 }, { item: 'b', value: 95 }], scale)
  const middle = scale.height / 2
  const names = spreadNames(dots.map(({ x }) => placeName(x, 180, 1_000)), 4, (name, level) => !coversDot(name, level, { dots, middle, radius: scale.radius }))
  expect(names.map((name) => name.level)).toEqual([1, 2])
})

it('writes no name onto the axis or into the row above, where the panel is low', () => {
  const levels = (half: number) => [0, 1, 2, 3].filter((level) => isBetween(level, { middle: 44 + half, top: 44, bottom: 44 + 2 * half }))
  expect(levels(169)).toEqual([0, 1, 2, 3])
  expect(levels(125)).toEqual([0, 1, 2])
  expect(levels(90)).toEqual([0, 1])
})
