import { expect, it } from 'vitest'
import { normalise, type System } from '#kit'
import { findSystem } from '../../../connectors/index.ts'
import { loadContext } from '../../../tests/contract/load-context.ts'
import { judge } from './judge.ts'
import { learn, type Learnt, NOTHING_LEARNT } from './learn.ts'
import { profileOf } from './profile.ts'

const context = await loadContext()
const found = findSystem('datacentre')
if (found === undefined) throw new Error('no datacentre')
const system: System = found
const NOW = Date.parse('2026-10-15T03:00:00Z')

/** One record for each figure, told apart by its name and labels as a scraped page tells them. */
const records = (rename: (name: string) => string = (name) => name) => system.readings.map(({ where = {} }, i) => {
  const record: { labels: Record<string, unknown>; [name: string]: unknown } = { at: NOW, value: 10 + i, labels: {} }
  for (const [pointer, value] of Object.entries(where)) {
    const [, first = '', second] = pointer.split('/')
    if (second === undefined) record[first] = first === 'name' ? rename(String(value)) : value
    else record.labels[second] = value
  }
  return record
})

function profile(all: unknown[]) {
  const { samples, origins, rejects } = normalise({ system, records: all, context: { ...context, receivedAt: NOW } })
  return profileOf({ system, overrides: {}, timeZone: context.timeZone, indicators: context.indicators, records: all, samples, origins, rejects, receivedAt: NOW })
}
const pass = (before: Learnt, all: unknown[]): Learnt => learn(before, profile(all), judge(profile(all), before).doubts)
const FIRST = String(records()[0]?.['name'])
const renamed = () => records((name) => (name === FIRST ? `${name}_v2` : name))
const usual = [1, 2, 3, 4].reduce((learnt) => pass(learnt, records()), NOTHING_LEARNT)
const ask = (all: unknown[], learnt = usual) => judge(profile(all), learnt).findings.map(({ rule, severity }) => [rule, severity])

it('notes a figure whose record has another name, as long as it is away', () => {
  expect(ask(records())).toEqual([])
  expect(ask(renamed())).toContainEqual(['field-gone', 'note'])
  expect(ask(renamed(), pass(usual, renamed()))).toContainEqual(['field-gone', 'note'])
})

it('says nothing more of one that comes and goes', () => {
  const back = pass(pass(usual, renamed()), records())
  expect(ask(renamed(), back)).toEqual([])
})
