import { expect, it } from 'vitest'
import { CASE_NOW, caseView } from '../sample-views.ts'
import { queueOf } from './queue.ts'

const MINUTE = 60_000
const hours = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}) =>
  caseView({ subject, value, ...change, indicator: { unit: 'giờ', direction: 'lower', warn: 24, critical: 48, ...change.indicator } })
const ALL = { only: 'all', allowed: undefined, runs: false } as const

it('puts the farthest beyond its deadline first, then the nearest to it', () => {
  const { due } = queueOf([hours('a', 10), hours('b', 60), hours('c', 47), hours('d', 200)], ALL, CASE_NOW)
  expect(due.map(({ view, status }) => [view.subject.id, status])).toEqual([['d', 'bad'], ['b', 'bad'], ['c', 'watch'], ['a', 'good']])
  expect(due[2]?.left).toBeCloseTo(1)
})

it('counts who has no fresh figure and never takes them for just received', () => {
  const { due, unknown } = queueOf([hours('a', undefined), hours('b', 60, { freshness: 'stale' }), hours('c', 60, { freshness: 'lost' })], ALL, CASE_NOW)
  expect(due).toEqual([])
  expect(unknown).toHaveLength(3)
})

it('has no place for what is no length of time, or has no time allowed', () => {
  const { unfit } = queueOf([caseView({}), caseView({ indicator: { unit: 'giờ', warn: undefined, critical: undefined } })], ALL, CASE_NOW)
  expect(unfit).toHaveLength(2)
})

it('lets an open matter go on between two reports, but not working hours, which stand still at night', () => {
  const running = { ...ALL, runs: true }
  const after = (unit: string) => queueOf([hours('a', 47, { ageMs: 30 * MINUTE, indicator: { unit } })], running, CASE_NOW).due[0]?.left
  expect(after('giờ')).toBeCloseTo(0.5)
  expect(after('giờ làm việc')).toBeCloseTo(1)
})

it('allows what the panel says before the target, and the target before the limits', () => {
  const left = (allowed: number | undefined, target?: number) => queueOf([hours('a', 10, { target })], { ...ALL, allowed }, CASE_NOW).due[0]?.left
  expect([left(12, 20), left(undefined, 20), left(undefined)]).toEqual([2, 10, 38])
})

it('shows only those ahead of, or only those beyond, their deadline', () => {
  const ids = (only: 'ahead' | 'over') => queueOf([hours('a', 10), hours('b', 60)], { ...ALL, only }, CASE_NOW).due.map(({ view }) => view.subject.id)
  expect([ids('ahead'), ids('over')]).toEqual([['a'], ['b']])
})
