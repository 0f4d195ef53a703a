import { afterEach, expect, it } from 'vitest'
import { EVENT, PROTOCOL, type WallState } from '#contract'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { type HubRig, startHubRig } from '../../tests/support/hub-rig.ts'

let rig: HubRig
afterEach(() => rig.stop())

/** What one window of the wall was told, with how many frames it had got by then. */
function windowOf(wall: string | undefined) {
  const screen = rig.screen(['tthc'])
  const told: { state: WallState; frames: number }[] = []
  screen.socket.on(EVENT.wall, (state: WallState) => void told.push({ state, frames: screen.frames.length }))
  screen.watch = (more = {}) => void screen.socket.emit(EVENT.watch, { protocol: PROTOCOL, feeds: ['tthc'], ...(wall !== undefined && { wall }), ...more })
  return { screen, told, scenes: () => told.map(({ state }) => state.scene) }
}

it('tells each window of a wall its scene at once, and all of them each change; nobody else', async () => {
  let scene = 'a'
  let asked = 0
  rig = await startHubRig({
    wallState: (wall) => {
      asked += 1
      return wall === 'main' ? { wall, at: 1_000 + asked, scene, brightness: 1 } : undefined
    },
  })
  const tiles = [windowOf('main'), windowOf('main'), windowOf('main')]
  const others = [windowOf('mane'), windowOf(undefined)]
  const settled = (want: string[]) => waitUntil(`all tiles were told ${want.join()}`, () => tiles.every((tile) => tile.scenes().join() === want.join()) || undefined)
  await settled(['a'])
  scene = 'b'
  await settled(['a', 'b'])
  scene = 'c'
  await settled(['a', 'b', 'c'])
  await waitUntil('frames went on', () => others.every(({ screen }) => screen.frames.length > 0) || undefined)
  expect(others.flatMap(({ told }) => told)).toEqual([])
})

it('tells a window that comes back, and is told nothing twice while nothing changes', async () => {
  rig = await startHubRig({ wallState: (wall) => ({ wall, at: Date.now(), scene: 'a', brightness: 1 }) })
  const tile = windowOf('main')
  await waitUntil('it was told', () => tile.told.length === 1 || undefined)
  const frames = tile.screen.frames.length
  await waitUntil('beats went by', () => tile.screen.frames.length > frames + 1 || undefined)
  expect(tile.scenes()).toEqual(['a'])
  tile.screen.reconnect()
  await waitUntil('it was told again', () => tile.told.length === 2 || undefined)
})
