import { expect, it } from 'vitest'
import { Scene } from '#contract'
import { readingOrder } from './reading-order.ts'

const panel = (id: string, tile: string, column: number, row: number, widget = 'text-value') => ({ id, tile, widget, column, columns: 1, row, rows: 1 })

it('reads a wall tile by tile from its top left, taking turns included, without headers', () => {
  const scene = Scene.parse({
    id: 's', title: { vi: 's', en: 's' }, feeds: ['tthc'], layouts: { '1x1': [['a']], '2x2': [['b', 'a'], ['b', 'c/d']] }, turns: ['a', 'b'],
    panels: [panel('clock', 'a', 1, 1, 'header-clock'), panel('last', 'd', 1, 2), panel('c', 'c', 1, 2), panel('right', 'a', 7, 2), panel('left', 'a', 1, 2), panel('low', 'b', 1, 7), panel('high', 'b', 1, 2)],
  })
  expect(readingOrder(scene).map(({ id }) => id)).toEqual(['high', 'low', 'left', 'right', 'c', 'last'])
})
