import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Box, doesCross, doTouch, type LabelRoom, type LabelWish, placeLabels } from './place-labels.ts'

const ROOM: LabelRoom = { width: 1_000, height: 800, margin: 20, blocked: [], seams: [] }
const wish = (key: string, x: number, y: number, towards = 0): LabelWish => ({ key, x, y, width: 160, height: 60, towards })

it('stands beside its point, the way it wishes, without a line', () => {
  const { placed } = placeLabels([wish('a', 500, 400)], ROOM)
  expect(placed).toEqual([{ key: 'a', box: { left: 514, top: 370, right: 674, bottom: 430 }, leader: undefined }])
})

it('gives way to the one before it, and draws a line where it must stand far', () => {
  const { placed } = placeLabels([wish('first', 500, 400), wish('second', 500, 470), wish('third', 500, 330), wish('fourth', 470, 400)], ROOM)
  expect(placed.find(({ key }) => key === 'first')).toMatchObject({ box: { left: 514 }, leader: undefined })
  expect(placed).toHaveLength(4)
  const crowd = placeLabels(Array.from({ length: 10 }, (_, i) => wish(`w${i}`, 500, 300 + i * 22)), ROOM)
  expect(crowd.placed.filter(({ leader }) => leader !== undefined).length).toBeGreaterThan(0)
})

it('tells who found no place rather than dropping them in silence', () => {
  const { placed, dropped } = placeLabels([wish('a', 60, 60), wish('b', 275, 60)], { ...ROOM, width: 300, height: 110 })
  expect([placed.map(({ key }) => key), dropped]).toEqual([['a'], ['b']])
})

it('finds room for fifteen in a corner when it looks everywhere, none over another', () => {
  const wishes = Array.from({ length: 15 }, (_, i) => wish(`w${i}`, 800 + (i % 4) * 30, 600 + Math.floor(i / 4) * 30))
  expect(placeLabels(wishes, ROOM).dropped).not.toEqual([])
  const { placed, dropped } = placeLabels(wishes, ROOM, { isHard: true })
  expect(dropped).toEqual([])
  placed.forEach(({ box }, i) => expect(placed.slice(i + 1).some((other) => doTouch(box, other.box, 0))).toBe(false))
})

it('leaves every text where it stands while another comes, goes or grows, as long as all find a place', () => {
  const crowd = Array.from({ length: 8 }, (_, i) => wish(`w${i}`, 400 + (i % 3) * 60, 300 + i * 22))
  const first = placeLabels(crowd, ROOM)
  const stood = new Map(first.placed.map(({ key, box }) => [key, box]))
  const [gone, , ...still] = crowd
  const next = placeLabels([wish('new', 470, 330), ...still.toReversed(), { ...wish('w1', 460, 322), width: 182 }], ROOM, { before: stood })
  expect(next.dropped).toEqual([])
  for (const { key } of still) expect(next.placed.find((one) => one.key === key)?.box).toEqual(stood.get(key))
  expect(next.placed.some(({ key }) => key === gone?.key)).toBe(false)
})

it('comes back to its mark from far away once the crowd that drove it there is gone', () => {
  const [left, top] = [820, 700]
  const far = placeLabels([wish('a', 300, 300)], ROOM, { before: new Map([['a', { left, top, right: left + 160, bottom: top + 60 }]]) })
  expect(far.placed[0]?.leader).toBeUndefined()
  // Not worth a jump.
  const near = { left: 380, top: 400, right: 540, bottom: 460 }
  expect(placeLabels([wish('a', 300, 300)], ROOM, { before: new Map([['a', near]]) }).placed[0]?.box).toEqual(near)
})

it('draws no line across the picture where another order has shorter ones', () => {
  const crowd = Array.from({ length: 14 }, (_, i) => wish(`w${i}`, 480 + (i % 3) * 40, 330 + i * 12))
  const { placed, dropped } = placeLabels(crowd, ROOM, { isHard: true })
  expect(dropped).toEqual([])
  const lines = placed.map(({ key, leader }) => {
    const from = crowd.find((one) => one.key === key)
    return leader === undefined || from === undefined ? 0 : Math.hypot(leader.x - from.x, leader.y - from.y)
  })
  expect(Math.max(...lines)).toBeLessThan(240)
})

it('never lets texts touch, cover a point, a line, a cluster or a seam, or leave the panel', () => {
  const spot = fc.record({ x: fc.integer({ min: 0, max: 1_000 }), y: fc.integer({ min: 0, max: 800 }), width: fc.integer({ min: 60, max: 320 }), height: fc.integer({ min: 40, max: 120 }), towards: fc.double({ min: -4, max: 4, noNaN: true }) })
  const cluster = fc.record({ x: fc.integer({ min: 0, max: 1_000 }), y: fc.integer({ min: 0, max: 800 }), r: fc.integer({ min: 20, max: 90 }) })
  fc.assert(fc.property(fc.array(spot, { maxLength: 20 }), fc.array(cluster, { maxLength: 5 }), fc.integer({ min: 0, max: 800 }), (spots, clusters, seam) => {
    const wishes = spots.map((one, i) => ({ ...one, key: `k${i}` }))
    const blocked = clusters.map(({ x, y, r }): Box => ({ left: x - r, top: y - r, right: x + r, bottom: y + r }))
    // Also beside what stood there a moment ago, before anything was blocked.
    const stood = new Map(placeLabels(wishes, ROOM).placed.map(({ key, box }) => [key, box]))
    const { placed, dropped } = placeLabels(wishes, { ...ROOM, blocked, seams: [seam] }, { before: stood })
    expect(placed.length + dropped.length).toBe(wishes.length)
    placed.forEach(({ key, box }, i) => {
      expect(box.left >= 20 && box.top >= 20 && box.right <= 980 && box.bottom <= 780).toBe(true)
      expect(box.top < seam + 24 && box.bottom > seam - 24).toBe(false)
      expect(blocked.some((other) => doTouch(box, other, 0))).toBe(false)
      expect(placed.some((other, j) => j !== i && doTouch(box, other.box, 0))).toBe(false)
      expect(wishes.some((other) => other.key !== key && doTouch(box, { left: other.x, right: other.x, top: other.y, bottom: other.y }, 0))).toBe(false)
      expect(placed.some(({ key: owner, leader }) => {
        const from = wishes.find((one) => one.key === owner)
        return leader !== undefined && from !== undefined && owner !== key && doesCross({ x1: from.x, y1: from.y, x2: leader.x, y2: leader.y }, box)
      })).toBe(false)
    })
  }), { numRuns: 200 })
})
