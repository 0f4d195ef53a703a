import { expect, it } from 'vitest'
import type { Catalogue, Scope } from '#contract'
import { agenciesOf, ownOf } from './own.ts'

const name = (vi: string) => ({ vi, en: vi })
const catalogue = {
  deployment: { subject: 'tinh' },
  indicators: [
    { id: 'a.rate', domain: 'a', owner: 'gov.a', level: 'commune' }, { id: 'a.level', domain: 'a', owner: 'gov.a', level: 'site', siteKind: 'station' },
    { id: 'b.sum', domain: 'b', owner: 'gov.b', level: 'province' }, { id: 'b.late', domain: 'b', owner: 'gov.b', level: 'agency' },
  ],
  agencies: [{ id: 'gov.a', name: name('Sở A') }, { id: 'gov.b', name: name('Sở B') }, { id: 'gov.idle', name: name('Sở không có gì') }],
  localities: [{ id: 'tinh', level: 'province', name: name('Tỉnh') }, { id: 'xa-1', level: 'commune', name: name('Xã Một') }, { id: 'xa-cu', level: 'commune', name: name('Xã Cũ'), validTo: '2025-06-30' }],
  sites: [{ id: 'tram-1', kind: 'station', name: name('Trạm 1') }, { id: 'may-1', kind: 'machine', name: name('Máy 1') }],
  sources: [{ id: 'nguon-a', agency: 'gov.a', driver: 'http-json', feeds: ['a'], indicators: ['a.rate'] }, { id: 'nguon-b', agency: 'gov.b', driver: 'sheet', feeds: ['b'], indicators: ['b.sum'] }, { id: 'tinh-toan', agency: 'gov.a', driver: 'derive', feeds: ['a'] }],
} as unknown as Catalogue // as much of it as is looked at
const scope = (more: Partial<Scope>): Scope => ({ agencies: 'all', localities: 'all', domains: 'all', ...more })

it('is of an agency what it answers for, in the province and at its sites, and what is told of the agency itself', () => {
  const own = ownOf(catalogue, scope({ agencies: ['gov.a'] }), undefined)
  expect(own.series).toEqual(['a.rate@tinh', 'a.level@tram-1', 'b.late@gov.a'])
  expect(own.sources.map(({ id }) => id)).toEqual(['nguon-a'])
  expect(own.feeds).toEqual(['a', 'b'])
})

it('is of who answers for two agencies both, or the one chosen, and never one outside the scope', () => {
  const both = scope({ agencies: ['gov.a', 'gov.b'] })
  expect(ownOf(catalogue, both, undefined).agencies.map(({ id }) => id)).toEqual(['gov.a', 'gov.b'])
  expect(ownOf(catalogue, both, 'gov.b').series).toEqual(['b.sum@tinh', 'b.late@gov.b'])
  expect(ownOf(catalogue, scope({ agencies: ['gov.a'] }), 'gov.b').series).toEqual([])
  expect(agenciesOf(catalogue, scope({})).map(({ id }) => id)).toEqual(['gov.a', 'gov.b'])
  expect(ownOf(catalogue, scope({}), undefined).agencies.map(({ id }) => id)).toEqual(['gov.a'])
})

it('is of a commune its own figures, never those of the province, and only while it is there', () => {
  const own = ownOf(catalogue, scope({ localities: ['xa-1', 'xa-cu'] }), 'gov.a')
  expect([own.kind, own.series, own.sources.map(({ id }) => id)]).toEqual(['place', ['a.rate@xa-1'], ['nguon-a']])
  expect(ownOf(catalogue, scope({ localities: [] }), undefined).feeds).toEqual([])
})
