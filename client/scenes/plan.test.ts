import { expect, it } from 'vitest'
import { Scene } from '#contract'
import { orbitAt, planWall, tileAt } from './plan.ts'

const SCENE = Scene.parse({
  id: 'street', title: { vi: 'Một', en: 'One' }, feeds: ['tthc'], panels: [], turns: ['a', 'b', 'e'], turnSeconds: 30,
  layouts: { '3x2': [['a', 'b', 'c'], ['d', 'e', 'f']], '2x2': [['a', 'c'], ['e', 'd']], '1x1': [['a']] },
})

it.each([
  [5760, 2160, '3x2'],
  [3840, 2160, '2x2'],
  [1920, 1080, '1x1'],
])('shows %s x %s in true size as %s', (width, height, layout) => {
  expect(planWall(SCENE, { width, height }, 'auto')).toMatchObject({ layout, width, height, scale: 1, left: 0, top: 0, canSwitch: false })
})

it('shows the whole wall in small, centred, in any other window, and lets one switch', () => {
  expect(planWall(SCENE, { width: 1440, height: 900 }, 'auto')).toMatchObject({ layout: '3x2', scale: 0.25, left: 0, top: 180, canSwitch: true })
  expect(planWall(SCENE, { width: 1440, height: 900 }, 'single')).toMatchObject({ layout: '1x1', scale: 0.75, left: 0, top: 45 })
})

it('never blows a wall up beyond its true size', () => {
  expect(planWall(SCENE, { width: 6000, height: 2400 }, 'auto')).toMatchObject({ scale: 1, left: 120, top: 120 })
})

it('turns by the time of the server', () => {
  expect([0, 29_999, 30_000, 60_000, 90_000].map((at) => tileAt(SCENE, at))).toEqual(['a', 'a', 'b', 'e', 'a'])
})

it('holds a tile that has turns, and goes on turning for any other name', () => {
  expect(tileAt(SCENE, 30_000, 'e')).toBe('e')
  expect(tileAt(SCENE, 30_000, 'q')).toBe('b')
})

it('moves the wall by at most 4 px and a step each five minutes', () => {
  const places = Array.from({ length: 20 }, (_, i) => orbitAt(i * 300_000))
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9)
  expect(Math.max(...places.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(4)
})
