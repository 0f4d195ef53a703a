import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveAnswer } from '#contract'
import { type HubRig, serverValues, startHubRig } from '../../tests/support/hub-rig.ts'

const A = 'tthc.a@tn2025'
const MINUTE = 60_000
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

let rig: HubRig
beforeEach(async () => {
  rig = await startHubRig()
})
afterEach(() => rig.stop())

const snapshotOf = (feeds: string[]) => rig.hub.snapshot(feeds as never[]) // branded ids

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

  it('serves a snapshot made a moment ago to the next one, with what came since', async () => {
    const first = rig.screen(['tthc'])
    await until(() => expect(first.snapshots).toHaveLength(1))
    const built = rig.hub.stats().snapshotsBuilt
    await rig.publish('tthc', [{ series: A, value: 1 }])
    await until(() => expect(first.values.get(A)?.value).toBe(1))
    const second = rig.screen(['tthc'])
    await until(() => expect(second.values.get(A)?.value).toBe(1))
    expect(second.snapshots[0]?.samples).toEqual([])
    expect(rig.hub.stats().snapshotsBuilt).toBe(built)
  })

  it('lets those in who come in the middle of a stream without a gap', async () => {
    await rig.stop()
    rig = await startHubRig({ beatMs: 0, limits: { joinMs: 1 } })
    const screens: ReturnType<typeof rig.screen>[] = []
    for (let value = 1; value <= 120; value++) {
      if (value % 4 === 0) screens.push(rig.screen(['tthc']))
      await rig.publish('tthc', [{ series: A, value, at: rig.clock.now() + value }])
      await until(async () => expect((await rig.hub.snapshot(['tthc' as never])).answer.cursor).toBe((await rig.bus.head()).cursor))
    }
    await until(() => expect(screens.map((screen) => screen.values.get(A)?.value)).toEqual(screens.map(() => 120)))
    expect(screens.map((screen) => [screen.snapshots.length, screen.gaps])).toEqual(screens.map(() => [1, 0]))
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
