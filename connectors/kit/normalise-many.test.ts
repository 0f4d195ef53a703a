import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Indicator, type Reject, type SubjectId } from '#contract'
import { normalise } from './normalise.ts'
import type { NormaliseContext } from './normalise-context.ts'
import type { FedSample } from './sample-list.ts'
import { defineSystem, type System } from './system.ts'

// What is remembered from record to record and from answer to answer must never show in what is read.

const NOW = Date.UTC(2026, 9, 15, 8)
const text = { vi: 'x', en: 'x' }
const indicator = (id: string, more: object = {}) => Indicator.parse({
  id, name: text, domain: id.split('.')[0], owner: 'gov.x', unit: '%', kind: 'gauge', direction: 'none', decimals: 1, due: { every: '5m' }, aggregation: 'last', level: 'commune', ...more,
})
const contextOf = (overrides?: NormaliseContext['overrides']): NormaliseContext => ({
  receivedAt: NOW, timeZone: 'Asia/Ho_Chi_Minh',
  indicators: new Map([indicator('a.x'), indicator('a.y'), indicator('b.word', { kind: 'state' })].map((one) => [one.id, one] as const)),
  localityByCode: (code) => (code === '1' || code === '02' ? `tn-${code}` as SubjectId : undefined),
  hasSubject: (id) => id === 'tn' || id === 'old',
  holdsAt: (subject, at) => subject !== 'old' || at < NOW - 3_600_000,
  ...(overrides !== undefined && { overrides }),
})

const READINGS = [{ indicator: 'a.x', value: '/v/0', scale: 10, max: 50 }, { indicator: 'a.y', value: '/w', optional: true, where: { '/ok': true } }, { indicator: 'b.word', value: '/word', subject: 'old' }, { indicator: 'z.none', value: '/w' }]
const facts = { subject: '/sub', at: '/at', period: '/per', state: '/st' }
const define = (more: object) => () => defineSystem({ id: 'x', title: text, short: text, agency: 'gov.x', driver: 'push', ...facts, ...more })
const SYSTEMS = [define({ locality: '/loc', readings: READINGS }), define({ indicator: '/name', coverage: '/cov' }), define({ indicator: '/name', readings: READINGS })]

const record = fc.record({
  name: fc.constantFrom('a.x', 'a.y', 'b.word', 'z.none', '__proto__', 7), sub: fc.constantFrom('tn', 'old', 'nobody', undefined), loc: fc.constantFrom('1', 2, undefined),
  at: fc.constantFrom('2026-10-15T07:30:00Z', '2026-10-15T14:30:00+07:00', '2026-10-15T06:00:00Z', '2026-10-15T09:00:00Z', '2026-02-31T00:00:00Z', null),
  per: fc.constantFrom('2026-10', 2026, '2026-13', undefined), st: fc.constantFrom('official', 'sơ bộ', 'xong', undefined), ok: fc.boolean(),
  v: fc.constantFrom([1], [2], [9], ['x'], undefined), w: fc.constantFrom(5, '6', null), word: fc.constantFrom('tốt', 'xấu', ''), value: fc.constantFrom(1, 2, 'tốt', undefined),
  cov: fc.constantFrom(undefined, { reported: 1, expected: 2 }, { reported: 3, expected: 2 }),
})
const overrides = fc.constantFrom(undefined, {}, { 'a.x': { value: '/w', scale: 1 } })

/** The slow rule: each record read by a system that was never seen before, and every sample held against all before it. */
function readOneByOne(makeSystem: () => System, records: readonly object[], settings: NormaliseContext['overrides']) {
  const samples: FedSample[] = []
  const rejects = new Set<string>()
  for (const [index, one] of records.entries()) {
    const alone = normalise({ system: makeSystem(), records: [one], context: contextOf(structuredClone(settings)) })
    for (const reject of alone.rejects) rejects.add(told({ ...reject, index: reject.code === 'unknown-indicator' && reject.pointer === '/w' ? 0 : index }))
    for (const sample of alone.samples) {
      const before = samples.find(({ series, at, period }) => series === sample.series && at === sample.at && period === sample.period)
      if (before === undefined) samples.push(sample)
      else if (before.value !== sample.value) rejects.add(told({ index, code: 'duplicate-record', raw: String(sample.value) }))
    }
  }
  return { samples, rejects: [...rejects].sort() }
}

const told = ({ index, code, pointer, raw }: Pick<Reject, 'index' | 'code' | 'pointer' | 'raw'>): string => JSON.stringify([index, code, pointer, raw])

it('reads the records of many answers as each would be read alone', () => {
  const known = SYSTEMS.map((makeSystem) => ({ makeSystem, system: makeSystem() }))
  const context = contextOf()
  fc.assert(fc.property(fc.constantFrom(...known), fc.array(record, { minLength: 1, maxLength: 12 }), overrides, ({ makeSystem, system }, records, settings) => {
    const { samples, rejects } = normalise({ system, records, context: { ...context, ...(settings !== undefined && { overrides: settings }) } })
    expect({ samples, rejects: [...new Set(rejects.map(told))].sort() }).toEqual(readOneByOne(makeSystem, records, settings))
  }), { numRuns: 400 })
})

it('reads by the new catalogue once there is one', () => {
  const system = SYSTEMS[1]?.() as System // there are three
  const one = { name: 'c.new', sub: 'tn', at: '2026-10-15T07:30:00Z', value: 1 }
  expect(normalise({ system, records: [one], context: contextOf() }).samples).toEqual([])
  const added = indicator('c.new')
  expect(normalise({ system, records: [one], context: { ...contextOf(), indicators: new Map([[added.id, added]]) } }).samples).toMatchObject([{ series: 'c.new@tn' }])
})
