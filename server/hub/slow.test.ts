import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type HubRig, startHubRig, testCatalogue } from '../../tests/support/hub-rig.ts'

const SERIES = 1_500
const LIMIT = 65_536
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 25_000, interval: 5 })
const name = (index: number) => `load.n${index}@tn2025`

let rig: HubRig
beforeEach(async () => {
  const catalogue = testCatalogue(SERIES)
  rig = await startHubRig({ catalogue: () => catalogue, limits: { bufferBytes: LIMIT, joinMs: 5 } })
})
afterEach(() => rig.stop())

/** One value of every series, long enough to fill the buffers of the system between us and the client. */
const round = (value: number) =>
  rig.publish('load', Array.from({ length: SERIES }, (_, index) => ({ series: name(index), at: rig.clock.now() + value, value: `${value}`.padEnd(60, '.') })))

const shown = (value: number) => `${value}`.padEnd(60, '.')

it('sets a client aside that does not read, tells it afterwards what it was not told, and leaves the others alone', async () => {
  const [slow, quick] = [rig.screen(['load', 'tthc']), rig.screen(['load', 'tthc'])]
  await until(() => expect([slow.snapshots.length, quick.snapshots.length]).toEqual([1, 1]))
  slow.freeze(true)
  let value = 0
  while (rig.hub.stats().slow === 0) {
    await round(++value)
    await until(() => expect(quick.values.get(name(0))?.value).toBe(shown(value)))
  }
  for (let more = 0; more < 5; more++) {
    await round(++value)
    await until(() => expect(quick.values.get(name(0))?.value).toBe(shown(value)))
  }
  await rig.publish('tthc', [{ series: 'tthc.a@tn2025', value: 7 }])
  await until(() => expect(quick.values.get('tthc.a@tn2025')?.value).toBe(7))
  slow.freeze(false)
  await until(() => expect(slow.values.get('tthc.a@tn2025')?.value).toBe(7))
  expect(slow.values).toEqual(quick.values)
  const told = slow.frames.filter((frame) => frame.skipped > 0)
  expect(told).toHaveLength(1)
  // Every update either reached it or is counted.
  const got = slow.frames.reduce((sum, frame) => sum + frame.samples.length + frame.skipped, 0)
  expect(got).toBe(quick.frames.reduce((sum, frame) => sum + frame.samples.length, 0))
  expect(quick.frames.some((frame) => frame.skipped > 0)).toBe(false)
  expect([slow.snapshots.length, quick.snapshots.length, slow.gaps, quick.gaps]).toEqual([1, 1, 0, 0])
  await round(++value)
  await until(() => expect(slow.values.get(name(0))?.value).toBe(shown(value)))
  expect(rig.hub.stats().slow).toBe(0)
})

it('cuts a client that stays stuck', async () => {
  const [stuck, quick] = [rig.screen(['load']), rig.screen(['load'])]
  await until(() => expect([stuck.snapshots.length, quick.snapshots.length]).toEqual([1, 1]))
  stuck.freeze(true)
  let value = 0
  while (rig.hub.stats().slow === 0) {
    await round(++value)
    await until(() => expect(quick.values.get(name(0))?.value).toBe(shown(value)))
  }
  rig.clock.shift(30_000)
  await round(++value)
  await until(() => expect(quick.values.get(name(0))?.value).toBe(shown(value)))
  expect(rig.hub.stats().clients).toBe(2)
  rig.clock.shift(31_000)
  await until(() => expect(rig.hub.stats()).toMatchObject({ clients: 1, slow: 0 }))
})

it('gives a slow client a snapshot when the log was emptied meanwhile', async () => {
  const [slow, quick] = [rig.screen(['load', 'tthc']), rig.screen(['load', 'tthc'])]
  await until(() => expect([slow.snapshots.length, quick.snapshots.length]).toEqual([1, 1]))
  slow.freeze(true)
  let value = 0
  while (rig.hub.stats().slow === 0) {
    await round(++value)
    await until(() => expect(quick.values.get(name(0))?.value).toBe(shown(value)))
  }
  rig.bus.replace()
  await rig.publish('tthc', [{ series: 'tthc.a@tn2025', value: 1 }])
  await until(() => expect([...quick.values.keys()]).toEqual(['tthc.a@tn2025']))
  slow.freeze(false)
  await until(() => expect([...slow.values.keys()]).toEqual(['tthc.a@tn2025']))
  expect(slow.snapshots).toHaveLength(2)
})
