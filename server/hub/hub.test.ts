import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HubRig, startHubRig, testCatalogue } from '../../tests/support/hub-rig.ts'

const A = 'tthc.a@tn2025'
const B = 'tthc.b@tn2025'
const MINUTE = 60_000
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

let rig: HubRig
beforeEach(async () => {
  rig = await startHubRig()
})
afterEach(() => rig.stop())

const snapshotOf = (feeds: string[]) => rig.hub.snapshot(feeds as never[]) // branded ids

describe('watching', () => {
  it('gives what is there as a snapshot and what comes as frames', async () => {
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.values.get(A)).toMatchObject({ value: 1, freshness: 'live' }))
    await rig.publish('tthc', [{ series: A, value: 2 }, { series: B, value: 'mở' }])
    await until(() => expect([screen.values.get(A)?.value, screen.values.get(B)?.value]).toEqual([2, 'mở']))
    expect(screen.snapshots).toHaveLength(1)
    expect(screen.gaps).toBe(0)
    expect(screen.system).toEqual({ bus: 'memory', durability: 'none', pressure: 'none', demo: false, busReachable: true })
  })

  it('sends only the feeds that are watched', async () => {
    const screen = rig.screen(['datacentre'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await rig.publish('datacentre', [{ series: 'datacentre.cpu@tn2025', value: 5 }])
    await until(() => expect(screen.values.size).toBe(1))
    expect([...screen.sources.keys()].sort()).toEqual(['datacentre', 'load'])
  })

  it('sends a feed of one subject without the others', async () => {
    const screen = rig.screen(['tthc@tn2025-25459'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    await rig.publish('tthc', [{ series: A, value: 1 }, { series: 'tthc.a@tn2025-25459', value: 2 }])
    await until(() => expect([...screen.values.keys()]).toEqual(['tthc.a@tn2025-25459']))
  })

  it('gathers what comes within a beat into one frame, the newest per series', async () => {
    await rig.stop()
    rig = await startHubRig({ beatMs: 300 })
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.frames.length).toBeGreaterThan(0)) // a beat has just passed
    const before = screen.frames.length
    for (let value = 1; value <= 20; value++) await rig.publish('tthc', [{ series: A, at: rig.clock.now() + value, value }])
    await until(() => expect(screen.values.get(A)?.value).toBe(20))
    const samples = screen.frames.slice(before).flatMap((frame) => frame.samples)
    expect(samples.length).toBeLessThanOrEqual(2)
  })

  it('sends a frame per batch when the beat is 0', async () => {
    await rig.stop()
    rig = await startHubRig({ beatMs: 0 })
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    for (let value = 1; value <= 5; value++) {
      await rig.publish('tthc', [{ series: A, at: rig.clock.now() + value, value }])
      await until(() => expect(screen.values.get(A)?.value).toBe(value))
    }
    expect(screen.frames.flatMap((frame) => frame.samples)).toHaveLength(5)
  })

  it('sends a frame each second though nothing happens', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.frames.filter((frame) => frame.samples.length === 0).length).toBeGreaterThan(2))
    const times = screen.frames.map((frame) => frame.at)
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.max(...pauses)).toBeLessThan(1_500) // 1 s, and room for a busy machine
    expect(screen.frames.length).toBeLessThan(20)
  })

  it('never lets an older value or an unknown indicator onto the screen, and takes a correction', async () => {
    const at = rig.clock.now()
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, at, value: 1 }])
    await rig.publish('tthc', [{ series: A, at: at - 1_000, value: 99 }, { series: 'tthc.unheard@tn2025', at, value: 7 }])
    await rig.publish('tthc', [{ series: A, at, value: 2 }])
    await until(() => expect(screen.values).toEqual(new Map([[A, { at, value: 2, freshness: 'live' }]])))
  })
})

describe('freshness', () => {
  it('goes live, late, stale by the server\'s clock without any sample', async () => {
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.values.get(A)?.freshness).toBe('live'))
    rig.clock.shift(1.2 * MINUTE)
    await until(() => expect(screen.values.get(A)?.freshness).toBe('late'))
    rig.clock.shift(2 * MINUTE)
    await until(() => expect(screen.values.get(A)?.freshness).toBe('stale'))
    await rig.publish('tthc', [{ series: A, value: 2 }])
    await until(() => expect(screen.values.get(A)).toMatchObject({ value: 2, freshness: 'live' }))
    expect(screen.snapshots).toHaveLength(1)
  })

  it('judges by the calendar rule and tells until when each value is live', async () => {
    await rig.publish('tthc', [{ series: 'tthc.daily@tn2025', value: 1 }, { series: A, value: 1 }])
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.values.size).toBe(2))
    const { snapshot } = await snapshotOf(['tthc'])
    const [daily, minute] = ['tthc.daily@tn2025', A].map((name) => snapshot.series.find((one) => one[1] === name))
    expect([daily?.[3], minute?.[3]]).toEqual([0, 72_000])
    expect(snapshot.samples.find((one) => one[0] === daily?.[0])?.[3]?.d).toBeGreaterThan(rig.clock.now())
    expect(snapshot.samples.find((one) => one[0] === minute?.[0])?.[3]).toBeUndefined()
    rig.clock.shift(23 * 60 * MINUTE)
    await until(() => expect(screen.values.get(A)?.freshness).toBe('stale'))
    expect(screen.values.get('tthc.daily@tn2025')?.freshness).toBe('live')
    rig.clock.shift(25 * 60 * MINUTE)
    await until(() => expect(screen.values.get('tthc.daily@tn2025')?.freshness).toBe('late'))
  })

  it('says at once when a sample comes too late to be live', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    await rig.publish('tthc', [{ series: A, at: rig.clock.now() - 10 * MINUTE, value: 1 }])
    await until(() => expect(screen.values.get(A)?.freshness).toBe('stale'))
    expect(screen.frames.find((frame) => frame.samples.length > 0)?.fresh).toHaveLength(1)
  })

  it('judges by the new rule when the catalogue changes while running', async () => {
    await rig.stop()
    let catalogue = testCatalogue()
    rig = await startHubRig({ catalogue: () => catalogue })
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 1 }])
    rig.clock.shift(30 * MINUTE)
    await until(() => expect(screen.values.get(A)?.freshness).toBe('stale'))
    catalogue = { ...catalogue, indicators: catalogue.indicators.map((one) => ({ ...one, due: { every: '1h' } as never })) } // branded duration
    await until(() => expect(screen.values.get(A)?.freshness).toBe('live'))
  })
})

describe('source health', () => {
  it('tells a source that fails, since when, and that it is well again', async () => {
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.sources.get('tthc')).toMatchObject({ freshness: 'live', accepted: 1, series: { total: 1, live: 1 } }))
    expect(screen.sources.get('tthc')?.beats.at(-1)).toBe('on-time')
    const since = rig.clock.now()
    await rig.publish('tthc', [], { kind: 'unreachable', message: { vi: 'không nối được', en: 'cannot connect' } })
    await until(() => expect(screen.sources.get('tthc')?.error).toMatchObject({ kind: 'unreachable', message: { vi: 'không nối được', en: 'cannot connect' } }))
    expect(screen.sources.get('tthc')?.error?.since).toBeGreaterThanOrEqual(since)
    await rig.publish('tthc', [{ series: A, value: 2, at: rig.clock.now() + 5 }])
    await until(() => expect(screen.sources.get('tthc')?.error).toBeUndefined())
    rig.clock.shift(5 * MINUTE)
    await until(() => expect(screen.sources.get('tthc')).toMatchObject({ freshness: 'stale', series: { total: 1, live: 0 } }))
    expect(rig.hub.health().map((one) => one.id)).toEqual(['tthc', 'datacentre', 'load'])
  })

  it('knows from the books, after its own start, since when a source fails and how it did before', async () => {
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const since = rig.clock.now()
    for (let i = 0; i < 3; i++) await rig.publish('tthc', [], { kind: 'auth', message: { vi: 'sai mật khẩu', en: 'wrong password' } })
    const second = await startHubRig({ loose: rig.bus })
    try {
      const health = second.hub.health().find((one) => one.id === 'tthc')
      expect(health?.error?.since).toBeLessThanOrEqual(since + 1_000)
      expect(health?.beats.at(-1)).toBe('on-time')
      expect(health?.beats.slice(0, -1).every((beat) => beat === 'none')).toBe(true)
    } finally {
      await second.stop()
    }
  })
})
