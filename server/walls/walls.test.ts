import { expect, it } from 'vitest'
import { Wall, WorkingCalendar } from '#contract'
import { createMemoryBus } from '../bus/memory-bus.ts'
import { systemClock } from '../clock.ts'
import { createZone } from '../freshness/index.ts'
import { createDays, createWalls } from './index.ts'

const MINUTE = 60_000
const days = createDays({ zone: createZone('Asia/Ho_Chi_Minh'), calendar: WorkingCalendar.parse({}) })
const MAIN = Wall.parse({ id: 'main', title: { vi: 'T', en: 'W' }, scene: 'a', rotation: [{ scene: 'a', dwell: '1m' }, { scene: 'b', dwell: '1m' }], night: {} })

/** Two processes on one bus, each with its own memory. */
function twoProcesses() {
  let now = Date.parse('2026-08-20T09:00:00+07:00')
  const tasks: (() => void)[] = []
  const clock = { ...systemClock, now: () => now, every: (_: number, task: () => void) => (tasks.push(task), () => {}) }
  const bus = createMemoryBus({ clock })
  let walls = [MAIN]
  const make = () => createWalls({ notes: bus, clock, walls: () => walls, hasScene: (id) => ['a', 'b', 'c'].includes(id), days: () => days })
  return {
    one: make(), two: make(),
    edit: (changed: Wall) => void (walls = [changed]),
    async pass(ms: number) {
      now += ms
      for (const task of tasks) task()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

it('says the same in every process, at every moment', async () => {
  const { one, two, pass } = twoProcesses()
  await Promise.all([one.start(), two.start()])
  const seen = new Set<string>()
  for (let i = 0; i < 200; i++) {
    expect(two.state('main')).toEqual(one.state('main'))
    seen.add(one.state('main')?.scene ?? '')
    await pass(7_300)
  }
  expect([...seen].toSorted()).toEqual(['a', 'b'])
  expect(one.state('mane')).toBeUndefined()
})

it('holds a scene in all processes until its moment, bright at night too, and goes back by itself', async () => {
  const { one, two, pass } = twoProcesses()
  await Promise.all([one.start(), two.start()])
  await pass(14 * 60 * MINUTE)
  expect(two.state('main')).toMatchObject({ scene: 'a', brightness: 0.4 })
  const until = (one.state('main')?.at ?? 0) + 10 * MINUTE
  await one.hold('main', { scene: 'c', until })
  await pass(1_000)
  expect(two.state('main')).toMatchObject({ scene: 'c', brightness: 1, heldUntil: until, next: { at: until } })
  await pass(10 * MINUTE)
  expect(two.state('main')).toMatchObject({ brightness: 0.4 })
  expect(two.state('main')?.heldUntil).toBeUndefined()
})

it('lets go early, and takes no hold of a scene that does not exist', async () => {
  const { one, two, pass } = twoProcesses()
  await Promise.all([one.start(), two.start()])
  const at = one.state('main')?.at ?? 0
  await one.hold('main', { scene: 'gone', until: at + MINUTE })
  expect(one.state('main')?.scene).toBe('a')
  await one.hold('main', { scene: 'c', until: at + MINUTE })
  await one.hold('main', { scene: 'c', until: at })
  await pass(1_000)
  expect([one, two].map((walls) => walls.state('main')?.scene)).toEqual(['a', 'a'])
})

it('follows an edit of the schedule at once', async () => {
  const { one, edit } = twoProcesses()
  await one.start()
  expect(one.state('main')?.scene).toBe('a')
  edit(Wall.parse({ ...MAIN, rotation: [{ scene: 'c', dwell: '1m' }] }))
  expect(one.state('main')?.scene).toBe('c')
})
