import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLooseBus, createShiftedClock, type HubRig, serverValues, startHubRig } from '../../tests/support/hub-rig.ts'

const A = 'tthc.a@tn2025'
const B = 'tthc.b@tn2025'
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

let rig: HubRig
beforeEach(async () => {
  rig = await startHubRig()
})
afterEach(() => rig.stop())

describe('after a cut', () => {
  it('brings each missed frame and no snapshot, also to the only one of its room', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1)) // what came with the snapshot itself cannot be told from what was before it
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
    expect(screen.gaps).toBe(0)
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
