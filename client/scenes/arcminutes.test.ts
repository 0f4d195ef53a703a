import { expect, it } from 'vitest'
import { WallProfile } from '#contract'
import { arcminutesOf, leastPx, seenSize } from './arcminutes.ts'

const WALL = WallProfile.parse({ grid: '3x2', tile: { width: 1920, height: 1080, pitchMm: 0.634 } })

it('sees an arcminute as 2,29 px from 5 m and 3,67 px from 8 m, as the law of the look says', () => {
  expect(1 / arcminutesOf(0.634, 5)).toBeCloseTo(2.29, 2)
  expect(1 / arcminutesOf(0.634, 8)).toBeCloseTo(3.67, 2)
})

it.each([
  ['provenance', 40, 16.1],
  ['label', 52, 16.8],
  ['value', 84, 16.9],
  ['value', 168, 34],
  ['shape', 64, 17.4],
] as const)('reads %s of %s px as %s arcminutes', (reads, px, arcminutes) => {
  expect(seenSize(px, reads, WALL)).toBeCloseTo(arcminutes, 0)
  expect(Math.abs(seenSize(px, reads, WALL) - arcminutes)).toBeLessThan(0.2)
})

it('asks for just what is seen as 16 arcminutes', () => {
  for (const reads of ['provenance', 'label', 'value', 'shape'] as const) expect(seenSize(leastPx(reads, WALL), reads, WALL)).toBeCloseTo(16, 6)
  expect(leastPx('provenance', WALL)).toBeGreaterThan(39)
  expect(leastPx('provenance', WALL)).toBeLessThan(40)
})

it('reads a type drawn at half its size from pixels twice as far apart as well', () => {
  const led = WallProfile.parse({ ...WALL, tile: { ...WALL.tile, pitchMm: 1.268 }, screen: { width: 6_656, height: 1_792 }, scale: 0.5 })
  expect(seenSize(52, 'label', led)).toBeCloseTo(seenSize(52, 'label', WALL), 6)
  expect(leastPx('label', led)).toBeCloseTo(leastPx('label', WALL), 6)
})

it('needs half the pixels where they are twice as far apart, and more of them from a farther seat', () => {
  const coarse = WallProfile.parse({ ...WALL, tile: { ...WALL.tile, pitchMm: 1.268 } })
  expect(leastPx('label', coarse)).toBeCloseTo(leastPx('label', WALL) / 2, 6)
  const deep = { ...WALL, farthestSeatM: 12 }
  expect(leastPx('value', deep)).toBeCloseTo(leastPx('value', WALL) * 1.5, 6)
  expect(leastPx('label', deep)).toBe(leastPx('label', WALL))
})
