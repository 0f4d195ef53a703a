import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Scene } from '#contract'
import { TurnTile } from './Tile.tsx'

const scene = Scene.parse({
  id: 'thu', title: { vi: 'Thử', en: 'Try' }, feeds: ['tthc'], layouts: { '2x2': [['a', 'b/c']], '1x1': [['a']] },
  panels: [
    { id: 'identity', tile: 'a', widget: 'header-identity', column: 1, columns: 12, row: 1, rows: 1 },
    { id: 'first', tile: 'b', widget: 'trend', column: 1, columns: 12, row: 1, rows: 6 },
  ],
})
const boxOf = (headers: Parameters<typeof TurnTile>[0]['headers']) => {
  const { container } = render(<TurnTile scene={scene} name="b" isWaiting {...(headers && { headers })} />)
  const style = container.querySelector<HTMLElement>('.panel-wait')?.style
  return [style?.top, style?.height]
}

it('keeps the rows a tile was made for where no header stands above its place', () => {
  expect(boxOf([])).toEqual(['48px', '984px'])
})

it('shares the rows below a header on a single screen', () => {
  expect(boxOf(undefined)).toEqual(['216px', '816px'])
})
