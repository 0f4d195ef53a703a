import { expect, it } from 'vitest'
import type { Scene, Wall } from '#contract'
import { screenRows } from './screen-rows.ts'

const both = (text: string) => ({ vi: text, en: text })
const scene = (id: string): Scene => ({ id, title: both(`Cảnh ${id}`) }) as unknown as Scene // only what is looked at
const wall = (id: string, title: string, change: object = {}): Wall => ({ id, title: both(title), scene: 'a', profile: { grid: '3x2' }, ...change }) as unknown as Wall // as above
const rowsOf = (walls: Wall[], scenes: Scene[]) => screenRows(walls, scenes).map(({ id, inTurn, screens, print }) => ({ id, inTurn, print, screens: screens.map(({ href, title, grid }) => [href, grid ?? title.vi]) }))

it('tells each wall and each scene once: who plays in turn first, a scene with the walls that stand on it', () => {
  const turning = wall('main', 'Tường chính', { rotation: [{ scene: 'a' }, { scene: 'b' }, { scene: 'a' }] })
  expect(rowsOf([turning, wall('one', 'Cảnh a, một màn hình', { profile: { grid: '1x1' } }), wall('two', 'Cảnh a, phòng họp'), wall('three', 'Cảnh a, sảnh'), wall('own', 'Cảnh b', { scene: 'b' })], [scene('b'), scene('a')])).toEqual([
    { id: 'wall main', inTurn: 2, print: undefined, screens: [['/wall/main', '3x2']] },
    { id: 'a', inTurn: undefined, print: '/print/scene/a', screens: [['/wall/one', '1x1'], ['/wall/two', 'Cảnh a, phòng họp'], ['/wall/three', 'Cảnh a, sảnh']] },
    { id: 'b', inTurn: undefined, print: '/print/scene/b', screens: [['/wall/own', '3x2']] },
  ])
})

it('shows a scene no wall stands on by the first wall, and a wall whose scene is not told by its own name', () => {
  expect(rowsOf([wall('hidden', 'Tường riêng', { scene: 'secret' })], [scene('b')])).toEqual([
    { id: 'wall hidden', inTurn: undefined, print: undefined, screens: [['/wall/hidden', '3x2']] },
    { id: 'b', inTurn: undefined, print: '/print/scene/b', screens: [['/wall/hidden?scene=b', 'Tường riêng']] },
  ])
})
