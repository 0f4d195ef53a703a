import { expect, it } from 'vitest'
import { Scene, WallProfile } from '#contract'
import { planWall } from './plan.ts'

const SCENE = Scene.parse({
  id: 'overview', title: { vi: 'Một', en: 'One' }, feeds: ['tthc'], panels: [], turns: ['a', 'b'], turnSeconds: 30,
  layouts: { '3x2': [['a', 'b', 'c'], ['d', 'b', 'e']], '2x2': [['b', 'a'], ['b', 'c']], '1x1': [['b']] },
})
const TILE = { width: 1920, height: 1080, pitchMm: 0.634, bezelMm: 3.5 }
const LED = WallProfile.parse({ grid: '3x2', tile: { ...TILE, pitchMm: 1.2, bezelMm: 0 }, screen: { width: 6656, height: 1792 }, scale: 0.8 })
const plan = (profile: object, window: { width: number; height: number }, at?: { column: number; row: number }) => planWall(SCENE, window, 'auto', { profile: WallProfile.parse(profile), at })

it('lays an ordinary wall as it would by its size alone', () => {
  expect(plan({ grid: '3x2', tile: TILE }, { width: 5760, height: 2160 })).toEqual(planWall(SCENE, { width: 5760, height: 2160 }, 'auto'))
})

it('stretches nothing on an LED wall of 6656 x 1792: one scale both ways, in the middle, background around', () => {
  const { layout, scale, width, height, left, top, canSwitch } = plan(LED, { width: 6656, height: 1792 })
  expect({ layout, scale, canSwitch }).toEqual({ layout: '3x2', scale: 0.8, canSwitch: false })
  expect([width * scale, height * scale]).toEqual([4608, 1728])
  expect([left, 6656 - left - 4608, top, 1792 - top - 1728]).toEqual([1024, 1024, 32, 32])
})

it('takes what fits in true size where no scale is given, rather than shrink', () => {
  expect(plan({ ...LED, grid: '3x1', scale: 1 }, { width: 6656, height: 1792 })).toMatchObject({ layout: '1x1', scale: 1, left: 2368, top: 356 })
})

it('moves by whole panels between seams on a wall of 9 x 3', () => {
  expect(plan({ grid: '9x3', tile: TILE }, { width: 17_280, height: 3240 })).toMatchObject({ layout: '3x2', scale: 1, left: 3 * 1920, top: 0 })
})

it('shows in each window of a 9 x 3 wall its own panel, whole and in true size, and nothing beside the scene', () => {
  const seen = Array.from({ length: 27 }, (_, i) => {
    const at = { column: (i % 9) + 1, row: Math.floor(i / 9) + 1 }
    const { sees, left, top } = plan({ grid: '9x3', tile: TILE }, TILE, at)
    expect([left, top]).toEqual([-(sees?.left ?? 0), -(sees?.top ?? 0)].map((px) => px + 0))
    return [sees?.left, sees?.top, sees?.width, sees?.height]
  })
  expect(seen[3]).toEqual([0, 0, 1920, 1080])
  expect(seen[14]).toEqual([3840, 1080, 1920, 1080])
  // Beyond the scene: left of it, right of it, below it.
  expect([seen[2], seen[6], seen[21]]).toEqual([[-1920, 0, 1920, 1080], [5760, 0, 1920, 1080], [0, 2160, 1920, 1080]])
})

it('draws a scene larger on panels with finer pixels, by the same measure both ways', () => {
  expect(plan({ grid: '3x2', tile: { ...TILE, width: 3840, height: 2160 } }, { width: 11_520, height: 4320 })).toMatchObject({ layout: '3x2', scale: 2, left: 0, top: 0 })
})

it('shows the wall in small to somebody at a desk', () => {
  expect(plan({ grid: '9x3', tile: TILE }, { width: 1440, height: 900 })).toMatchObject({ layout: '3x2', scale: 0.25, canSwitch: true })
})
