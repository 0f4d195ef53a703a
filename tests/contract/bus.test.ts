import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CURSOR_ZERO, type FeedId, type SeriesName } from '#contract'
import { type Batch, type Bus, createMemoryBus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { type Log, silentLog } from '../../server/log.ts'
import { openBus, withBuses } from '../support/redis-bus.ts'
import { startTestRedis, type TestRedis } from '../support/redis.ts'
import { batch, makeRun, NOON, OVERDUE, readAll, sample } from './bus-material.ts'
import { testBus } from './bus-suite.ts'

testBus('memory bus', () => Promise.resolve(createMemoryBus({ clock: systemClock })))

let redis: TestRedis
let client: Redis
beforeAll(async () => {
  redis = await startTestRedis({ appendfsync: 'no' })
  client = new Redis(redis.socketPath)
})
afterAll(async () => {
  client.disconnect()
  await redis.stop()
})

testBus('redis bus', async () => {
  await client.flushall()
  return openBus(redis)
})

describe('both buses', () => {
  const sampleOf = fc.record({
    series: fc.constantFrom<SeriesName[]>('a.x@p' as SeriesName, 'a.y@p' as SeriesName, 'a.z@p' as SeriesName),
    at: fc.nat(6).map((n) => NOON + n * 1_000),
    value: fc.oneof(fc.nat(2), fc.constantFrom('mở', 'đóng')),
    period: fc.constantFrom(undefined, undefined, '2026', '2026-10'),
    state: fc.constantFrom(undefined, undefined, 'estimated' as const),
    coverage: fc.constantFrom(undefined, undefined, { reported: 92, expected: 96 }, { reported: 96, expected: 96 }),
  })
  const feedOf = (series: string) => (series === 'a.z@p' ? 'two' : 'one') as FeedId

  it('keep and answer the same, whatever is published', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(sampleOf, { maxLength: 12 }), { minLength: 1, maxLength: 12 }), async (batches) => {
        await client.flushall()
        const memory = createMemoryBus({ clock: systemClock })
        await withBuses(() => openBus(redis), 1, async (real) => {
          if (real === undefined) return
          for (const samples of batches) {
            const one: Batch = { run: makeRun(), samples: samples.map((each) => ({ ...each, feed: feedOf(each.series) })) }
            const [a, b] = [await real.publish(one), await memory.publish(one)]
            expect({ ...a, cursor: '' }).toEqual({ ...b, cursor: '' })
          }
          const content = async (bus: Bus) => {
            const { samples, runs } = await bus.latest()
            const log = (await readAll(bus)).map((entry) => ({ run: entry.run, samples: entry.samples }))
            return { log, runs, samples: samples.toSorted((a, b) => a.series.localeCompare(b.series)) }
          }
          expect(await content(real)).toEqual(await content(memory))
        })
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})

describe('redis bus beyond one process', () => {
  beforeEach(async () => {
    await client.flushall()
  })

  it('names a series once, however many processes meet it first', async () => {
    await withBuses(() => openBus(redis), 4, async (...buses) => {
      const names = Array.from({ length: 40 }, (_, i) => `tthc.n-${i}@tn2025` as SeriesName)
      const publish = (bus: Bus, from: number) => bus.publish(batch(...names.slice(from, from + 20).map((series) => sample(from, { series, at: NOON + from }))))
      await Promise.all(buses.flatMap((bus, i) => [publish(bus, i * 5), publish(bus, 20 - i * 5)]))
      expect((await client.lrange('{ioc}:names', '0', '-1')).toSorted()).toEqual(names.toSorted())
      const views = await Promise.all(buses.map(async (bus) => (await bus.latest()).samples.map(({ series, at }) => `${series} ${at}`).toSorted()))
      expect(new Set(views.map((view) => view.join())).size).toBe(1)
      expect(views[0]).toHaveLength(40)
    })
  })

  it('reads what another process wrote, with names it had not met', async () => {
    await withBuses(() => openBus(redis), 2, async (one, two) => {
      const read = two?.read(CURSOR_ZERO, { count: 9, blockMs: 30_000 })
      await one?.publish(batch(sample(1)))
      expect((await read)?.entries[0]?.samples[0]).toMatchObject({ series: 'tthc.pending@tn2025', value: 1 })
    })
  })

  it('goes on under another epoch, with right names, when Redis was emptied under it', async () => {
    await withBuses(() => openBus(redis), 2, async (one, two) => {
      if (one === undefined || two === undefined) return
      await one.publish(batch(sample(1), sample(2, { series: 'tthc.overdue@tn2025' as SeriesName })))
      const before = await one.head()
      await client.flushall()
      await two.publish(batch(sample(5, { series: 'soc.open@tn2025' as SeriesName })))
      expect(await one.publish(batch(sample(2, { series: 'tthc.overdue@tn2025' as SeriesName })))).toMatchObject({ kind: 'written', logged: 1 })
      const { epoch, samples } = await one.latest()
      expect(epoch).not.toBe(before.epoch)
      expect(samples.map(({ series, value }) => `${series} ${value}`).toSorted()).toEqual(['soc.open@tn2025 5', 'tthc.overdue@tn2025 2'])
      expect((await two.read(CURSOR_ZERO, { count: 9, blockMs: 0 })).epoch).toBe(epoch)
      await client.flushall()
      expect((await one.read(before.cursor, { count: 9, blockMs: 0 })).epoch).not.toBe(epoch)
    })
  })

  it('leaves out what it cannot read, says so once, and reads on', async () => {
    const lines: string[] = []
    const log: Log = { ...silentLog, error: (_, message) => void lines.push(message), child: () => log }
    await withBuses(() => openBus(redis, { log }), 1, async (bus) => {
      if (bus === undefined) return
      await bus.publish(batch(sample(1)))
      await client.xadd('{ioc}:log', '*', 'r', '{"broken', 's', '')
      await client.xadd('{ioc}:log', '*', 'r', JSON.stringify(makeRun()), 's', '[4711,2790000000000,1]')
      await bus.publish(batch(sample(2)))
      for (let i = 0; i < 3; i += 1) expect((await readAll(bus)).flatMap(({ samples }) => samples.map(({ value }) => value))).toEqual([1, 2])
      expect(lines).toHaveLength(2)
      const { cursor } = await bus.head()
      await client.xadd('{ioc}:log', '*', 'x', 'y')
      expect((await bus.read(cursor, { count: 9, blockMs: 30 })).entries).toEqual([])
    })
  })

  it('leaves out a broken latest value and puts the next sample in its place', async () => {
    for (const [i, broken] of ['', '\n\n', 'g[0,x\nxx\n', '2790000000000,1]\nnonsense', '{"v":1}'].entries()) {
      await withBuses(() => openBus(redis), 2, async (one, two) => {
        await one?.publish(batch(sample(i, { at: NOON + i })))
        await client.hset('{ioc}:latest:tthc:0', '0', broken)
        expect((await two?.latest())?.samples).toEqual([])
        await two?.publish(batch(sample(3)))
        expect((await two?.latest())?.samples).toMatchObject([{ value: 3 }])
        await client.flushall()
      })
    }
  })

  it('decides anew what was decided on values another process has changed', async () => {
    await withBuses(() => openBus(redis), 2, async (one, two) => {
      await one?.publish(batch(sample(1)))
      await two?.publish(batch(sample(1)))
      await one?.publish(batch(sample(2, { at: NOON + 10 })))
      expect(await two?.publish(batch(sample(3, { at: NOON + 5 })))).toMatchObject({ logged: 1, older: 1 })
      expect(await one?.publish(batch(sample(2, { at: NOON + 10 })))).toMatchObject({ unchanged: 1 })
      expect((await one?.latest())?.samples).toMatchObject([{ value: 2 }])
    })
  })

  it('lets every one of many processes through that write the same series at once', async () => {
    await withBuses(() => openBus(redis), 3, async (...buses) => {
      const publishAll = (bus: Bus, i: number) => Promise.all(Array.from({ length: 20 }, (_, n) => bus.publish(batch(sample(i, { at: NOON + (n * 7) % 20 }), sample(n, { at: NOON + i, series: OVERDUE })))))
      const published = (await Promise.all(buses.map(publishAll))).flat()
      const log = (await readAll(buses[0] as Bus)).flatMap(({ samples }) => samples)
      expect(published.reduce((sum, one) => sum + (one.kind === 'written' ? one.logged : 0), 0)).toBe(log.length)
      const memory = createMemoryBus({ clock: systemClock })
      for (const one of log) await memory.publish({ run: makeRun(), samples: [{ ...one, feed: 'tthc' as FeedId }] })
      const latest = async (bus: Bus | undefined) => (await bus?.latest())?.samples.map(({ series, at, value }) => [series, at, value]).toSorted()
      expect(await latest(buses[1])).toEqual(await latest(memory))
    })
  })

  it('takes over latest values of the former form, once', async () => {
    await withBuses(() => openBus(redis), 1, async (bus) => {
      if (bus === undefined) return
      await bus.publish(batch(sample(1), sample('đóng\n', { series: 'tthc.gate@tn2025' as SeriesName, coverage: { reported: 1, expected: 2 } })))
      const kept = (await bus.latest()).samples
      await client.del('{ioc}:latest:tthc:0', '{ioc}:pages:tthc')
      const [first, second] = kept
      const origin = `${first?.run} ${first?.receivedAt.toString(36)}`
      const at = NOON + 1_000_000_000_000
      await client.hset('{ioc}:latest:tthc', '0', `1[0,${at},1]\n${origin}\n${at - 5},7\n`, '1', `0[1,${at},"đóng\\n",{"c":[1,2]}]\n${origin}\n`)
      await withBuses(() => openBus(redis), 1, async (upgraded) => {
        expect((await upgraded?.latest())?.samples).toEqual([first, second])
        expect(await client.exists('{ioc}:latest:tthc')).toBe(0)
        expect(await upgraded?.publish(batch(sample(1), sample(2, { at: NOON + 1 })))).toMatchObject({ logged: 1, unchanged: 1 })
      })
    })
  })
})
