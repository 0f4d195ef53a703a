import { expect, it } from 'vitest'
import type { Agency, Explanation, QualityRow, SeriesView } from '#contract'
import { CASE_SOURCE, caseSources, caseView } from '../../widgets/sample-views.ts'
import { rankAgencies } from './rank-agencies.ts'

const agency = (id: string, more: object = {}) => ({ id, name: { vi: id, en: id }, ...more }) as unknown as Agency // only what is looked at
const AGENCIES = [agency('a'), agency('b'), agency('c'), agency('d'), agency('nothing'), agency('gone', { validTo: '2025-06-30' })]
const figure = (owner: string, value: number | undefined, freshness: 'live' | 'stale' = 'live') => ({ ...caseView({ value, target: 98, ...(value !== undefined && { freshness }) }), indicator: { ...caseView().indicator, owner: owner as Agency['id'] } })
const none = { views: [], sources: [], scores: [], dossiers: [], figures: undefined, explanations: [], today: '2026-11-24' }

it('puts who reaches least first, lets equals share a place, and names the silent apart instead of last', () => {
  const views = [figure('a', 99), figure('a', 90), figure('b', 99), figure('c', 98.5), figure('d', undefined), figure('d', 99, 'stale'), figure('gone', 90)]
  const { told, silent } = rankAgencies('met', { ...none, agencies: AGENCIES, views })
  expect(told.map(({ agency: { id }, place, of }) => [id, place, of])).toEqual([['a', 3, { good: 1, all: 2 }], ['b', 1, { good: 1, all: 1 }], ['c', 1, { good: 1, all: 1 }]])
  expect(silent.map(({ id }) => id)).toEqual(['d'])
})

it('counts sources that keep their rhythm, and leaves out those nothing was ever heard of', () => {
  const sources = caseSources().map((source) => ({ ...source, info: { ...source.info, agency: (source.freshness === 'never' ? 'b' : 'a') as Agency['id'] } }))
  const { told, silent } = rankAgencies('sources', { ...none, agencies: AGENCIES, sources })
  expect(told.map(({ agency: { id }, of }) => [id, of])).toEqual([['a', { good: 2, all: 4 }]])
  expect(silent.map(({ id }) => id)).toEqual(['b'])
})

it('takes the lowest word of the data, and nobody without a source', () => {
  const sources = ['a', 'b'].map((id) => ({ info: { ...CASE_SOURCE, agency: id as Agency['id'] }, freshness: 'live' as const, health: undefined }))
  const scores = [{ agency: 'a', correct: 100, alive: 87.5 }, { agency: 'c', correct: 10 }] as unknown as QualityRow[] // as above
  expect(rankAgencies('data', { ...none, agencies: AGENCIES, sources, scores })).toMatchObject({ told: [{ agency: { id: 'a' }, share: 87.5 }], silent: [{ id: 'b' }] })
})

it('ranks departments by their own dossiers, names the one that tells nothing fresh, and leaves out who has no dossiers', () => {
  const agencies = [agency('a', { kind: 'department' }), agency('b', { kind: 'department' }), agency('c', { kind: 'department' }), agency('old', { kind: 'department' }), agency('party', { kind: 'party' })]
  const told = (id: string, indicator: string, value: number, freshness: 'live' | 'stale' = 'live') => ({ ...caseView({ value, freshness }), indicator: { ...caseView().indicator, id: indicator }, subject: { ...caseView().subject, id } }) as unknown as SeriesView // branded ids
  const dossiers = [told('a', 'x.rate', 97.5), told('a', 'x.count', 1_320), told('b', 'x.rate', 99), told('old', 'x.rate', 90, 'stale')]
  const ranked = rankAgencies('dossiers', { ...none, agencies, dossiers, figures: { onTime: 'x.rate', resolved: 'x.count', kinds: ['department'] } as never }) // branded ids
  expect(ranked.told.map(({ agency: { id }, place, share, told: one }) => [id, place, share, one?.dossiers])).toEqual([['a', 2, 97.5, 1_320], ['b', 1, 99, undefined]])
  expect(ranked.silent.map(({ id }) => id)).toEqual(['c', 'old'])
})

it('counts a red figure as explained only until the day that was promised, and compares nobody who has none', () => {
  const views = [{ ...figure('a', 90), series: 's.1@x' }, { ...figure('a', 90), series: 's.2@x' }, { ...figure('b', 90), series: 's.3@x' }, { ...figure('c', 99), series: 's.4@x' }] as unknown as SeriesView[] // branded ids
  const explanations = [{ series: 's.1@x', until: '2026-11-24' }, { series: 's.2@x', until: '2026-11-23' }] as unknown as Explanation[] // only what is looked at
  const { told, silent } = rankAgencies('explained', { ...none, agencies: AGENCIES, views, explanations })
  expect(told.map(({ agency: { id }, of }) => [id, of])).toEqual([['b', { good: 0, all: 1 }], ['a', { good: 1, all: 2 }]])
  expect(silent).toEqual([])
})
