import { expect, it } from 'vitest'
import { createPlacer } from './place-again.ts'
import * as places from './place-labels.ts'

const ROOM: places.LabelRoom = { width: 1_000, height: 800, margin: 16, blocked: [], seams: [] }
const wish = (key: string, x: number, y: number): places.LabelWish => ({ key, x, y, width: 200, height: 60, towards: 0 })
const wishes = [wish('a', 300, 300), wish('b', 310, 320), wish('c', 700, 600)]

it('answers as if each time were the first, also after a mark moved, a disc came or the text was made smaller', () => {
  const placer = createPlacer()
  const moved = [wish('a', 300, 300), wish('b', 500, 320), wish('c', 700, 600)]
  const disc = { ...ROOM, blocked: [{ left: 310, top: 250, right: 600, bottom: 400, key: 'disc' }] }
  for (const [asked, room, isHard] of [[wishes, ROOM, false], [wishes, ROOM, true], [moved, ROOM, false], [moved, disc, false], [moved, disc, true], [wishes, ROOM, false], [wishes, { ...ROOM, width: 700 }, false]] as const) {
    expect(placer(asked, room, { isHard })).toEqual(places.placeLabels(asked, room, { isHard }))
  }
})

it('looks for nothing where nothing that matters changed', () => {
  const placer = createPlacer()
  const first = placer(wishes, ROOM)
  expect(placer(wishes.map((one) => ({ ...one })), { ...ROOM, blocked: [] })).toBe(first)
})
