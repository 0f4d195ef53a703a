import { expect, it } from 'vitest'
import { WORD_OF_CHECK, wordOfRule } from '#contract'
import { normalise } from '#kit'
import { findSystem } from '../../../connectors/index.ts'
import { loadContext } from '../../../tests/contract/load-context.ts'
import { judge, type Verdict } from './judge.ts'
import { learn, type Learnt, LEARNT_AFTER, NOTHING_LEARNT, relearn } from './learn.ts'
import { profileOf } from './profile.ts'

const context = await loadContext()
const found = findSystem('egov')
if (found === undefined) throw new Error('no egov')
const system = found
/** Codes of today's communes. */
const known = Array.from({ length: 9_000 }, (_, i) => String(24_000 + i)).filter((code) => context.localityByCode(code) !== undefined).slice(0, 60)
const MINUTE = 60_000
/** Ten in the morning here, on a Thursday. */
const START = Date.parse('2026-10-15T03:00:00Z')

type Row = Record<string, unknown>
const iso = (at: number) => new Date(at).toISOString()

/** A believable answer: counters that grow over the day, gauges that move a little. */
function rows(at: number, { part = 0.4 }: { part?: number } = {}): Row[] {
  const communes = known.map((maDonVi, i): Row => {
    const vanBanDen = Math.round((20 + (i * 7) % 90) * part)
    const vanBanDi = Math.round((10 + (i * 5) % 40) * part)
    return { maDonVi, capDonVi: 'XA', thoiDiem: iso(at), vanBanDen, vanBanDi, vanBanDiDienTu: vanBanDi, vanBanDiKySo: vanBanDi, xuLyDungHan: Math.floor(vanBanDen * 0.9), quaHan: i % 3, tyLeDienTu: vanBanDi === 0 ? null : 100, tyLeKySo: vanBanDi === 0 ? null : 100, tyLeDungHan: vanBanDen === 0 ? null : 90, tyLeHoSoCongViec: 92.5 }
  })
  return [{ maDonVi: '80', capDonVi: 'TINH', thoiDiem: iso(at), nhiemVuHoanThanh: 210, nhiemVuDungHan: 200, tyLeNhiemVuDungHan: 95.24, nhiemVuQuaHan: 4, chungThuSo: 11_085 + Math.round(part * 3) }, ...communes]
}

function profile(records: unknown[], receivedAt: number, overrides: Record<string, { value?: string; scale?: number }> = {}) {
  const all = { ...context, receivedAt, overrides: overrides as never }
  const { samples, origins, rejects } = normalise({ system, records, context: all })
  return profileOf({ system, overrides, timeZone: context.timeZone, indicators: context.indicators, records, samples, origins, rejects, receivedAt })
}

const NO_DOUBTS = judge(profile(rows(START), START), NOTHING_LEARNT).doubts

/** Learnt from a morning, a pass every five minutes. */
function morning(passes = 12): Learnt {
  let learnt = NOTHING_LEARNT
  for (let i = passes; i > 0; i -= 1) learnt = learn(learnt, profile(rows(START - i * 5 * MINUTE, { part: 0.4 - i * 0.01 }), START - i * 5 * MINUTE), NO_DOUBTS)
  return learnt
}
const usual = morning()
function ask(records: unknown[], receivedAt = START, learnt = usual): Verdict {
  const verdict = judge(profile(records, receivedAt), learnt)
  // Whatever is found counts under the word of its check, here as in the scores.
  for (const { rule, word } of verdict.findings) expect(word, rule).toBe(wordOfRule(rule))
  return verdict
}
const rulesOf = ({ findings }: Verdict) => findings.map(({ rule }) => rule)
const change = (all: Row[], to: (row: Row, i: number) => Row) => all.map(to)
const numbers = (row: Row, to: (value: number) => unknown): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? to(value) : value]))

it('finds nothing in an answer like all before', () => expect(ask(rows(START)).findings).toEqual([]))

it(`only learns from the first ${LEARNT_AFTER} answers`, () => {
  expect(ask([], START, morning(2)).findings).toEqual([])
  expect(rulesOf(ask([], START, morning(3)))).toEqual(['no-rows'])
})

it('holds an answer in which a field we read has another name, and says both', () => {
  const renamed = change(rows(START), ({ vanBanDen, ...row }) => (vanBanDen === undefined ? row : { ...row, soVanBanDen: vanBanDen }))
  const verdict = ask(renamed)
  expect(verdict.isHeld).toBe(true)
  expect(verdict.findings).toMatchObject([{ rule: 'renamed-field', word: 'clean', pointer: '/vanBanDen', after: { vi: expect.stringMatching(/^\/soVanBanDen = \d+$/) as unknown }, example: { index: 1 } }])
})

it('only notes a field that has gone without another in its place', () => {
  expect(ask(change(rows(START), ({ quaHan: _quaHan, ...row }) => row))).toMatchObject({ isHeld: false, findings: [{ rule: 'field-gone', severity: 'note', pointer: '/quaHan', word: 'clean' }] })
})

it('judges by the mapping of today: a mended pointer is nothing unusual', () => {
  const renamed = change(rows(START), ({ vanBanDen, ...row }) => (vanBanDen === undefined ? row : { ...row, soVanBanDen: vanBanDen }))
  expect(judge(profile(renamed, START, { 'egov.documents-incoming': { value: '/soVanBanDen' } }), usual).findings).toEqual([])
  const thousand = change(rows(START), (row) => ({ ...row, ...(typeof row['vanBanDen'] === 'number' ? { vanBanDen: row['vanBanDen'] * 1_000 } : {}) }))
  expect(judge(profile(thousand, START, { 'egov.documents-incoming': { scale: 0.001 } }), usual).findings).toEqual([])
})

it('holds what is a thousand times as much, and keeps the rest', () => {
  const verdict = ask(change(rows(START), (row) => ({ ...row, ...(typeof row['vanBanDi'] === 'number' ? { vanBanDi: row['vanBanDi'] * 1_000 } : {}) })))
  expect(verdict).toMatchObject({ isHeld: false, findings: [{ rule: 'unit-factor', word: 'correct', indicator: 'egov.documents-outgoing' }] })
})

it('holds every figure of an answer that is a thousand times as much as a whole', () => {
  const records = change(rows(START), (row) => numbers(row, (value) => value * 1_000))
  const { doubts, findings } = ask(records)
  expect(findings).toMatchObject([{ rule: 'unit-factor', held: doubts.samples.size, text: { vi: expect.stringMatching(/^\d+ chỗ đọc số cùng gấp chừng 1\.000 lần, như /) as unknown, en: expect.stringMatching(/^\d+ places of figures are all some 1,000 times as much, such as /) as unknown } }])
  const { samples } = profile(records, START).answer
  expect(samples.length).toBeGreaterThan(0)
  expect(samples.filter(({ value }, i) => value !== 0 && !doubts.samples.has(i))).toEqual([])
})

it('holds what a thousands point has made small, also where its zeros are gone', () => {
  const pointed = (value: number) => ask(change(rows(START), (row, i) => (i === 0 ? { ...row, chungThuSo: value } : row)))
  expect(pointed(11.085)).toMatchObject({ isHeld: false, findings: [{ rule: 'decimal-as-thousands', indicator: 'egov.certificates-issued', held: 1, before: { vi: '11.086', en: '11,086' }, after: { vi: '11,085', en: '11.085' } }] })
  expect(pointed(11_086).findings).toEqual([])
  const large = (at: number, first: number, second: number) => change(rows(at), (row, i) => (i === 1 ? { ...row, vanBanDen: first } : i === 2 ? { ...row, vanBanDen: second } : row))
  let learnt = NOTHING_LEARNT
  for (let i = 4; i > 0; i -= 1) learnt = learn(learnt, profile(large(START - i * MINUTE, 1_234, 2_000), START - i * MINUTE), NO_DOUBTS)
  const records = large(START, 1.234, 2)
  const { samples, origins } = profile(records, START).answer
  const { doubts } = ask(records, START, learnt)
  expect([...doubts.samples].filter((i) => (origins[i] ?? 0) < 3).map((i) => samples[i]?.value)).toEqual([1.234, 2])
})

it('holds the answer of yesterday, and the very same figures under a new date', () => {
  expect(ask(rows(START - 86_400_000))).toMatchObject({ isHeld: true, findings: [{ rule: 'old-answer', word: 'correct' }] })
  const yesterday = learn(NOTHING_LEARNT, profile(rows(START - 86_400_000, { part: 0.8 }), START - 86_400_000), NO_DOUBTS)
  const learnt = { ...usual, sums: [...yesterday.sums, ...usual.sums] }
  expect(ask(rows(START, { part: 0.8 }), START, learnt)).toMatchObject({ isHeld: true, findings: [{ rule: 'same-answer' }] })
})

it('tells a clock in the wrong zone from an old file, behind and ahead', () => {
  expect(ask(rows(START - 7 * 3_600_000))).toMatchObject({ isHeld: true, findings: [{ rule: 'wrong-zone', before: { vi: expect.stringContaining('09:55') as unknown }, after: { vi: expect.stringContaining('03:00') as unknown } }] })
  expect(ask(rows(START + 7 * 3_600_000))).toMatchObject({ isHeld: true, findings: [{ rule: 'wrong-zone', after: { vi: '2026-10-15T10:00:00.000Z' } }] })
})

it('notes texts, missing communes and rows that only came twice; nothing false comes of them', () => {
  const texts = ask(change(rows(START), (row, i) => (i % 3 === 1 ? { ...row, vanBanDen: 'khoảng 12' } : row)))
  expect(texts).toMatchObject({ isHeld: false, findings: [{ rule: 'text-for-number', after: { vi: 'khoảng 12' }, held: 0 }] })
  const missing = ask(rows(START).filter((_, i) => i % 2 === 0))
  expect(missing).toMatchObject({ isHeld: false, findings: [{ rule: 'missing-subjects', before: { vi: '61' }, after: { vi: '31' }, held: 0 }] })
  expect(missing.findings[0]?.subjects).toHaveLength(30)
  const twice = ask(rows(START).flatMap((row, i) => (i % 10 === 1 ? [row, row] : [row])))
  expect(twice).toMatchObject({ isHeld: false, findings: [{ rule: 'duplicate-rows', severity: 'note', held: 0 }] })
})

it('holds the figures of a place two rows tell differently', () => {
  const all = rows(START)
  const verdict = ask([...all, { ...all[3], vanBanDen: 1 }])
  expect(verdict).toMatchObject({ isHeld: false, findings: [{ rule: 'duplicate-rows', severity: 'hold-samples' }] })
  expect(verdict.doubts.samples.size).toBe(profile(all, START).answer.origins.filter((origin) => origin === 3).length)
})

it('holds zeros of a place that has fallen to zero as a whole, also past midnight, until it speaks again', () => {
  const silent = (at: number) => change(rows(at), (row, i) => (i === 5 ? numbers(row, () => 0) : row))
  const first = ask(silent(START))
  expect(first).toMatchObject({ isHeld: false, findings: [{ rule: 'zero-for-empty', word: 'complete', subjects: [`tn2025-${known[4]}`] }] })
  const learnt = learn(usual, profile(silent(START), START), first.doubts)
  expect(rulesOf(ask(silent(START + 86_400_000), START + 86_400_000, learnt))).toEqual(['zero-for-empty'])
  expect(ask(rows(START + 86_400_000), START + 86_400_000, learnt).findings).toEqual([])
})

it('takes it that somebody answers for a change', () => {
  const thousand = (at: number) => change(rows(at), (row) => numbers(row, (value) => value * 1_000))
  const learnt = relearn(usual, profile(thousand(START), START))
  expect(ask(thousand(START + MINUTE), START + MINUTE, learnt).findings).toEqual([])
})

it.each<[string, (at: number) => Row[], number]>([
  ['counters that begin anew at midnight', (at) => rows(at, { part: 0 }), START + 14 * 3_600_000 + 5 * MINUTE],
  ['counters of a new year', (at) => change(rows(at, { part: 0 }), (row) => ('nhiemVuHoanThanh' in row ? { ...row, nhiemVuHoanThanh: 0, nhiemVuDungHan: 0, tyLeNhiemVuDungHan: null } : row)), Date.parse('2026-12-31T17:05:00Z')],
  ['a night of zeros', (at) => change(rows(at, { part: 0 }), (row) => ({ ...row, quaHan: 0 })), START + 20 * 3_600_000],
  ['a commune truly at zero in one thing', (at) => change(rows(at), (row, i) => (i === 7 ? { ...row, quaHan: 0, vanBanDi: 0, vanBanDiDienTu: 0, vanBanDiKySo: 0, tyLeDienTu: null, tyLeKySo: null } : row)), START],
  ['a day that has grown over a cut', (at) => rows(at, { part: 1 }), START + 6 * 3_600_000],
  ['two communes less', (at) => rows(at).filter((_, i) => i !== 4 && i !== 9), START],
  ['a new field beside all others', (at) => change(rows(at), (row) => ({ ...row, ghiChu: 'mới' })), START],
  ['figures that stand still', () => rows(START - 5 * MINUTE), START + 3 * 3_600_000],
])('holds nothing of %s', (_, make, at) => expect(ask(make(at), at).findings).toEqual([]))

it('takes a counter that grew from one to thousands over a long cut for what it is', () => {
  const night = (at: number, nhiemVuHoanThanh: number) => change(rows(at), (row, i) => (i === 0 ? { ...row, nhiemVuHoanThanh } : row))
  let learnt = NOTHING_LEARNT
  for (let i = 4; i > 0; i -= 1) learnt = learn(learnt, profile(night(START - i * MINUTE, 1), START - i * MINUTE), NO_DOUBTS)
  expect(ask(night(START, 1_037), START, learnt).findings).toEqual([])
})

it('takes an idle machine that begins to work for what it is', () => {
  const load = (at: number, nhiemVuQuaHan: number) => change(rows(at), (row, i) => (i === 0 ? { ...row, nhiemVuQuaHan } : row))
  let learnt = NOTHING_LEARNT
  for (let i = 4; i > 0; i -= 1) learnt = learn(learnt, profile(load(START - i * MINUTE, 0.0012), START - i * MINUTE), NO_DOUBTS)
  expect(ask(load(START, 1.2), START, learnt).findings).toEqual([])
})

it('does not mistake one sender who falls silent for a step back of the clock', () => {
  const at = (i: number) => iso(START - (i === 2 ? MINUTE : 3 * 3_600_000))
  const list = change(rows(START), (row, i) => ({ ...row, thoiDiem: at(i) }))
  let learnt = NOTHING_LEARNT
  for (let i = 4; i > 0; i -= 1) learnt = learn(learnt, profile(list, START), NO_DOUBTS)
  expect(ask(list.filter((_, i) => i !== 2), START, learnt).findings).toEqual([])
})

it('stays small', () => {
  let learnt = usual
  for (let i = 0; i < 100; i += 1) learnt = learn(learnt, profile(rows(START + i * MINUTE, { part: 0.4 + i / 1_000 }), START + i * MINUTE), NO_DOUBTS)
  expect(JSON.stringify(learnt).length).toBeLessThan(12_000)
})

it.each<[string, () => Verdict, object]>([
  ['a renamed field', () => ask(change(rows(START), ({ vanBanDen, ...row }) => (vanBanDen === undefined ? row : { ...row, soVanBanDen: vanBanDen }))), { clean: 1 }],
  ['no rows', () => ask([]), { complete: 1 }],
  ['half of the places', () => ask(rows(START).filter((_, i) => i % 2 === 0)), { complete: 30 }],
  ['a place of zeros', () => ask(change(rows(START), (row, i) => (i === 5 ? numbers(row, () => 0) : row))), { complete: profile(rows(START), START).answer.origins.filter((origin) => origin === 5).length }],
  ['nothing at all', () => ask(rows(START)), {}],
])('takes %s off one word, each figure, place or answer once', (_what, find, expected) => {
  const sums: Record<string, number> = {}
  for (const [check, , count] of find().losses?.lost ?? []) sums[WORD_OF_CHECK[check]] = (sums[WORD_OF_CHECK[check]] ?? 0) + count
  expect(sums).toEqual(expected)
})

it('counts every figure of a held answer against the check it failed', () => {
  const { losses } = ask(rows(START - 86_400_000))
  expect(new Set(losses?.lost.map(([check]) => check))).toEqual(new Set(['repeat']))
  expect(losses?.lost.reduce((sum, [, , count]) => sum + count, 0)).toBe(profile(rows(START), START).answer.samples.length)
  expect(losses?.places).toBeUndefined()
})
