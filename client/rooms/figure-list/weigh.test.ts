import { expect, it } from 'vitest'
import { caseView } from '../../widgets/sample-views.ts'
import { exceptionsOf, shortfall, tally } from './weigh.ts'

const good = caseView({ value: 99, target: 98, subject: 'a' })
const near = caseView({ value: 97.5, target: 98, subject: 'b', indicator: { critical: undefined } })
const bad = caseView({ value: 61.4, target: 70, subject: 'c', indicator: { warn: 70, critical: undefined } })
const worse = caseView({ value: 94, target: 98, subject: 'd' })
const old = caseView({ value: 12, target: 98, subject: 'e', freshness: 'stale' })
const never = caseView({ value: undefined, target: 98, subject: 'f' })

it('counts what is good among what can be judged, and what tells nothing apart', () => {
  expect(tally([good, near, bad, old, never])).toEqual({ good: 1, judged: 3, silent: 2 })
})

it('puts first what is farthest from its mark, then what is too old; what is near or good needs nobody', () => {
  expect(exceptionsOf([old, good, near, worse, bad, never]).map(({ subject }) => subject.id)).toEqual(['c', 'd', 'e'])
})

it('names a figure once, though two fields list it', () => expect(exceptionsOf([bad, bad])).toHaveLength(1))

it('weighs three of none no more than all', () => {
  expect(shortfall(caseView({ value: 3, target: 0 }))).toBe(1)
  expect(shortfall(caseView({ value: undefined, target: 5 }))).toBe(0)
})
