import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Disc, placeDiscs } from './place-discs.ts'

const ROOM = { width: 1_800, height: 1_900, margin: 16, blocked: [{ left: 0, top: 1_500, right: 500, bottom: 1_900 }], seams: [864] }

it('leaves a disc that touches nobody where it is', () => {
  const [disc] = placeDiscs([{ key: 'a', x: 900, y: 400, r: 40 }], ROOM)
  expect(Math.hypot((disc?.x ?? 0) - 900, (disc?.y ?? 0) - 400)).toBeLessThan(1)
})

it('pushes apart what lies on one place, off the legend, off the seam and into the panel', () => {
  const spot = fc.record({ x: fc.integer({ min: 0, max: 1_800 }), y: fc.integer({ min: 0, max: 1_900 }), r: fc.integer({ min: 28, max: 70 }) })
  fc.assert(fc.property(fc.array(spot, { maxLength: 40 }), (spots) => {
    const placed = placeDiscs(spots.map((one, i): Disc => ({ ...one, key: `d${i}` })), ROOM)
    for (const [i, one] of placed.entries()) {
      for (const other of placed.slice(i + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.r + other.r - 6)
      expect(one.x - one.r >= 0 && one.y - one.r >= 0 && one.x + one.r <= 1_800 && one.y + one.r <= 1_900).toBe(true)
      expect(Math.abs(one.y - 864)).toBeGreaterThan(one.r)
    }
  }), { numRuns: 60 })
})
