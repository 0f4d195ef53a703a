import { expect, it } from 'vitest'
import type { Point } from '#contract'
import { caseView } from '../../widgets/sample-views.ts'
import { badSince } from './since.ts'

const of = (trail: readonly Point[]) => badSince({ ...caseView({ target: 98 }), trail })

it('tells the first moment of the last time it was bad without a break, holes passed over', () => {
  expect(of([[1, 90], [2, 99], [3, 94], [4, null], [5, 93]])).toEqual({ at: 3, isOlder: false })
})

it('says that it began before the known past', () => expect(of([[1, 90], [2, 91]])).toEqual({ at: 1, isOlder: true }))

it('tells nothing where nothing of the past is known, or it is bad no more', () => {
  expect(of([])).toBeUndefined()
  expect(of([[1, 90], [2, 99]])).toBeUndefined()
})
