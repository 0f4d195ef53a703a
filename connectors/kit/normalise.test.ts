import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Indicator, type IndicatorId, Sample, type SubjectId } from '#contract'
import { normalise } from './normalise.ts'
import type { NormaliseContext } from './normalise-context.ts'
import { defineSystem, type System } from './system.ts'

const NOW = Date.UTC(2026, 9, 15, 8)
const text = { vi: 'x', en: 'x' }
const indicator = (id: string, more: object = {}) => Indicator.parse({
  id, name: text, domain: id.split('.')[0], owner: 'gov.x', unit: '%', kind: 'gauge', direction: 'none', decimals: 1, due: { every: '5m' }, aggregation: 'last', level: 'commune', ...more,
})
const indicators = new Map([indicator('tthc.received'), indicator('tthc.on-time'), indicator('dc.power', { kind: 'state' })].map((one) => [one.id, one] as const))
const context: NormaliseContext = {
  receivedAt: NOW, timeZone: 'Asia/Ho_Chi_Minh', indicators,
  localityByCode: (code) => (code === '25459' ? 'tn2025-25459' as SubjectId : undefined),
  hasSubject: (id) => id === 'tn2025' || id === 'tn2025-25459',
}
const define = (more: object, reshape?: System['reshape']) => defineSystem({ id: 'x', title: text, short: text, agency: 'gov.x', driver: 'http-json', ...more, ...(reshape ? { reshape } : {}) })
const communes = define({
  locality: '/ma', at: '/luc', period: '/ky', state: '/trangThai',
  readings: [{ indicator: 'tthc.received', value: '/nhan', min: 0 }, { indicator: 'tthc.on-time', value: '/dungHan', scale: 100, max: 100, optional: true }],
})
const good = { ma: '25459', luc: '2026-10-15T07:55:00Z', nhan: 12, dungHan: 0.981 }
const run = (records: unknown[], system = communes, more: Partial<NormaliseContext> = {}) => normalise({ system, records, context: { ...context, ...more } })
const codes = (records: unknown[], system?: System, more?: Partial<NormaliseContext>) => run(records, system, more).rejects.map(({ index, code, pointer }) => [index, code, pointer])

it('makes one sample of each reading, with its feed, period and state', () => {
  const { samples, rejects } = run([{ ...good, ky: '2026-10', trangThai: 'sơ bộ' }])
  expect(rejects).toEqual([])
  expect(samples).toEqual([
    { series: 'tthc.received@tn2025-25459', at: NOW - 300_000, value: 12, period: '2026-10', state: 'preliminary', feed: 'tthc' },
    { series: 'tthc.on-time@tn2025-25459', at: NOW - 300_000, value: 98.1, period: '2026-10', state: 'preliminary', feed: 'tthc' },
  ])
})

it('keeps the other readings of a record when one is bad, and the other records of an answer', () => {
  const { samples, rejects } = run([{ ...good, nhan: '12,5' }, good])
  expect(samples.map((sample) => sample.value)).toEqual([98.1, 12])
  expect(rejects).toEqual([{ index: 0, pointer: '/nhan', code: 'not-a-number', reason: expect.objectContaining({ vi: expect.stringContaining('tthc.received') as string }), raw: '12,5' }])
})

it.each([
  [{ ...good, ma: '99999' }, 'unknown-locality', '/ma'], [{ ...good, ma: undefined }, 'unknown-locality', '/ma'], [{ ...good, luc: '15/10/2026' }, 'bad-time', '/luc'], [{ ...good, luc: undefined }, 'bad-time', '/luc'],
  [{ ...good, luc: '2026-10-15T08:06:00Z' }, 'time-in-future', '/luc'], [{ ...good, luc: '2016-01-01T00:00:00Z' }, 'time-too-old', '/luc'],
  [{ ...good, ky: '2026-13' }, 'bad-period', '/ky'], [{ ...good, ky: '2026-02-30' }, 'bad-period', '/ky'], [{ ...good, trangThai: 'xong' }, 'bad-state', '/trangThai'],
  [{ ...good, nhan: null }, 'missing-value', '/nhan'], [{ ...good, nhan: -1 }, 'out-of-range', '/nhan'], [{ ...good, dungHan: 1.2 }, 'out-of-range', '/dungHan'],
  [{ ...good, nhan: 2 ** 53 }, 'out-of-range', '/nhan'], [{ ...good, nhan: true }, 'not-a-number', '/nhan'],
  ['một dòng', 'not-an-object', undefined], [null, 'not-an-object', undefined], [[good], 'not-an-object', undefined],
])('rejects %j once, as %s', (record, code, pointer) => expect(codes([record])).toEqual([[0, code, pointer]]))

it('rejects a number that lost its last digits, even where its scale makes it small', () => {
  const system = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/nhan', scale: 0.001 }] })
  expect(codes([{ ma: '25459', nhan: 2 ** 53 + 2 }], system)).toEqual([[0, 'out-of-range', '/nhan']])
})

it('takes a missing optional value for no reading, and five minutes ahead for a clock', () => {
  expect(run([{ ...good, dungHan: undefined, luc: '2026-10-15T08:05:00Z' }])).toMatchObject({ samples: [{ value: 12 }], rejectedCount: 0 })
})

it('takes two equal values for one, and rejects the later of two different ones', () => {
  const { samples, rejects } = run([good, good, { ...good, nhan: 13 }])
  expect(samples.map((sample) => sample.value)).toEqual([12, 98.1])
  expect(rejects).toMatchObject([{ index: 2, code: 'duplicate-record', raw: '13' }])
})

it('cuts what it quotes to 200 characters', () => expect(run(['x'.repeat(500)]).rejects[0]?.raw).toHaveLength(200))

it('lets settings move a pointer or change a scale', () => {
  const overrides = { ['tthc.received' as IndicatorId]: { value: '/moi', scale: 1000 } }
  expect(run([{ ...good, moi: 2 }], communes, { overrides }).samples[0]?.value).toBe(2000)
})

it('reads the Vietnamese format only where it is declared', () => {
  const system = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/nhan', format: 'vi' }] })
  expect(run([{ ma: 25459, nhan: '1.234,5' }], system).samples).toMatchObject([{ value: 1234.5, at: NOW }])
})

it('reads a record only where its members match, and says nothing of the others', () => {
  const system = define({ readings: [{ indicator: 'tthc.received', value: '/value', where: { '/name': 'up', '/labels/job': 'a' }, subject: 'tn2025' }] })
  const out = run([{ name: 'up', labels: { job: 'a' }, value: 1 }, { name: 'up', labels: { job: 'b' }, value: 2 }, { name: 'x', value: 'NaN' }], system)
  expect(out).toMatchObject({ samples: [{ series: 'tthc.received@tn2025', value: 1 }], rejectedCount: 0 })
})

it('says once for an answer that the catalogue lacks an indicator', () => {
  const system = define({ locality: '/ma', readings: [{ indicator: 'tthc.unknown', value: '/a' }, { indicator: 'tthc.received', value: '/nhan' }] })
  expect(run([good, { ...good, nhan: 12 }], system)).toMatchObject({ samples: [{ value: 12 }], rejectedCount: 1, rejects: [{ code: 'unknown-indicator' }] })
})

it('takes the province where a system names nobody', () => {
  const system = define({ readings: [{ indicator: 'tthc.received', value: '/v' }] })
  expect(run([{ v: 1 }], system, { defaultSubject: 'tn2025' as SubjectId }).samples[0]?.series).toBe('tthc.received@tn2025')
  expect(codes([{ v: 1 }], system)).toEqual([[0, 'unknown-subject', undefined]])
})

describe('coverage', () => {
  const system = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/v', coverage: { reported: '/co', expected: '/tong' } }] })
  it('travels with its value', () => expect(run([{ ma: '25459', v: 1, co: 92, tong: 96 }], system).samples[0]?.coverage).toEqual({ reported: 92, expected: 96 }))
  it.each([[97, 96], [-1, 96], [1.5, 96], [undefined, 96], [0, 0]])('refuses %s of %s together with the value', (co, tong) => {
    expect(run([{ ma: '25459', v: 1, co, tong }], system)).toMatchObject({ samples: [], rejects: [{ code: 'bad-coverage' }] })
  })
})

describe('records that name their indicator', () => {
  const open = define({ driver: 'push', indicator: '/indicator', subject: '/subject', at: '/at', value: '/value', coverage: '/coverage' })
  const record = { indicator: 'tthc.received', subject: 'tn2025', at: '2026-10-15T08:00:00Z', value: 5 }

  it('are read by it', () => {
    const { samples } = run([record, { ...record, indicator: 'dc.power', value: ' mất điện ', coverage: { reported: 1, expected: 2 } }], open)
    expect(samples).toMatchObject([{ series: 'tthc.received@tn2025', value: 5 }, { series: 'dc.power@tn2025', value: 'mất điện', feed: 'dc', coverage: { reported: 1, expected: 2 } }])
  })

  it('are rejected for an unknown indicator or subject, word for number, and number too long for a word', () => {
    expect(codes([{ ...record, indicator: 'a.b' }, { ...record, indicator: '__proto__' }, { ...record, indicator: undefined }, { ...record, subject: 'nobody' }, { ...record, value: 'tốt' },
      { ...record, indicator: 'dc.power', value: 'x'.repeat(65) }], open)).toEqual([
      [0, 'unknown-indicator', '/indicator'], [1, 'unknown-indicator', '/indicator'], [2, 'unknown-indicator', '/indicator'], [3, 'unknown-subject', '/subject'], [4, 'not-a-number', '/value'], [5, 'out-of-range', '/value'],
    ])
  })

  it('may be only of those a source lists or is allowed', () => {
    const listed = define({ driver: 'push', indicator: '/indicator', subject: '/subject', readings: [{ indicator: 'tthc.on-time', value: '/value', max: 100 }] })
    expect(codes([record], listed)).toEqual([[0, 'not-of-this-source', '/indicator']])
    expect(codes([{ ...record, indicator: 'tthc.on-time', value: 101 }], listed)).toEqual([[0, 'out-of-range', '/value']])
    expect(codes([record], open, { mayReport: (one) => one.id !== 'tthc.received' })).toEqual([[0, 'not-of-this-source', undefined]])
  })

  it('are refused for an area that does not hold at their time, once for a record of many figures', () => {
    const holdsAt = (_: string, at: number) => at >= Date.parse('2025-07-01T00:00:00+07:00')
    expect(codes([record, { ...record, at: '2025-06-30T08:00:00Z' }], open, { holdsAt })).toEqual([[1, 'unknown-subject', undefined]])
    const many = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/nhan' }, { indicator: 'tthc.on-time', value: '/nhan' }] })
    expect(codes([{ ...good, nhan: 5 }], many, { holdsAt: () => false })).toEqual([[0, 'unknown-subject', undefined]])
  })
})

it('stops at 200,000 records and says how many were left', () => {
  const { rejects, rejectedCount } = run(Array.from({ length: 200_003 }, () => ({ ma: 'x', luc: good.luc, nhan: 1 })))
  expect(rejects).toHaveLength(1_000)
  expect(rejectedCount).toBe(200_003)
  expect(run(Array.from({ length: 200_003 }, () => good))).toMatchObject({ rejectedCount: 3, rejects: [{ index: 200_000, code: 'too-many' }] })
})

it('reshapes first, and takes a reshape that fails for a changed answer', () => {
  const flatten = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/nhan' }] }, (records) => (records as { rows: unknown[] }[]).flatMap((one) => one.rows.map((row) => row)))
  expect(run([{ rows: [good] }], flatten).samples).toHaveLength(1)
  expect(run([{}, {}], flatten)).toMatchObject({ samples: [], rejectedCount: 2, rejects: [{ code: 'not-an-object' }] })
})

it('never throws and never lets a sample through that the contract refuses', () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom('25459', good.luc, 12, '2026', 'official', '1.234,5'))
  const record = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('ma', 'luc', 'nhan', 'dungHan', 'ky', 'trangThai', '__proto__', 'constructor'), field), fc.constant(good))
  fc.assert(fc.property(fc.array(record, { maxLength: 8 }), (records) => {
    const { samples } = run(records)
    for (const sample of samples) expect(Sample.safeParse(sample).success).toBe(true)
  }), { numRuns: 300 })
})

it('marks a record its sender doubts, and refuses a word for it that nobody knows', () => {
  const system = define({ locality: '/ma', quality: '/chatLuong', readings: [{ indicator: 'tthc.received', value: '/nhan' }] })
  const of = (chatLuong: unknown) => run([{ ...good, chatLuong }], system)
  expect(of('suspect').samples).toMatchObject([{ value: 12, quality: 'suspect' }])
  for (const sound of ['good', null, undefined]) expect(of(sound).samples[0]).not.toHaveProperty('quality')
  expect(of('tạm').rejects).toMatchObject([{ code: 'bad-quality', pointer: '/chatLuong' }])
})

it('tells a reshape of which communes there are, and when the answer came', () => {
  const system = define({ locality: '/ma', readings: [{ indicator: 'tthc.received', value: '/nhan' }] }, (records, { communes, province, receivedAt }) =>
    communes.map((ma) => ({ ma, nhan: records.length + (province === '80' && receivedAt === NOW ? 0 : 100) })))
  expect(run([], system, { areas: { communes: ['25459'], province: '80' } }).samples).toMatchObject([{ series: 'tthc.received@tn2025-25459', value: 0 }])
  expect(run([], system).samples).toEqual([])
})
