import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AccountName, SourceSettings } from '#contract'
import { findDriver, findSystem } from '../../connectors/index.ts'
import { loadContext } from '../../tests/contract/load-context.ts'
import { createShiftedClock } from '../../tests/support/hub-rig.ts'
import type { Bus } from '../bus/bus.ts'
import { createMemoryBus } from '../bus/memory-bus.ts'
import { configureSources } from './configure.ts'
import { decideCase, NotHeld } from './decide-case.ts'
import { type PassDeps, runPass } from './pass.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { createRawStore, type RawStore } from './raw-store.ts'

const context = await loadContext()
const { sources: [source] } = configureSources([SourceSettings.parse({ id: 'egov', system: 'egov', config: { url: 'https://so-nganh.example/', conditional: false } })], { findDriver, findSystem })
if (source === undefined) throw new Error('no source')
const egov = source
const PERSON = { name: 'quan-tri' as AccountName }

let dir: string
let bus: Bus
let rawStore: RawStore
let quarantine: Quarantine
let deps: PassDeps & { quarantine: Quarantine }
let clock: ReturnType<typeof createShiftedClock>
let body: () => string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ioc-drift-'))
  clock = createShiftedClock()
  bus = createMemoryBus({ clock })
  rawStore = createRawStore({ dir, instance: 'test', clock, maxBytesPerSource: 10_000_000 })
  quarantine = createQuarantine(bus, 'test')
  deps = {
    bus, rawStore, clock, quarantine, onAccepted: () => undefined, contextFor: (one) => ({ ...context, overrides: one.settings.readings }),
    fetchFor: () => async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body()) }),
  }
  body = () => answer(1)
  for (let i = 0; i < 4; i += 1) await pass()
})
afterEach(async () => {
  await rawStore.close()
  await rm(dir, { recursive: true, force: true })
})

const CODES = Array.from({ length: 9_000 }, (_, i) => String(24_000 + i)).filter((code) => context.localityByCode(code) !== undefined).slice(0, 8)
/** What is overdue, times a factor; a thousand times two or three is still believable for one commune. */
const answer = (factor: number) => JSON.stringify({
  duLieu: { danhSach: CODES.map((maDonVi, i) => ({ maDonVi, capDonVi: 'XA', thoiDiem: new Date(clock.now()).toISOString(), vanBanDen: 30 + i, vanBanDi: 20 + i, vanBanDiDienTu: 20, vanBanDiKySo: 20, xuLyDungHan: 28, quaHan: (2 + (i % 3)) * factor })) },
})
const pass = async () => {
  const lease = await bus.acquire('pass:egov', 1_000, 'test')
  if (lease === undefined) throw new Error('no lease')
  const { run } = await runPass(egov, lease, deps, new AbortController().signal)
  await bus.release(lease, 'test')
  return run
}
const overdue = async () => (await bus.latest()).samples.find(({ series }) => series === `egov.documents-overdue@tn2025-${CODES[0]}`)?.value
const first = async () => (await quarantine.cases(egov.info.id))[0]
const decide = async (decision: Parameters<typeof decideCase>[1]['decision']) => decideCase(egov, { run: String((await first())?.run), decision, by: PERSON }, deps)

it('keeps what is doubtful off the bus and tells how much, and lets the rest through', async () => {
  body = () => answer(1_000)
  const run = await pass()
  expect(run).toMatchObject({ held: CODES.length, accepted: 5 * CODES.length })
  expect(run.error).toBeUndefined()
  expect(await overdue()).toBe(2)
  expect(await first()).toMatchObject({ scope: 'samples', state: 'held', count: 1, findings: [{ rule: 'unit-factor', held: CODES.length, before: { vi: '3', en: '3' }, after: { vi: '3.000', en: '3,000' } }] })
})

it('reads a held answer again and keeps holding what is still doubtful', async () => {
  body = () => answer(1_000)
  await pass()
  expect(await decide({ action: 'rerun' })).toMatchObject({ case: { state: 'held', kept: 1 }, findings: [{ rule: 'unit-factor' }] })
  expect(await overdue()).toBe(2)
})

it('publishes and learns what a named person answers for', async () => {
  body = () => answer(1_000)
  await pass()
  expect(await decide({ action: 'accept', reason: 'đổi cách tính' })).toMatchObject({ case: { state: 'accepted', decidedBy: 'quan-tri', reason: 'đổi cách tính' }, findings: [] })
  expect(await overdue()).toBe(2_000)
  clock.shift(1_000)
  expect((await pass()).held).toBeUndefined()
  expect((await quarantine.cases(egov.info.id)).map(({ state }) => state)).toEqual(['accepted'])
})

it('keeps what came in while the others were read again', async () => {
  body = () => answer(1_000)
  await pass()
  const mended = { ...egov, settings: { ...egov.settings, readings: { 'egov.documents-overdue': { scale: 0.001 } } as never } }
  const open = rawStore.open
  rawStore.open = async (kept) => {
    rawStore.open = open
    clock.shift(1_000)
    await pass()
    return open(kept)
  }
  const outcome = await decideCase(mended, { run: String((await first())?.run), decision: { action: 'rerun' }, by: PERSON }, deps)
  expect(outcome).toMatchObject({ published: 6 * CODES.length, findings: [], case: { state: 'held', kept: 1, count: 2 } })
  expect(await decideCase(mended, { run: String((await first())?.run), decision: { action: 'rerun' }, by: PERSON }, deps)).toMatchObject({ case: { state: 'released' } })
  expect(await overdue()).toBe(2)
})

it('never counts what was discarded, and decides once', async () => {
  body = () => '{"duLieu":{"danhSach":[]}}'
  expect(await pass()).toMatchObject({ error: { kind: 'drift' }, accepted: 0 })
  expect(await decide({ action: 'discard', reason: 'sự cố của họ' })).toMatchObject({ case: { state: 'discarded' }, published: 0 })
  await expect(decide({ action: 'rerun' })).rejects.toThrow(NotHeld)
  expect(await overdue()).toBe(2)
})

it('makes one case of answers in a row, bounded, and another after it is decided', async () => {
  body = () => `{"duLieu":{"danhSach":[]},"lan":${clock.now()}}`
  for (let i = 0; i < 60; i += 1) {
    clock.shift(1_000)
    await pass()
  }
  expect(await first()).toMatchObject({ count: 60, passes: { length: 50 } })
  await decide({ action: 'discard', reason: 'sự cố của họ' })
  await pass()
  expect((await quarantine.cases(egov.info.id)).map(({ state, count }) => [state, count])).toEqual([['held', 1], ['discarded', 60]])
})

it('keeps the bytes of an answer that could not be read', async () => {
  body = () => '<html>đăng nhập</html>'
  const run = await pass()
  expect(run).toMatchObject({ error: { kind: 'malformed' }, raw: [{ bytes: Buffer.byteLength(body()) }] })
  expect(Buffer.from(await rawStore.open(run.raw[0] ?? (undefined as never))).toString()).toBe(body())
})

it('makes one case of answers nobody can read, which says what they are', async () => {
  for (let i = 0; i < 3; i += 1) {
    clock.shift(1_000)
    body = () => `<!DOCTYPE html><html><title>Đăng nhập hệ thống</title><form>${i}<input type="password"></form></html>`
    await pass()
  }
  expect(await quarantine.cases(egov.info.id)).toMatchObject([{ count: 3, scope: 'answer', passes: { length: 3 }, findings: [{ rule: 'unreadable', text: { vi: expect.stringMatching(/^Câu trả lời là trang HTML đăng nhập “Đăng nhập hệ thống”, trước nay là JSON\. /) } }] }])
  body = () => answer(1).slice(0, -300)
  await pass()
  expect((await first())?.findings[0]?.text.vi).toMatch(/^Câu trả lời là JSON bị cắt giữa chừng, trước nay là JSON\. /)
  body = () => answer(1)
  expect((await pass()).error).toBeUndefined()
  expect(await decide({ action: 'discard', reason: 'sự cố của họ' })).toMatchObject({ case: { state: 'discarded', count: 4 } })
})

it('reads an answer again with one word once the setting of its driver is mended', async () => {
  body = () => JSON.stringify({ ketQua: (JSON.parse(answer(2)) as { duLieu: unknown }).duLieu })
  expect(await pass()).toMatchObject({ error: { kind: 'malformed' }, accepted: 0 })
  expect(await decide({ action: 'rerun' })).toMatchObject({ unreadable: 1, published: 0, case: { state: 'held' } })
  const mended = { ...egov, config: { ...(egov.config as object), recordsAt: '/ketQua/danhSach' } }
  expect(await decideCase(mended, { run: String((await first())?.run), decision: { action: 'rerun' }, by: PERSON }, deps)).toMatchObject({ published: 6 * CODES.length, case: { state: 'released' } })
  expect(await overdue()).toBe(4)
})

it('keeps no more of unreadable answers than it may', async () => {
  for (let i = 0; i < 6; i += 1) {
    clock.shift(1_000)
    body = () => `<html>${i}${'x'.repeat(4_500_000)}</html>`
    await pass()
  }
  expect(await first()).toMatchObject({ count: 6, passes: { length: 4 } })
})
