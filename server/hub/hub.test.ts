import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveAnswer } from '#contract'
import { createLooseBus, createShiftedClock, type HubRig, openScreen, serverValues, startHubRig, testCatalogue } from '../../tests/support/hub-rig.ts'
import { silentLog } from '../log.ts'
import { createHub } from './index.ts'

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

describe('after a cut', () => {
  it('brings each missed frame and no snapshot, also to the only one of its room', async () => {
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.values.get(A)?.value).toBe(1))
    screen.socket.disconnect()
    for (const value of [2, 3]) {
      await rig.publish('tthc', [{ series: A, value, at: rig.clock.now() + value }])
      await until(async () => expect((await serverValues(rig.hub, ['tthc'])).get(A)?.value).toBe(value))
    }
    const seen = screen.frames.length
    screen.socket.connect()
    await until(() => expect(screen.values.get(A)?.value).toBe(3))
    expect(screen.snapshots).toHaveLength(1)
    expect(screen.frames.slice(seen).flatMap((frame) => frame.samples.map((sample) => sample[2]))).toEqual(expect.arrayContaining([2, 3]))
  })

  it('brings a snapshot when the frames are gone', async () => {
    await rig.stop()
    rig = await startHubRig({ limits: { ringFrames: 2, joinMs: 5 } })
    const other = rig.screen(['tthc'])
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 0 }])
    await until(() => expect([screen.values.get(A)?.value, other.values.get(A)?.value]).toEqual([0, 0]))
    screen.socket.disconnect()
    for (let value = 1; value <= 5; value++) {
      await rig.publish('tthc', [{ series: A, value, at: rig.clock.now() + value }])
      await until(() => expect(other.values.get(A)?.value).toBe(value))
    }
    screen.socket.connect()
    await until(() => expect(screen.values.get(A)?.value).toBe(5))
    expect(screen.snapshots).toHaveLength(2)
    expect(other.snapshots).toHaveLength(1)
  })

  it('gives everybody a snapshot of the new log when it was emptied', async () => {
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.values.size).toBe(1))
    const epoch = screen.epoch
    rig.bus.replace()
    await rig.publish('tthc', [{ series: B, value: 2 }])
    await until(() => expect([...screen.values.keys()]).toEqual([B]))
    expect(screen.epoch).not.toBe(epoch)
  })

  it('begins again when the log was trimmed beyond where it stood', async () => {
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.values.get(A)?.value).toBe(1))
    rig.bus.cut(true)
    await until(() => expect(screen.system?.busReachable).toBe(false))
    rig.bus.cut(false)
    await Promise.all([rig.publish('tthc', [{ series: A, value: 2, at: rig.clock.now() + 1 }]), rig.publish('tthc', [{ series: B, value: 3 }])])
    await rig.bus.trim({ maxAgeMs: Number.MAX_SAFE_INTEGER, maxEntries: 0 })
    await until(() => expect([screen.values.get(A)?.value, screen.values.get(B)?.value]).toEqual([2, 3]))
  })

  it('does not take the numbers of another hub for its own', async () => {
    const second = await startHubRig({ loose: rig.bus })
    try {
      await rig.publish('tthc', [{ series: A, value: 1 }, { series: B, value: 2 }])
      const [here, there] = [rig.screen(['tthc']), second.screen(['tthc'])]
      await until(() => expect([here.values.size, there.values.size]).toEqual([2, 2]))
      there.watch({ epoch: here.epoch, cursor: here.cursor })
      await until(() => expect(there.snapshots).toHaveLength(2))
    } finally {
      await second.stop()
    }
  })
})

describe('when the bus is out of reach', () => {
  it('says so to every screen, and when it is back', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.system?.busReachable).toBe(true))
    rig.bus.cut(true)
    await until(() => expect(screen.system?.busReachable).toBe(false))
    rig.bus.cut(false)
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.system?.busReachable).toBe(true))
    await until(() => expect(screen.values.get(A)?.value).toBe(1))
    expect(screen.snapshots).toHaveLength(1)
  })

  it('starts without it, says so, and shows everything once it is there', async () => {
    await rig.stop()
    const loose = createLooseBus(createShiftedClock())
    loose.cut(true)
    rig = await startHubRig({ loose })
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.system?.busReachable).toBe(false))
    loose.cut(false)
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.values.get(A)?.value).toBe(1))
    expect(screen.system?.busReachable).toBe(true)
  })
})

describe('who may', () => {
  it('refuses a watch with a feed that is not for the viewer, and sends none of the others', async () => {
    await rig.stop()
    rig = await startHubRig({ can: (_viewer, verb, thing) => verb !== 'watch' || (thing.kind === 'feed' && thing.feed !== 'soc') })
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const screen = rig.screen(['tthc', 'soc'])
    await until(() => expect(screen.refused).toHaveLength(1))
    expect(screen.refused[0]).toMatchObject({ code: 'forbidden' })
    expect(screen.refused[0]?.message).toContain('soc')
    expect(screen.snapshots).toHaveLength(0)
    expect(rig.hub.stats().rooms).toBe(0)
  })

  it('tells a client of another protocol to reload, and one that talks nonsense that it does', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    screen.watch({ protocol: 99 })
    screen.watch({ feeds: ['NOT A FEED'] })
    await until(() => expect(screen.refused.map((one) => one.code)).toEqual(['reload', 'bad-request']))
  })

  it('stops answering a client that asks without end', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    for (let i = 0; i < 20; i++) screen.watch()
    await until(() => expect(screen.refused.length).toBeGreaterThanOrEqual(14))
    expect(new Set(screen.refused.map((one) => one.code))).toEqual(new Set(['bad-request']))
  })

  it.each([
    ['a foreign origin', { allowOrigin: () => false }],
    ['a viewer who may see nothing', { can: () => false }],
  ])('answers 403 to %s before any websocket is opened', async (_what, over) => {
    await rig.stop()
    rig = await startHubRig(over)
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=websocket`, UPGRADE)).toBe(403)
    expect(rig.hub.stats().clients).toBe(0)
  })

  it('refuses long polling', async () => {
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=polling`, {})).toBe(400)
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=websocket`, UPGRADE)).toBe(101)
  })
})

describe('what is shared', () => {
  it('builds one snapshot for fifty who join together', async () => {
    await rig.stop()
    rig = await startHubRig({ limits: { joinMs: 400 } })
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(async () => expect((await serverValues(rig.hub, ['tthc'])).size).toBe(1))
    rig.clock.shift(2_000) // what was built for the line above is too old now
    const before = rig.hub.stats().snapshotsBuilt
    const screens = Array.from({ length: 50 }, (_, index) => rig.screen(index % 2 === 0 ? ['tthc', 'datacentre'] : ['datacentre', 'tthc']))
    await until(() => expect(screens.every((screen) => screen.values.get(A)?.value === 1)).toBe(true))
    expect(rig.hub.stats().rooms).toBe(1)
    // Fifty handshakes may take longer than one window on a busy machine, yet never fifty snapshots.
    expect(rig.hub.stats().snapshotsBuilt - before).toBeLessThanOrEqual(3)
  })

  it('forgets a set of feeds some time after the last one has left', async () => {
    await rig.stop()
    rig = await startHubRig({ limits: { roomKeepMs: 50 } })
    const screen = rig.screen(['tthc'])
    await until(() => expect(rig.hub.stats()).toMatchObject({ rooms: 1, clients: 1 }))
    screen.close()
    await until(() => expect(rig.hub.stats()).toMatchObject({ rooms: 0, clients: 0 }))
  })

  it('writes the snapshot out for HTTP with an ETag that changes with the content only', async () => {
    await rig.publish('tthc', [{ series: A, value: 1, period: '2026-10' }])
    await until(async () => expect((await snapshotOf(['tthc'])).answer.sources.find((one) => one.id === 'tthc')?.series.live).toBe(1))
    const first = await snapshotOf(['tthc'])
    expect(LiveAnswer.parse(JSON.parse(gunzipSync(first.gzip).toString()))).toEqual(first.answer)
    expect(first.answer.values).toEqual([expect.objectContaining({ series: A, source: 'tthc', freshness: 'live', value: 1, period: '2026-10', at: expect.stringMatching(/Z$/) })])
    await rig.publish('datacentre', [{ series: 'datacentre.cpu@tn2025', value: 5 }])
    await until(async () => expect((await snapshotOf(['tthc'])).answer.cursor).not.toBe(first.answer.cursor))
    expect((await snapshotOf(['tthc'])).etag).toBe(first.etag)
    rig.clock.shift(1.3 * MINUTE)
    await until(async () => expect((await snapshotOf(['tthc'])).answer.values[0]?.freshness).toBe('late'))
    expect((await snapshotOf(['tthc'])).etag).not.toBe(first.etag)
    expect((await snapshotOf(['datacentre', 'tthc'])).etag).toBe((await snapshotOf(['tthc', 'datacentre'])).etag)
  })
})

describe('source health', () => {
  it('tells a source that fails, since when, and that it is well again', async () => {
    const screen = rig.screen(['tthc'])
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(screen.sources.get('tthc')).toMatchObject({ freshness: 'live', accepted: 1, series: { total: 1, live: 1 } }))
    expect(screen.sources.get('tthc')?.beats.at(-1)).toBe('on-time')
    const since = rig.clock.now()
    await rig.publish('tthc', [], { kind: 'unreachable', message: 'không nối được' })
    await until(() => expect(screen.sources.get('tthc')?.error).toMatchObject({ kind: 'unreachable', message: 'không nối được' }))
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
    for (let i = 0; i < 3; i++) await rig.publish('tthc', [], { kind: 'auth', message: 'sai mật khẩu' })
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

it('ends every connection when it stops, and lets nobody in afterwards', async () => {
  const screen = rig.screen(['tthc'])
  await until(() => expect(screen.snapshots).toHaveLength(1))
  await rig.hub.stop()
  await until(() => expect(screen.socket.connected).toBe(false))
  const late = openScreen(rig.url, ['tthc'])
  const failed = await new Promise((resolve) => {
    late.socket.once('connect_error', () => resolve(true))
    late.socket.once('connect', () => resolve(false))
  })
  late.close()
  expect(failed).toBe(true)
})

it('does nothing before it is started', () => {
  const hub = createHub({
    bus: rig.bus, clock: rig.clock, log: silentLog, httpServer: rig.server, catalogue: () => testCatalogue(),
    dueOf: () => ({ liveUntil: 0, lateUntil: 0 }), can: () => true, identify: () => ({ kind: 'local' }), allowOrigin: () => true, demo: true,
  })
  expect(hub.system()).toMatchObject({ busReachable: false, demo: true })
})

const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin: 'http://evil.example' }

function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}
