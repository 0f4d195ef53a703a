import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { ContractListView } from './ContractListView.tsx'
import { ContractListOptions } from './options.ts'

afterEach(cleanup)

const bare = { warn: undefined, critical: undefined }
const count = caseView({ subject: 'Tỉnh Mẫu', value: 11, indicator: { id: 'dx.leased-services' as never, short: { vi: 'Dịch vụ CNTT thuê', en: 'Leased services' }, unit: 'dịch vụ', decimals: 0, ...bare } }) // branded ids written out
const sla = (subject: string, value: number): SeriesView => caseView({ subject, value, target: 99.5, indicator: { id: 'dx.contract-availability' as never, ...bare } })
const draw = (views: readonly SeriesView[]) =>
  render(<ContractListView views={views} sources={[]} options={ContractListOptions.parse({})} title="Dịch vụ thuê" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

it('says that only the province’s own figures are there while no contract has any', () => {
  const drawn = draw([count])
  expect(drawn.textContent).toContain('Dịch vụ CNTT thuê11dịch vụ')
  expect(drawn.textContent).toContain('Chưa có số liệu của từng hợp đồng')
  expect(drawn.querySelector('.line')).toBeNull()
})

it('says how many of the leased services have figures of their own: a part never looks like the whole', () => {
  expect(draw([count, sla('Một cửa điện tử', 99.9), sla('eGov', 98.7)]).textContent).toContain('2 trên 11 dịch vụ có số liệu riêng')
})

it('marks the one that misses what was agreed, and leaves the others plain', () => {
  const drawn = draw([sla('Một cửa điện tử', 99.9), sla('eGov', 98.7)])
  expect([...drawn.querySelectorAll('.line')].map((line) => line.querySelectorAll('.glyph').length)).toEqual([0, 1])
})
