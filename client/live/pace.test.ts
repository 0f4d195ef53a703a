import { expect, it } from 'vitest'
import { createPace } from './pace.ts'

/** Hands of the clock turned by what is drawn: each part takes as long as the test says. */
function createStage() {
  let now = 0
  let timers: { at: number; task: () => void }[] = []
  const drawn: string[] = []
  const pace = createPace({ now: () => now, later: (ms, task) => void timers.push({ at: now + ms, task }), draw: (task) => task() })
  const part = (name: string, costs: () => number) => {
    const one = pace.part()
    const draw = () => {
      const cost = costs()
      now += cost
      drawn.push(`${name} at ${now - cost}`)
      one.took(cost)
    }
    return { tell: () => one.tell(draw), leave: () => one.forget(draw) }
  }
  return {
    pace, part, drawn,
    async pass(ms: number) {
      const end = now + ms
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined || next.at > end) break
        timers = timers.filter((one) => one !== next)
        now = Math.max(now, next.at)
        next.task()
        await Promise.resolve()
      }
      now = Math.max(now, end)
    },
  }
}

it('draws a slow part after all others, in a turn of its own', async () => {
  const { part, drawn, pass } = createStage()
  const slow = part('slow', () => 500)
  const others = ['a', 'b', 'c'].map((name) => part(name, () => 1))
  slow.tell() // nobody knows yet that it is slow
  await pass(1_000)
  drawn.length = 0
  slow.tell()
  for (const { tell } of others) tell()
  await pass(0)
  expect(drawn.map((one) => one.split(' ')[0])).toEqual(['a', 'b', 'c', 'slow'])
})

it('gives a slow part a fifth of the time at most, however often it has news', async () => {
  const { part, drawn, pass } = createStage()
  const slow = part('slow', () => 500)
  for (let beat = 0; beat < 100; beat += 1) {
    slow.tell()
    await pass(250)
  }
  const times = drawn.map((one) => Number(one.split(' ')[2])).slice(1) // the first time nobody knew
  expect(times.length).toBeGreaterThan(5)
  for (const [i, at] of times.slice(1).entries()) expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(2_500)
})

it('draws two slow parts in two turns, who waits longest first, and always what is newest', async () => {
  const { part, drawn, pass, pace } = createStage()
  const [one, two] = [part('one', () => 100), part('two', () => 100)]
  one.tell()
  two.tell()
  await pass(1_000)
  drawn.length = 0
  let turns = 0
  two.tell()
  one.tell()
  one.tell()
  pace.afterAll(() => (turns = drawn.length))
  await pass(2_000)
  expect(drawn.map((text) => text.split(' ')[0])).toEqual(['two', 'one'])
  expect(turns).toBe(2)
})

it('says that all is drawn at once where nothing is slow, and waits for nobody who has left', async () => {
  const { part, pass, pace } = createStage()
  const quick = part('quick', () => 1)
  const slow = part('slow', () => 100)
  slow.tell()
  await pass(500)
  let told = 0
  quick.tell()
  pace.afterAll(() => (told += 1))
  await Promise.resolve()
  expect(told).toBe(1)
  slow.tell()
  pace.afterAll(() => (told += 1))
  await Promise.resolve()
  expect(told).toBe(1)
  slow.leave()
  await pass(500)
  expect(told).toBe(2)
})

it('takes a part for quick again when it was quick for long', async () => {
  const { part, drawn, pass } = createStage()
  let cost = 100
  const one = part('one', () => cost)
  one.tell()
  cost = 1
  for (let i = 0; i < 40; i += 1) {
    one.tell()
    await pass(500)
  }
  drawn.length = 0
  one.tell()
  expect(drawn).toHaveLength(1)
})

it('draws what is known to be slow one a turn, before it was ever drawn', async () => {
  const { pace, pass } = createStage()
  const order: string[] = []
  pace.inTurn(() => order.push('map'))
  pace.inTurn(() => order.push('diagram'))
  order.push('figures')
  expect(order).toEqual(['figures'])
  await pass(0)
  expect(order).toEqual(['figures', 'map', 'diagram'])
})
