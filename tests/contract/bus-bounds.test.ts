import { Redis } from 'ioredis'
import { describe, expect, it, vi } from 'vitest'
import { CURSOR_ZERO, type SeriesName } from '#contract'
import { type Batch, BusFullError, createMemoryBus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { openBus, withBuses } from '../support/redis-bus.ts'
import { startTestRedis } from '../support/redis.ts'
import { batch, NOON, readAll, sample, TTHC } from './bus-material.ts'

describe('redis bus at its bounds', () => {
  it('refuses with memory full, drops nothing, and still knows what it has taken', async () => {
    const small = await startTestRedis({ appendfsync: 'no', maxmemoryBytes: 4_000_000 })
    try {
      await withBuses(() => openBus(small), 1, async (bus) => {
        if (bus === undefined) return
        const word = 'x'.repeat(64)
        const taken: Batch[] = []
        const fill = async () => {
          for (let i = 0; i < 10_000; i += 1) {
            const one: Batch = {
              ...batch(...Array.from({ length: 100 }, (_, n) => sample(word, { at: NOON + i, series: `tthc.n-${n}@tn2025` as SeriesName }))),
              idempotency: { key: `key:${i}`, bodySha256: 'a'.repeat(64), keepMs: 600_000 },
            }
            await bus.publish(one)
            taken.push(one)
          }
        }
        await expect(fill()).rejects.toThrow(BusFullError)
        await vi.waitFor(async () => expect(await bus.pressure()).toMatchObject({ kind: 'memory' }), { timeout: 5_000 })
        await expect(bus.publish(batch(sample(1)))).rejects.toThrow(BusFullError)
        const log = await readAll(bus)
        expect(log.map(({ run }) => run.id)).toEqual(taken.map(({ run }) => run.id))
        const [first] = taken
        if (first !== undefined) expect(await bus.publish(first)).toMatchObject({ kind: 'repeated' })
      })
    } finally {
      await small.stop()
    }
  })

  it('takes the refusal of Redis itself for full, with nothing written', async () => {
    const small = await startTestRedis({ appendfsync: 'no' })
    const admin = new Redis(small.socketPath)
    try {
      await withBuses(() => openBus(small, { clock: { ...systemClock, now: () => NOON } }), 1, async (bus) => {
        if (bus === undefined) return
        await bus.publish(batch(sample(1)))
        await admin.config('SET', 'maxmemory', '1000000')
        await admin.config('SET', 'maxmemory-policy', 'noeviction')
        await admin.config('SET', 'maxmemory', '100000')
        const error: unknown = await bus.publish(batch(sample(2))).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(BusFullError)
        expect(error).toMatchObject({ pressure: { kind: 'memory' } })
        expect(await readAll(bus)).toHaveLength(1)
        expect((await bus.latest()).samples).toMatchObject([{ value: 1 }])
        expect(await bus.runs(TTHC, 9)).toHaveLength(1)
      })
    } finally {
      admin.disconnect()
      await small.stop()
    }
  })

  it('refuses on a nearly full disk, and on a bound of our own', async () => {
    const roomy = await startTestRedis({ appendfsync: 'no' })
    await withBuses(() => openBus(roomy, { dataDir: '/', minFreeDiskBytes: 1e18 }), 1, async (bus) => {
      expect(await bus?.pressure()).toMatchObject({ kind: 'disk' })
      await expect(bus?.publish(batch(sample(1)))).rejects.toThrow(BusFullError)
    })
    await withBuses(() => openBus(roomy, { memoryBoundBytes: 1_000 }), 1, async (bus) => {
      expect(await bus?.pressure()).toMatchObject({ kind: 'memory' })
      expect(await bus?.usage()).toMatchObject({ memoryBoundBytes: 1_000, logEntries: 0 })
    })
    await roomy.stop()
  })

  it('says what written is worth, also where Redis does not let us look', async () => {
    const kinds: string[] = []
    for (const [appendfsync, extraArgs] of [['always', []], ['everysec', []], ['no', []], ['always', ['--rename-command', 'CONFIG', '']]] as const) {
      const one = await startTestRedis({ appendfsync, extraArgs: [...extraArgs] })
      await withBuses(() => openBus(one, { kind: 'foreign' }), 1, async (bus) => kinds.push((await bus?.durability())?.kind ?? ''))
      await one.stop()
    }
    expect(kinds).toEqual(['always', 'everysec', 'none', 'unknown'])
  })

  it('pauses the memory bus before the process runs out of memory', async () => {
    const bus = createMemoryBus({ clock: systemClock, heap: () => ({ usedBytes: 90, boundBytes: 100 }) })
    await expect(bus.publish(batch(sample(1)))).rejects.toThrow(BusFullError)
    expect((await bus.head()).cursor).toBe(CURSOR_ZERO)
  })
})
