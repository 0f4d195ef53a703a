import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SourceSettings } from '#contract'
import { findDriver, findSystem } from '../../connectors/index.ts'
import { loadContext } from '../../tests/contract/load-context.ts'
import { createShiftedClock } from '../../tests/support/hub-rig.ts'
import { stationMessage } from '../../tests/support/listening-source.ts'
import type { Bus } from '../bus/bus.ts'
import { createMemoryBus } from '../bus/memory-bus.ts'
import { silentLog } from '../log.ts'
import { type ConfiguredSource, configureSources } from './configure.ts'
import { decideCase } from './decide-case.ts'
import type { PollerDeps } from './poller.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { createRawStore, type RawStore } from './raw-store.ts'
import { receiveDelivery } from './receive.ts'
import { createTaker } from './take-deliveries.ts'
import { createSentWatcher } from './watch-sent.ts'

const context = await loadContext()
const { sources } = configureSources([
  SourceSettings.parse({ id: 'push-demo', system: 'push-demo' }), SourceSettings.parse({ id: 'environment', system: 'environment', config: { url: 'mqtt://so-nganh.example' } }),
], { findDriver, findSystem })
const [push, environment] = sources as [ConfiguredSource, ConfiguredSource] // two were configured
const PERSON = { name: 'quan-tri' as never } // an account's name

let dir: string
let bus: Bus
let rawStore: RawStore
let quarantine: Quarantine
let deps: PollerDeps & { quarantine: Quarantine }
let clock: ReturnType<typeof createShiftedClock>
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ioc-sent-'))
  clock = createShiftedClock()
  bus = createMemoryBus({ clock })
  rawStore = createRawStore({ dir, instance: 'test', clock, maxBytesPerSource: 10_000_000 })
  quarantine = createQuarantine(bus, 'test')
  deps = {
    bus, rawStore, clock, quarantine, sent: createSentWatcher({ quarantine, clock }), onAccepted: () => undefined, log: silentLog, schedule: () => () => undefined, random: () => 0, instance: 'test',
    contextFor: (one) => ({ ...context, overrides: one.settings.readings }), fetchFor: () => () => Promise.reject(new Error('nobody is asked')),
  }
})
afterEach(async () => {
  await rawStore.close()
  await rm(dir, { recursive: true, force: true })
})

const name = (i: number) => `ioc.push-demo-${String(i + 1).padStart(2, '0')}`
const records = (count: number, factor: number) => Array.from({ length: count }, (_, i) => ({ indicator: name(i), subject: 'tn2025', at: new Date(clock.now()).toISOString(), value: (20 + i) * factor }))
const send = (body: string, key?: string) => receiveDelivery(push, { body: Buffer.from(body), contentType: 'application/json' }, key, deps)
const sendBatch = (factor = 1, key?: string) => {
  clock.shift(1_000)
  return send(JSON.stringify(records(8, factor)), key)
}
async function usual(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await sendBatch()
}
const live = async (series: string) => (await bus.latest()).samples.find((one) => one.series === series)?.value
const cases = (source = push) => quarantine.cases(source.info.id)
const decide = async (action: 'rerun' | 'accept', source = push) =>
  decideCase(source, { run: String((await cases(source))[0]?.run), decision: action === 'rerun' ? { action } : { action, reason: 'đổi cách tính' }, by: PERSON }, deps)

it('lets a batch like all before through, and holds one a thousand times as large with the reason', async () => {
  await usual()
  expect(await sendBatch()).toMatchObject({ run: { accepted: 8 }, why: [] })
  const held = await sendBatch(1_000)
  expect(held).toMatchObject({ kind: 'done', run: { accepted: 0, held: 8 }, why: [{ vi: expect.stringMatching(/gấp chừng 1\.000 lần/) as unknown, en: expect.stringMatching(/some 1,000 times as much/) as unknown }] })
  expect(await live(`${name(0)}@tn2025`)).toBe(20)
  expect(await cases()).toMatchObject([{ state: 'held', count: 1, scope: 'samples', findings: [{ rule: 'unit-factor' }] }])
  expect(await decide('accept')).toMatchObject({ case: { state: 'accepted' }, published: 8 })
  expect(await live(`${name(0)}@tn2025`)).toBe(20_000)
})

it('holds a batch whose field has another name, and reads it once the mapping is mended', async () => {
  await usual()
  clock.shift(1_000)
  const renamed = records(8, 1).map(({ value, ...one }) => ({ ...one, giaTri: value + 1 }))
  expect(await send(JSON.stringify(renamed))).toMatchObject({ run: { accepted: 0, error: { kind: 'drift' } }, why: [{ vi: expect.stringMatching(/\/value.*\/giaTri/) as unknown, en: expect.stringMatching(/\/value.*\/giaTri/) as unknown }] })
  expect(await decide('rerun')).toMatchObject({ published: 0, case: { state: 'held' } })
  expect(await decide('rerun', { ...push, system: { ...push.system, readings: push.system.readings.map((one) => ({ ...one, value: '/giaTri' })) } })).toMatchObject({ published: 8, case: { state: 'released' } })
  expect(await live(`${name(0)}@tn2025`)).toBe(21)
})

it('takes a late batch and an empty one for what they are', async () => {
  await usual()
  const late = records(8, 1).map((one) => ({ ...one, at: new Date(clock.now() - 3 * 3_600_000).toISOString(), value: one.value + 2 }))
  expect(await send(JSON.stringify(late))).toMatchObject({ run: { accepted: 8 }, why: [] })
  await send('[]')
  expect(await cases()).toEqual([])
})

it('compares single messages with what such messages told so far', async () => {
  for (let i = 0; i < 70; i += 1) {
    clock.shift(1_000)
    expect(await send(JSON.stringify(records(2, 1).map((one) => ({ ...one, value: one.value + (i % 5) }))))).toMatchObject({ why: [] })
  }
  clock.shift(10_000)
  expect(await send(JSON.stringify(records(2, 1_000)))).toMatchObject({ run: { accepted: 0, held: 2 }, why: Array.from({ length: 2 }, () => ({ vi: expect.stringMatching(/1\.000 lần/) as unknown })) })
  expect(await send(JSON.stringify(records(1, 1)))).toMatchObject({ run: { accepted: 1 }, why: [] })
})

it('takes nothing off for the places a single message says nothing of', async () => {
  const ofCommunes = { ...push, system: { ...push.system, readings: push.system.readings.slice(0, 1).map((one) => ({ ...one, indicator: 'tthc.on-time-rate' as never })) } }
  const sendOf = (body: unknown) => receiveDelivery(ofCommunes, { body: Buffer.from(JSON.stringify(body)), contentType: 'application/json' }, undefined, deps)
  const communes = ['tn2025-25459', 'tn2025-25480', 'tn2025-25486', 'tn2025-25489', 'tn2025-25498']
  for (let i = 0; i < 5; i += 1) {
    clock.shift(1_000)
    await sendOf(communes.map((subject, j) => ({ indicator: 'tthc.on-time-rate', subject, at: new Date(clock.now()).toISOString(), value: 90 + i + j })))
  }
  clock.shift(1_000)
  await sendOf([{ indicator: 'tthc.on-time-rate', subject: communes[0], at: new Date(clock.now()).toISOString(), value: 91 }])
  const [last] = await bus.runs(push.info.id, 1)
  expect(last?.tally).toBeDefined()
  expect(last?.tally?.lost ?? []).not.toContainEqual(expect.arrayContaining(['places']))
})

it('answers the same when it is sent again, also when it was cut off before the case was written', async () => {
  await usual()
  const hold = quarantine.hold
  quarantine.hold = () => Promise.reject(new Error('cut off'))
  clock.shift(1_000)
  const body = JSON.stringify(records(8, 1_000))
  await expect(send(body, 'một-khóa')).rejects.toThrow('cut off')
  expect(await cases()).toEqual([])
  quarantine.hold = hold
  const again = await send(body, 'một-khóa')
  expect(again).toMatchObject({ run: { accepted: 0, held: 8 }, why: [{ vi: expect.stringMatching(/1\.000 lần/) as unknown }] })
  expect(await send(body, 'một-khóa')).toEqual(again)
  expect(await cases()).toMatchObject([{ count: 1, passes: { length: 1 } }])
  expect((await bus.runs(push.info.id, 10)).filter(({ held }) => held !== undefined)).toHaveLength(1)
})

it('keeps what nobody can read as one case that says what it is', async () => {
  await usual()
  const page = (i: number) => `<!doctype html><title>Đăng nhập</title><input type="password"><!-- ${i} -->`
  for (let i = 0; i < 3; i += 1) expect(await send(page(i))).toMatchObject({ kind: 'malformed' })
  expect(await cases()).toMatchObject([{ count: 3, passes: { length: 3 }, findings: [{ rule: 'unreadable', before: { vi: 'JSON' }, text: { vi: expect.stringMatching(/^Câu trả lời là trang HTML đăng nhập “Đăng nhập”, trước nay là JSON\./) } }] }])
  expect(await decide('accept')).toMatchObject({ published: 0, unreadable: 3, case: { state: 'held' } })
})

it('holds what is heard and doubtful before its sender is told that it was taken', async () => {
  const lease = await bus.acquire('listen:environment', 3_600_000, 'test')
  if (lease === undefined) throw new Error('no lease')
  const taker = createTaker({ source: environment, lease, deps, signal: new AbortController().signal, onPass: () => undefined })
  let at = clock.now()
  const hear = (value: number) => {
    at += 1_000
    clock.shift(1_000)
    const [topic, text] = stationMessage(value, at)
    const raw = { from: `mqtt://so-nganh.example/${topic}`, body: Buffer.from(text) }
    return taker.deliver(environment.driver.reopen?.(environment.config, [raw]) as unknown[], raw) // reads at once
  }
  for (let i = 0; i < 7; i += 1) await Promise.all(Array.from({ length: 10 }, () => hear(1)))
  const series = (await bus.latest()).samples[0]?.series ?? ''
  expect(await live(series)).toBe(1)
  await hear(1_000)
  expect(await cases(environment)).toMatchObject([{ scope: 'samples', findings: [{ rule: 'unit-factor' }] }])
  expect(await live(series)).toBe(1)
  await hear(2)
  expect(await live(series)).toBe(2)
  await hear(9_999)
  expect(await cases(environment)).toHaveLength(1)
  expect(await decide('accept', environment)).toMatchObject({ case: { state: 'accepted' } })
}, 60_000)
