import { expect, it } from 'vitest'
import { caseView } from '../sample-views.ts'
import { callRoll, columnsFor } from './call.ts'

it('counts a silent or too old site neither as ready nor as off', () => {
  const roll = callRoll([caseView({ value: 100 }), caseView({ value: 50 }), caseView({ value: 0 }), caseView({ value: undefined }), caseView({ value: 100, freshness: 'stale' }), caseView({ value: 0, freshness: 'lost' })], { readyFrom: 100, offAt: 0 })
  expect(Object.entries(roll).map(([answer, views]) => [answer, views.length])).toEqual([['ready', 1], ['between', 1], ['off', 1], ['unknown', 3]])
})

it('fills the last row as far as it can', () => {
  expect([96, 97, 7, 103].map(columnsFor)).toEqual([16, 14, 7, 13])
})
