import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Catalogue, type LiveAnswer, Scene, seriesName, type Snapshot, type WallState } from '#contract'
import { createLive, createViews, LiveContext, type SocketHandlers, type LiveScope } from '../live/index.ts'
import { Rotation } from './Rotation.tsx'

const T = Date.parse('2026-10-15T08:00:00Z')
const RATE = seriesName('tthc.on-time-rate', 'tn2025')
const MINUTE = 60_000

const CATALOGUE = {
  deployment: { id: 'p', name: { vi: 'Tỉnh', en: 'P' }, centre: { vi: 'Trung tâm', en: 'C' }, timeZone: 'Asia/Ho_Chi_Minh', subject: 'tn2025' },
  demo: false, agencies: [], localities: [], sites: [], targets: [], sources: [],
  indicators: [{
    id: 'tthc.on-time-rate', name: { vi: 'Đúng hạn', en: 'On time' }, domain: 'tthc', owner: 'gov.x', unit: '%', kind: 'rate', direction: 'higher',
    decimals: 1, due: { every: '1m' }, aggregation: 'weighted', level: 'province',
  }],
} as unknown as Catalogue // branded ids written out

const SNAPSHOT: Snapshot = {
  epoch: 'e', cursor: '5-0' as Snapshot['cursor'], at: T, feeds: ['tthc'], series: [[1, RATE, 'tthc', MINUTE]], samples: [[1, T - 4_000, 96.8]],
  fresh: [], sources: [], system: { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: true },
}

const scene = (id: string) => Scene.parse({
  id, title: { vi: id, en: id }, feeds: ['tthc'], layouts: { '3x2': [['a']], '1x1': [['a']] },
  panels: [{ id: 'p', widget: 'text-value', tile: 'a', column: 1, columns: 6, row: 1, rows: 2, query: { series: [RATE] } }],
})
const SCENES = new Map(['one', 'two', 'three'].map((id) => [id, scene(id)]))
const stateOf = (change: Partial<WallState>): WallState => ({ wall: 'main', at: T, scene: 'one', brightness: 1, ...change })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** A wall whose line and clock are the test's. */
async function show(first: WallState | undefined, { ask = () => Promise.reject(new Error('nobody answers')), overHttp }: { ask?: () => Promise<WallState>; overHttp?: LiveAnswer } = {}) {
  let now = 0
  let handlers: SocketHandlers | undefined
  let due: { at: number; task: () => void }[] = []
  const live = createLive({
    feeds: ['tthc'], wall: 'main', now: () => now, schedule: (flush) => queueMicrotask(flush),
    after: (ms, task) => {
      const timer = { at: now + ms, task }
      due.push(timer)
      return () => void (due = due.filter((one) => one !== timer))
    },
    ...(overHttp && { fetchLive: async () => ({ kind: 'new' as const, answer: overHttp, etag: undefined }) }),
    connect: (on) => {
      handlers = on
      // A proxy that lets no websocket through.
      if (overHttp) queueMicrotask(() => on.closed())
      return { watch: () => {}, close: () => {} }
    },
  })
  const scope: LiveScope = { live, catalogue: CATALOGUE, views: createViews(live, CATALOGUE), place: { ...CATALOGUE.deployment, demo: false } }
  const wanted = vi.fn<(id: string) => void>()
  const draw = (scenes: ReadonlyMap<string, Scene>) => <LiveContext value={scope}><Rotation home="one" scenes={scenes} first={first} ask={ask} wanted={wanted} /></LiveContext>
  const rendered = render(draw(SCENES))
  await act(async () => {
    live.start()
    if (!overHttp) handlers?.snapshot(SNAPSHOT)
  })
  return {
    wanted,
    unmount: rendered.unmount,
    redraw: (scenes: ReadonlyMap<string, Scene>) => act(async () => rendered.rerender(draw(scenes))),
    say: (state: WallState) => act(async () => handlers?.wall(state)),
    frame: (at: number) => act(async () => handlers?.frame({ epoch: 'e', cursor: '5-0', prev: '5-0', at, samples: [], skipped: 0 })),
    pass: (ms: number) => act(async () => {
      now += ms
      for (const { task } of due.filter(({ at }) => at <= now)) task()
      await vi.advanceTimersByTimeAsync(ms)
    }),
  }
}

const layers = () => [...document.querySelectorAll<HTMLElement>('.scene-layer')].map((layer) => `${layer.querySelector('main')?.dataset['scene']} ${layer.className.replace('scene-layer is-', '')}`)
const shownFigure = () => document.querySelector<HTMLElement>('.scene-layer.is-shown [data-series]')?.dataset['value']

it('draws the next scene out of sight before its time, with its values, and changes only when the server says so', async () => {
  const { say, frame, pass } = await show(stateOf({ next: { scene: 'two', at: T + MINUTE } }))
  expect(layers()).toEqual(['one shown'])
  await frame(T + 53_000)
  expect(layers()).toEqual(['one shown', 'two next'])
  const early = document.querySelector('.scene-layer.is-next')
  expect(early?.querySelector<HTMLElement>('[data-series]')?.dataset['value']).toBe('96.8')
  expect(early?.hasAttribute('inert')).toBe(true)
  await frame(T + 61_000)
  expect(layers()).toEqual(['one shown', 'two next'])
  await say(stateOf({ at: T + 61_000, scene: 'two', next: { scene: 'one', at: T + 121_000 } }))
  // What was drawn is what is shown: nothing is mounted anew, and the last scene stands above it while it fades.
  expect(layers()).toEqual(['one leaving', 'two shown'])
  expect(document.querySelector('.scene-layer.is-shown')).toBe(early)
  await pass(400)
  expect(layers()).toEqual(['two shown'])
})

it('keeps the last scene while nobody says anything, and starts with the wall’s own', async () => {
  const { frame, pass } = await show(undefined)
  expect(layers()).toEqual(['one shown'])
  await frame(T + 10 * MINUTE)
  await pass(10 * MINUTE)
  expect(layers()).toEqual(['one shown'])
  expect(shownFigure()).toBe('96.8')
})

it('stands on what it has while a scene it was never told of is fetched, and asks for it again', async () => {
  const { say, pass, wanted, redraw } = await show(stateOf({}))
  await say(stateOf({ at: T + 1, scene: 'four' }))
  expect(layers()).toEqual(['one shown'])
  await pass(3_000)
  expect(wanted.mock.calls).toEqual([['four'], ['four']])
  await redraw(new Map([...SCENES, ['four', scene('four')]]))
  expect(layers()).toContain('four shown')
})

it('asks for the scene where no websocket comes through, and stays on the last one while nobody answers', async () => {
  const answers = [stateOf({ at: T + 1, scene: 'two' }), undefined, stateOf({ at: T + 2, scene: 'three' })]
  const ask = async () => answers.shift() ?? Promise.reject(new Error('nobody answers'))
  const overHttp = { epoch: 'e', cursor: SNAPSHOT.cursor, at: new Date(T).toISOString(), values: [], sources: [], system: SNAPSHOT.system } as unknown as LiveAnswer // no values are needed
  const { pass } = await show(stateOf({}), { ask, overHttp })
  expect(layers()).toEqual(['one shown'])
  for (let i = 0; i < 12 && answers.length === 3; i++) await pass(500)
  await pass(500)
  expect(layers()).toContain('two shown')
  await pass(2_000)
  expect(answers).toHaveLength(1)
  expect(layers()).toEqual(['two shown'])
  await pass(2_000)
  expect(layers()).toContain('three shown')
})

it('does not go back to an older word that comes late', async () => {
  const { say } = await show(stateOf({ at: T + 5_000, scene: 'two' }))
  await say(stateOf({ at: T + 1_000, scene: 'three' }))
  expect(layers()).toEqual(['two shown'])
})

it('is darker at night, and black with a word of why once a week', async () => {
  const { say } = await show(stateOf({ brightness: 0.4 }))
  expect(document.querySelector<HTMLElement>('.wall-dim')?.dataset['brightness']).toBe('0.4')
  // 40 % of the light, not of the colours' numbers: those would leave an eighth of it.
  expect(document.querySelector<HTMLElement>('.wall-dim')?.style.background).toContain('0.341')
  await say(stateOf({ at: T + 1, brightness: 0, brightUntil: T + 30 * MINUTE }))
  expect(document.querySelector('.wall-dim')?.textContent).toContain('15:30')
  await say(stateOf({ at: T + 2 }))
  expect(document.querySelector('.wall-dim')).toBeNull()
})

it('leaves nothing behind after twelve changes: no picture, no listener, no timer', async () => {
  const add = vi.spyOn(window, 'addEventListener')
  const remove = vi.spyOn(window, 'removeEventListener')
  const { say, pass, unmount } = await show(stateOf({}))
  const listening = () => add.mock.calls.length - remove.mock.calls.length
  const [before, timers] = [listening(), vi.getTimerCount()]
  for (let i = 1; i <= 12; i++) {
    const ids = ['one', 'two', 'three']
    await say(stateOf({ at: T + i, scene: ids[i % 3] ?? '', next: { scene: ids[(i + 1) % 3] ?? '', at: T } }))
    await pass(400)
  }
  await say(stateOf({ at: T + 13, scene: 'one' }))
  await pass(400)
  expect(layers()).toEqual(['one shown'])
  expect(document.querySelectorAll('main.wall')).toHaveLength(1)
  expect([listening(), vi.getTimerCount()]).toEqual([before, timers])
  unmount()
  expect(document.querySelectorAll('.scene-layer')).toHaveLength(0)
})
