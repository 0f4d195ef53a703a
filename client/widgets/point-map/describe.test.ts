import { expect, it } from 'vitest'
import { caseCommunes, caseView } from '../sample-views.ts'
import { sampleShapes } from '../sample-shapes.ts'
import { describeClusters } from './describe-areas.ts'
import { createMemory, describePoints } from './describe-points.ts'
import { PointMapOptions } from './options.ts'
import { caseCounts, caseSite, caseSites, spreadAt } from './sample-points.ts'

const COMMUNES = caseCommunes()
const shapes = sampleShapes(COMMUNES)
const options = PointMapOptions.parse({ kinds: [{ kind: 'air-station', shape: 'square', title: { vi: 'không khí', en: 'air' } }], counts: { of: 'feedback.open', overdue: 'feedback.overdue' } })
const describe = (views: Parameters<typeof describePoints>[0], memory = createMemory()) => describePoints(views, { shapes, options, memory })

it('gives a site the state of its worst figure, by shape as well as by word', () => {
  const dust = { id: 'env.dust', warn: 40, critical: 60, direction: 'lower' } as never // an id written out
  const { points, odd, counts } = describe([caseSite('A', spreadAt(1), { value: 9, kind: 'air-station' }), { ...caseSite('A', spreadAt(1), { value: 70, indicator: dust }) }, caseSite('B', spreadAt(2), { freshness: 'stale' }), caseSite('C', spreadAt(3))])
  expect(points.map(({ key, state, shape }) => [key, state, shape])).toEqual([['A', 'bad', 'circle'], ['B', 'stale', 'circle'], ['C', 'good', 'circle']])
  expect(odd.map(({ view }) => [view.subject.short, view.value])).toEqual([['A', 70], ['B', 9]])
  expect(Object.fromEntries(counts)).toEqual({ bad: 1, stale: 1, good: 1 })
})

it('puts a site without coordinates in its commune, several beside each other, and names one of which nothing is known', () => {
  const locality = COMMUNES[20]?.subject.id ?? ''
  const { points, byCommune, placeless } = describe([caseSite('A', undefined, { locality }), caseSite('B', undefined, { locality }), caseSite('C', undefined), caseSite('D', undefined, { locality: 'mau' })])
  const anchor = shapes.features[20]?.properties.anchor
  expect(points.map(({ at, nudge }) => [at, nudge !== undefined])).toEqual([[anchor, false], [anchor, true]])
  expect([byCommune, placeless.map(({ subject }) => subject.short)]).toEqual([2, ['C', 'D']])
})

it('keeps an unchanged point the same object', () => {
  const memory = createMemory()
  const views = caseSites(50)
  const first = describe(views, memory).points
  const next = describe(views.map((view, i) => (i === 7 ? { ...view, value: 130 } : { ...view })), memory).points
  expect(next.flatMap((point, i) => (point === first[i] ? [] : [i]))).toEqual([7])
})

it('counts by commune, arcs what is overdue, names from two, and never takes a silent commune for none', () => {
  const { discs, named, reported, expected } = describeClusters(caseCounts(COMMUNES), options, 'vi')
  expect([reported, expected]).toEqual([92, 96])
  expect(discs.every(({ text }) => text !== '0')).toBe(true)
  expect(discs.find(({ subject }) => subject === COMMUNES[3]?.subject.id)).toMatchObject({ share: expect.closeTo(1 / Number(discs.find(({ subject }) => subject === COMMUNES[3]?.subject.id)?.text), 5) as number })
  expect(named.every(({ overdue }) => Number(overdue?.value) >= 2)).toBe(true)
  expect(named.map(({ overdue }) => Number(overdue?.value))).toEqual(named.map(({ overdue }) => Number(overdue?.value)).toSorted((a, b) => b - a))
})

it('draws an old count as old, without a share and without a name', () => {
  const { discs, named } = describeClusters(caseCounts(COMMUNES, { freshness: 'stale' }), options, 'vi')
  expect(named).toEqual([])
  expect(new Set(discs.map(({ share, isOld }) => `${share} ${isOld}`))).toEqual(new Set(['undefined true']))
})

it('knows no option but its own, and breaks that rise', () => {
  expect(PointMapOptions.safeParse({ breaks: [3, 2] }).success).toBe(false)
  expect(PointMapOptions.safeParse({ outlines: { day: '30/06/2025', level: 'district' } }).success).toBe(false)
  expect(caseView({}).subject.level).toBe('commune')
})
