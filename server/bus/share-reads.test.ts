import { expect, it, vi } from 'vitest'
import { CURSOR_ZERO, type Cursor } from '#contract'
import { systemClock } from '../clock.ts'
import type { Bus } from './bus.ts'
import { createMemoryBus } from './memory-bus.ts'
import { shareReads } from './share-reads.ts'

const run = { id: 'tthc:1-00000000', source: 'tthc', startedAt: 1, endedAt: 1, fence: 0, raw: [], accepted: 1, unchanged: 0, rejected: 0, rejects: [] }
const batch = (value: number) => ({ run, samples: [{ series: 'tthc.a@tn2025', feed: 'tthc', at: value, value }] }) as unknown as Parameters<Bus['publish']>[0] // branded ids
const FOLLOW = { count: 500, blockMs: 10_000 }

/** A real bus in memory that counts the questions it is asked. */
function countedBus() {
  const bus = createMemoryBus({ clock: systemClock })
  const asked: { after: Cursor; signal: AbortSignal | undefined }[] = []
  const counted: Bus = {
    ...bus,
    read: (after, options) => {
      asked.push({ after, signal: options.signal })
      return bus.read(after, options)
    },
  }
  return { bus: shareReads(counted), asked }
}

it('asks once for two who wait at the same place, and gives both the same entries', async () => {
  const { bus, asked } = countedBus()
  const both = Promise.all([bus.read(CURSOR_ZERO, FOLLOW), bus.read(CURSOR_ZERO, FOLLOW)])
  await bus.publish(batch(1))
  const [first, second] = await both
  expect(asked).toHaveLength(1)
  expect(first.entries).toHaveLength(1)
  expect(second.entries).toBe(first.entries)
})

it('brings two together again who fell apart, and neither misses or repeats anything', async () => {
  const { bus, asked } = countedBus()
  const follow = async (until: number) => {
    const got: unknown[] = []
    let cursor = CURSOR_ZERO
    while (got.length < until) {
      const { entries } = await bus.read(cursor, FOLLOW)
      got.push(...entries.flatMap((entry) => entry.samples.map((sample) => sample.value)))
      cursor = entries.at(-1)?.cursor ?? cursor
    }
    return got
  }
  const early = follow(4)
  for (let value = 1; value <= 3; value++) await bus.publish(batch(value))
  const late = follow(4)
  // Both have come to the end and wait there, by one question.
  await vi.waitFor(() => expect(asked.at(-1)?.after).not.toBe(CURSOR_ZERO), { timeout: 10_000 })
  await bus.publish(batch(4))
  expect(await early).toEqual([1, 2, 3, 4])
  expect(await late).toEqual([1, 2, 3, 4])
  expect(asked.filter(({ after }) => after === asked.at(-1)?.after)).toHaveLength(1)
})

it('asks apart for those who stand apart, ask otherwise or do not wait', async () => {
  const { bus, asked } = countedBus()
  const published = await bus.publish(batch(1))
  const head = published.kind === 'written' ? published.cursor : CURSOR_ZERO
  const all = Promise.all([bus.read(head, FOLLOW), bus.read(head, { ...FOLLOW, count: 7 }), bus.read(CURSOR_ZERO, FOLLOW), bus.read(head, { ...FOLLOW, blockMs: 0 })])
  await bus.publish(batch(2))
  expect((await all).map(({ entries }) => entries.length)).toEqual([1, 1, 1, 0])
  expect(asked).toHaveLength(4)
})

it('lets one go without taking the answer from the other, and gives up the question when all have gone', async () => {
  const { bus, asked } = countedBus()
  const [one, other] = [new AbortController(), new AbortController()]
  const [first, second] = [bus.read(CURSOR_ZERO, { ...FOLLOW, signal: one.signal }), bus.read(CURSOR_ZERO, { ...FOLLOW, signal: other.signal })]
  one.abort()
  expect((await first).entries).toEqual([])
  expect(asked[0]?.signal?.aborted).toBe(false)
  await bus.publish(batch(1))
  expect((await second).entries).toHaveLength(1)
  const last = bus.read((await second).entries[0]?.cursor ?? CURSOR_ZERO, { ...FOLLOW, signal: other.signal })
  other.abort()
  expect((await last).entries).toEqual([])
  expect(asked[1]?.signal?.aborted).toBe(true)
})

it('tells both of a bus that cannot be read, and asks anew afterwards', async () => {
  let isDown = true
  const inner = createMemoryBus({ clock: systemClock })
  const bus = shareReads({ ...inner, read: async (after, options) => (isDown ? Promise.reject(new Error('away')) : await inner.read(after, options)) })
  const both = await Promise.allSettled([bus.read(CURSOR_ZERO, FOLLOW), bus.read(CURSOR_ZERO, FOLLOW)])
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  isDown = false
  await bus.publish(batch(1))
  expect((await bus.read(CURSOR_ZERO, FOLLOW)).entries).toHaveLength(1)
})
