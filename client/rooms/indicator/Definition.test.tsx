import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '#contract'
import { Definition } from './Definition.tsx'

afterEach(cleanup)

const RATE = {
  id: 'a.rate', name: { vi: 'Tỷ lệ', en: 'Rate' }, domain: 'a', owner: 'gov.a', unit: '%', kind: 'rate', direction: 'higher', decimals: 1, due: { calendar: 'monthly', day: 15 }, aggregation: 'weighted', level: 'commune', legalBasis: 'QĐ 766/QĐ-TTg ngày 23/06/2022',
  formulas: [{ indicator: 'a.rate', formula: '99.5 * {a.part} / {a.whole}' }, { indicator: 'a.rate', from: '2026-07-01', formula: 'within({a.part}, 0, 18)', basis: 'QĐ 3' }],
} as unknown as Indicator // branded ids
const PART = { ...RATE, id: 'a.part', name: { vi: 'Hồ sơ đúng hạn', en: 'On time' }, legalBasis: undefined, formulas: undefined } as unknown as Indicator // likewise
const CATALOGUE = {
  indicators: [RATE, PART], agencies: [{ id: 'gov.a', name: { vi: 'Sở A', en: 'A' } }], localities: [{ id: 'tn', name: { vi: 'Tỉnh Thử', en: 'Test' } }], sites: [],
  targets: [{ indicator: 'a.rate', subject: 'tn', value: 98, main: true, validFrom: '2025-07-01', basis: 'NQ 1' }],
  sources: [{ id: 's', title: { vi: 'Một cửa', en: 'One stop' }, driver: 'sql', origin: 'simulated', everyMs: 300_000, feeds: ['a'], indicators: ['a.rate'] }],
} as unknown as Catalogue // only what is asked for

const factOf = (term: string) => screen.getByText(term, { selector: 'dt' }).nextElementSibling?.textContent

it('says on which paper an indicator rests, whose it is, when it is due and what is aimed at', () => {
  render(<Definition catalogue={CATALOGUE} indicator={RATE} />)
  expect(factOf('Căn cứ pháp lý')).toBe('QĐ 766/QĐ-TTg ngày 23/06/2022')
  expect([factOf('Cơ quan chủ trì'), factOf('Hạn có số mới'), factOf('Cấp số liệu')]).toEqual(['Sở A', 'ngày 15 hằng tháng', 'xã, phường'])
  const approved = { id: '1', roles: ['agency-approver'], day: '2026-11-20' }
  expect(factOf('Chỉ tiêu')).toContain('98% Tỉnh Thửtừ 01/07/2025 · NQ 1theo tệp của tỉnh')
  cleanup()
  render(<Definition catalogue={{ ...CATALOGUE, targets: CATALOGUE.targets.map((one) => ({ ...one, approved })) as Catalogue['targets'] }} indicator={RATE} />)
  expect(factOf('Chỉ tiêu')).toContain('cơ quan đăng ký, người duyệt của sở, ngành duyệt ngày 20/11/2026')
  expect(factOf('Nguồn')).toBe('Một cửađọc cơ sở dữ liệu, mỗi 5 phút · Minh họa')
})

it('writes each version of a formula with names that lead on, its day and its paper', () => {
  render(<Definition catalogue={CATALOGUE} indicator={RATE} />)
  const versions = [...document.querySelectorAll('.versions li')].map((one) => one.textContent)
  expect(versions).toEqual(['99,5 × Hồ sơ đúng hạn ÷ a.wholetừ đầu đến phiên bản sau', 'within(Hồ sơ đúng hạn; 0; 18)từ 01/07/2026 · QĐ 3'])
  expect(screen.getAllByRole('link', { name: 'Hồ sơ đúng hạn' })[0]?.getAttribute('href')).toBe('/indicator/a.part')
})

it('says so where no paper and no target is written down', () => {
  render(<Definition catalogue={CATALOGUE} indicator={PART} />)
  expect([factOf('Căn cứ pháp lý'), factOf('Chỉ tiêu')]).toEqual(['Chưa ghi', 'Chưa có chỉ tiêu'])
  expect(factOf('Nguồn')).toBe('Chưa có nguồn')
})
