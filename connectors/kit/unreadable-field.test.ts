import { expect, it } from 'vitest'
import { Indicator, type SubjectId } from '#contract'
import { normalise } from './normalise.ts'
import { defineSystem } from './system.ts'
import { UnreadableField } from './unreadable-field.ts'

const text = { vi: 'x', en: 'x' }
const indicator = (id: string, level: string) => Indicator.parse({ id, name: text, domain: 'dx', owner: 'gov.x', unit: '%', kind: 'gauge', direction: 'none', decimals: 1, due: { every: '5m' }, aggregation: 'last', level })
const system = defineSystem({
  id: 'x', title: text, short: text, agency: 'gov.x', driver: 'sheet', locality: '/ma', at: '/ngay', atFormat: 'local', period: '/ky',
  readings: [{ indicator: 'dx.a', value: '/a', optional: true }, { indicator: 'dx.b', value: '/b', optional: true }],
})
const run = (records: unknown[]) => normalise({
  system, records,
  context: {
    receivedAt: Date.UTC(2026, 9, 15), timeZone: 'Asia/Ho_Chi_Minh',
    indicators: new Map([indicator('dx.a', 'commune'), indicator('dx.b', 'province')].map((one) => [one.id, one] as const)),
    localityByCode: (code) => `tn2025-${code}` as SubjectId, hasSubject: () => true,
    mayReport: ({ level }) => level !== 'province',
  },
})
const good = { ma: '25459', ngay: '2026-10-01', ky: '2026-09', a: 1 }
const unreadable = (code: 'not-a-number' | 'bad-time' | 'not-an-object') => new UnreadableField(code, { vi: 'Dòng 5, cột "A": sai', en: 'Row 5, column "A": wrong' }, 'đang cập nhật')

it.each([['a', 'not-a-number', '/a'], ['ngay', 'bad-time', '/ngay'], ['ky', 'not-a-number', '/ky'], ['ma', 'not-a-number', '/ma']] as const)('makes the reject of %s say what the driver said', (field, code, pointer) => {
  expect(run([{ ...good, [field]: unreadable(code) }])).toMatchObject({ samples: [], rejectedCount: 1, rejects: [{ index: 0, pointer, code, reason: { vi: 'Dòng 5, cột "A": sai' }, raw: 'đang cập nhật' }] })
})

it('stands for a whole record, and costs no other', () => {
  expect(run([unreadable('not-an-object'), good])).toMatchObject({ samples: [{ value: 1 }], rejects: [{ index: 0, code: 'not-an-object', reason: { vi: 'Dòng 5, cột "A": sai' } }] })
})

it("says nothing of a commune's empty cell in a column only the province fills, and refuses a full one", () => {
  expect(run([good])).toMatchObject({ samples: [{ series: 'dx.a@tn2025-25459' }], rejectedCount: 0 })
  expect(run([{ ...good, b: 2 }])).toMatchObject({ samples: [{ value: 1 }], rejects: [{ code: 'not-of-this-source' }] })
})
