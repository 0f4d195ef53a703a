import { expect, it } from 'vitest'
import { type Brush, createPainter, type Look, type Spot } from './point-painter.ts'

const SIZE = { width: 1_824, height: 2_064, reach: 26 }
const ALL = 10_000

function rig() {
  const stamped: Spot[] = []
  const cleared: number[][] = []
  const nothing = () => undefined
  const brush: Brush = { save: nothing, restore: nothing, beginPath: nothing, rect: (...box) => void cleared.push(box), clip: nothing, clearRect: nothing }
  return { painter: createPainter(brush, { ...SIZE, stamp: (_, spots) => void stamped.push(...spots) }), stamped, cleared }
}

const field = () => new Map(Array.from({ length: ALL }, (_, i): [string, Spot] => [`p${i}`, { x: (i * 53) % SIZE.width, y: (i * 97) % SIZE.height, look: 'circle good' }]))

it('paints all of ten thousand once, nothing while nothing changes, and only around what changed', () => {
  const { painter, stamped, cleared } = rig()
  const spots = field()
  expect(painter.paint(spots)).toBe(ALL)
  expect(painter.paint(new Map(spots))).toBe(0)
  const before = stamped.length
  cleared.length = 0
  const moved = new Map(spots).set('p17', { x: 1_000, y: 1_000, look: 'circle bad' })
  const drawn = painter.paint(moved)
  expect(drawn).toBeGreaterThan(0)
  expect(drawn).toBeLessThan(ALL / 10)
  expect(stamped.length - before).toBe(drawn)
  // Where it was and where it is now.
  const isIn = ([x = 0, y = 0, w = 0, h = 0]: number[], at: Spot | undefined) => at !== undefined && at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + h
  expect(cleared.some((box) => isIn(box, spots.get('p17')))).toBe(true)
  expect(cleared.some((box) => isIn(box, moved.get('p17')))).toBe(true)
})

it('leaves no trace of a point that went, and paints what is wrong above what is well', () => {
  const { painter, stamped } = rig()
  const at = (look: Look): Spot => ({ x: 500, y: 500, look })
  painter.paint(new Map([['a', at('circle bad')], ['b', at('square good')], ['c', at('gate watch')]]))
  expect(stamped.map(({ look }) => look)).toEqual(['square good', 'gate watch', 'circle bad'])
  stamped.length = 0
  painter.paint(new Map([['b', at('square good')]]))
  expect(stamped.map(({ look }) => look)).toEqual(['square good'])
  stamped.length = 0
  expect(painter.paint(new Map())).toBe(0)
})
