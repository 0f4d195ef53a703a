import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CURSOR_ZERO, type SeriesName, type SourceId } from '#contract'
import { type Batch, type Bus, BusUnavailableError, type Published, type RedisBusOptions } from '../../server/bus/index.ts'
import { type Log, silentLog } from '../../server/log.ts'
import { openBus, withBuses } from '../support/redis-bus.ts'
import { startTestRedis, type TestRedis } from '../support/redis.ts'
import { batch, makeRun, NOON, readAll, sample } from './bus-material.ts'

describe('redis bus when Redis goes away', () => {
  let hard: TestRedis
  let lines: string[]
  const open = (options: Partial<RedisBusOptions> = {}) => {
    const note = (_: object, message: string) => void lines.push(message)
    const log: Log = { ...silentLog, info: note, warn: note, error: note, child: () => log }
    return openBus(hard, { log, commandTimeoutMs: 1_000, ...options })
  }
  beforeAll(async () => {
    hard = await startTestRedis({ comesBack: false })
  })
  afterAll(() => hard.stop())
  beforeEach(() => {
    lines = []
  })

  const keyed = (source: string, i: number): Batch => ({
    run: makeRun({ source: source as SourceId }),
    samples: Array.from({ length: 20 }, (_, n) => sample(i + n / 100, { series: `${source}.n-${n}@tn2025` as SeriesName, at: NOON + i })),
    idempotency: { key: `key:${i}`, bodySha256: 'a'.repeat(64), keepMs: 600_000 },
  })
  const countInLog = async (bus: Bus, source: string) => {
    const counts = new Map<string, number>()
    for (const { run, samples } of await readAll(bus)) {
      if (run.source !== source) continue
      for (const { series, at, value } of samples) counts.set(`${series} ${at} ${value}`, (counts.get(`${series} ${at} ${value}`) ?? 0) + 1)
    }
    return counts
  }

  it('has every batch it answered exactly once after a kill, and resends none twice', async () => {
    for (let round = 0; round < 2; round += 1) {
      await withBuses(open, 1, async (bus) => {
        if (bus === undefined) return
        const source = `kill-${round}`
        const batches = Array.from({ length: 1_000 }, (_, i) => keyed(source, i))
        const answered = new Set<number>()
        const queue = batches.entries()
        const work = async () => {
          for (const [i, one] of queue) {
            if (killed) return
            if ((await bus.publish(one).then(({ kind }) => kind, () => 'lost')) === 'written') answered.add(i)
          }
        }
        let killed = false
        const working = Promise.all(Array.from({ length: 8 }, work))
        await vi.waitFor(() => expect(answered.size).toBeGreaterThan(40), { timeout: 20_000, interval: 1 })
        await hard.kill()
        killed = true
        await working
        expect(answered.size).toBeLessThan(1_000)
        await hard.restart()
        await vi.waitFor(() => bus.ping(), { timeout: 10_000 })
        const afterRestart = await countInLog(bus, source)
        for (const i of answered) for (const { series, at, value } of batches[i]?.samples ?? []) expect(afterRestart.get(`${series} ${at} ${value}`)).toBe(1)
        for (const one of batches) await bus.publish(one)
        const inTheEnd = await countInLog(bus, source)
        expect([inTheEnd.size, new Set(inTheEnd.values())]).toEqual([1_000 * 20, new Set([1])])
      })
    }
  }, 120_000)

  it('says so in time while Redis is frozen, recovers by itself, and does not double a resend', async () => {
    await withBuses(open, 1, async (bus) => {
      if (bus === undefined) return
      await bus.publish(keyed('stop', 0))
      hard.pause()
      const waiting = bus.read((await bus.head().catch(() => ({ cursor: CURSOR_ZERO }))).cursor, { count: 9, blockMs: 100 })
      const refused = expect(waiting).rejects.toThrow(BusUnavailableError)
      const results: Promise<Published>[] = []
      for (let i = 1; i <= 6; i += 1) {
        results.push(bus.publish(keyed('stop', i)))
        const started = Date.now()
        await expect(results.at(-1)).rejects.toThrow(BusUnavailableError)
        expect(Date.now() - started).toBeLessThan(3_000)
      }
      await refused
      hard.resume()
      await vi.waitFor(() => bus.ping(), { timeout: 10_000 })
      for (let i = 1; i <= 6; i += 1) expect((await bus.publish(keyed('stop', i))).kind).toMatch(/^(?:written|repeated)$/)
      const counts = await countInLog(bus, 'stop')
      expect([counts.size, new Set(counts.values())]).toEqual([7 * 20, new Set([1])])
    })
  }, 60_000)

  it('refuses promptly while Redis is down and logs the loss and the return once each', async () => {
    await withBuses(open, 1, async (bus) => {
      if (bus === undefined) return
      await bus.ping()
      const waiting = expect(bus.read((await bus.head()).cursor, { count: 9, blockMs: 60_000 })).rejects.toThrow(BusUnavailableError)
      await hard.kill()
      await waiting
      const started = Date.now()
      for (let i = 0; i < 3; i += 1) await expect(bus.publish(batch(sample(1)))).rejects.toThrow(BusUnavailableError)
      await expect(bus.latest()).rejects.toThrow(BusUnavailableError)
      await expect(bus.durability()).rejects.toThrow(BusUnavailableError)
      expect(Date.now() - started).toBeLessThan(8_000)
      await hard.restart()
      await vi.waitFor(() => bus.ping(), { timeout: 5_000 })
      await bus.publish(batch(sample(2, { at: NOON + 9 })))
      expect((await bus.read(CURSOR_ZERO, { count: 9, blockMs: 100 })).entries).not.toEqual([])
      expect(lines).toEqual(['bus lost', 'bus is back'])
    })
  }, 60_000)

  it('comes up later when Redis is not there at first', async () => {
    await hard.kill()
    await withBuses(open, 1, async (bus) => {
      if (bus === undefined) return
      await expect(bus.ping()).rejects.toThrow(BusUnavailableError)
      await hard.restart()
      await vi.waitFor(() => bus.ping(), { timeout: 5_000 })
    })
  }, 60_000)
})
