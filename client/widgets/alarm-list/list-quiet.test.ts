import { expect, it } from 'vitest'
import { CASE_NOW, caseCommunes, caseSources, caseView } from '../sample-views.ts'
import { listQuiet } from './list-quiet.ts'

const MINUTE = 60_000

it('puts the worst first and tells since when, and says nothing of those on time', () => {
  expect(listQuiet(caseSources(), []).map(({ key, priority, since }) => [key, priority, since])).toEqual([
    ['source smart', 2, CASE_NOW - 255 * MINUTE],
    ['source payment', 3, CASE_NOW - 18 * MINUTE],
    ['source push-demo', 3, undefined],
  ])
})

it('counts the missing parts of a source that delivers otherwise as one line', () => {
  const [parts] = listQuiet(caseSources(), caseCommunes()).filter(({ kind }) => kind === 'parts')
  expect(parts).toMatchObject({ priority: 4, places: ['Xã 93', 'Xã 94', 'Xã 95', 'Xã 96'], since: undefined })
})

it('lets a silent source stand for all that hangs on it', () => {
  const sources = caseSources().map((source) => (source.info.id === 'mot-cua' ? { ...source, freshness: 'stale' as const } : source))
  const views = caseCommunes().map((view) => (view.value === undefined ? view : { ...view, freshness: 'stale' as const }))
  expect(listQuiet(sources, views).filter(({ kind }) => kind === 'parts')).toEqual([])
})

it('tells of parts that stopped since when the longest of them is silent', () => {
  const views = [caseView({ subject: 'a' }), caseView({ subject: 'b', freshness: 'late', ageMs: 9 * MINUTE }), caseView({ subject: 'c', freshness: 'stale', ageMs: 30 * MINUTE })]
  expect(listQuiet(caseSources(), views).at(-1)).toMatchObject({ places: ['b', 'c'], since: CASE_NOW - 30 * MINUTE, freshness: 'stale' })
})

it('says over a cut line only that it is cut', () => {
  const sources = caseSources().map((source) => ({ ...source, freshness: 'lost' as const }))
  expect(listQuiet(sources, caseCommunes()).map(({ kind }) => kind)).toEqual(['line'])
})
