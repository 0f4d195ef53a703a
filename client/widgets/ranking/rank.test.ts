import { expect, it } from 'vitest'
import { caseCommunes, casePaced, caseView } from '../sample-views.ts'
import { fitCounts, rankViews } from './rank.ts'

it('ranks the reporting ones and names the silent ones, which are never 0', () => {
  const ranked = rankViews(caseCommunes(), { worst: 5, best: 3 })
  expect(ranked.worst.map((view) => view.subject.short)).toEqual(['Mỹ Quý', 'Ninh Điền', 'Tân Hưng', 'Tân Hòa', 'Cần Giuộc'])
  expect(ranked).toMatchObject({ reported: 92 })
  expect(ranked.rest).toHaveLength(84)
  expect(ranked.missing).toHaveLength(4)
})

it('puts the highest first where lower is better', () => {
  const lower = { direction: 'lower' as const }
  const ranked = rankViews([caseView({ value: 3, subject: 'a', indicator: lower }), caseView({ value: 9, subject: 'b', indicator: lower })], { worst: 1, best: 1 })
  expect(ranked.worst[0]?.subject.short).toBe('b')
})

it('is as fresh as its worst part, and never names one commune twice', () => {
  const ranked = rankViews([caseView({ subject: 'a' }), caseView({ subject: 'b', freshness: 'stale', ageMs: 9_000_000 })], { worst: 5, best: 3 })
  expect(ranked.freshness).toBe('stale')
  expect(ranked.worst.length + ranked.best.length).toBe(2)
})

it('shows fewer where rows would stand in each other, the best giving way first', () => {
  expect(fitCounts({ worst: 5, best: 3 }, 984)).toEqual({ worst: 5, best: 3 })
  expect(fitCounts({ worst: 5, best: 3 }, 744)).toEqual({ worst: 5, best: 2 })
  expect(fitCounts({ worst: 5, best: 3 }, 500)).toEqual({ worst: 2, best: 1 })
})

it('shows all nine where nine have room, and only the two ends of 96', () => {
  expect(fitCounts({ worst: 5, best: 3 }, 928, 9)).toEqual({ worst: 9, best: 0 })
  expect(fitCounts({ worst: 5, best: 3 }, 928, 92)).toEqual({ worst: 5, best: 3 })
})

it('ranks only what is for the period of most, and names the others', () => {
  const of = (subject: string, period: string) => casePaced(50, { subject, period })
  const ranked = rankViews([of('a', '2026-10'), of('b', '2026-10'), of('c', '2026-09')], { worst: 5, best: 3 })
  expect([...ranked.worst, ...ranked.best].map((view) => view.subject.short)).toEqual(['a', 'b'])
  expect(ranked.others.map((view) => view.subject.short)).toEqual(['c'])
  expect(ranked.reported).toBe(2)
})
