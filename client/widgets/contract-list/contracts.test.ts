import { describe, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { caseView } from '../sample-views.ts'
import { contractsOf, endingStatus } from './contracts.ts'
import { ContractListOptions } from './options.ts'

const bare = { warn: undefined, critical: undefined }
const left = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}): SeriesView => caseView({ subject, value, indicator: { id: 'dx.contract-months-left' as never, unit: 'tháng', ...bare }, ...change }) // a branded id written out
const sla = (subject: string, value: number | undefined): SeriesView => caseView({ subject, value, target: 99.5, indicator: { id: 'dx.contract-availability' as never, ...bare } }) // likewise
const of = (views: readonly SeriesView[]) => contractsOf(views, ContractListOptions.parse({}))

describe('contracts', () => {
  it('stand with the one that ends first on top, and without a date last', () => {
    const { rows } = of([sla('A', 99.9), left('A', 10), sla('B', 99.9), left('B', 1.6), sla('C', 99.9)])
    expect(rows.map(({ subject }) => subject.id)).toEqual(['B', 'A', 'C'])
  })

  it('are judged twice: by what was agreed, and by when they end', () => {
    const { rows } = of([sla('A', 98.7), left('A', 10), sla('B', 99.9), left('B', 1.6)])
    expect(rows.map(({ subject, slaStatus, leftStatus }) => [subject.id, slaStatus, leftStatus])).toEqual([['B', 'good', 'watch'], ['A', 'bad', 'good']])
  })

  it('that ended are bad, and a stale date is not judged', () => {
    expect([-1, 0, 2.9, 3].map((value) => endingStatus(left('A', value), 3))).toEqual(['bad', 'bad', 'watch', 'good'])
    expect(endingStatus(left('A', 0, { freshness: 'stale' }), 3)).toBe('unknown')
  })

  it('of which nothing is known are named, not listed; figures for all of them stand apart', () => {
    const count = caseView({ subject: 'Tỉnh Mẫu', value: 11, indicator: { id: 'dx.leased-services' as never, ...bare } }) // likewise
    const { rows, silent, summary } = of([count, sla('A', undefined), left('A', undefined), sla('B', 99.9)])
    expect(rows.map(({ subject }) => subject.id)).toEqual(['B'])
    expect(silent.map(({ id }) => id)).toEqual(['A'])
    expect(summary).toEqual([count])
  })
})
