import { expect, it } from 'vitest'
import type { Catalogue, Lineage, SeriesAnswer } from '#contract'
import { CASE_PLACE, caseIndicator } from '../../widgets/sample-views.ts'
import { againstLastYear, pastView } from './past-view.ts'

const indicator = caseIndicator({ unit: 'tỷ đồng', kind: 'counter', aggregation: 'sum' })
const catalogue = { deployment: CASE_PLACE, indicators: [indicator], targets: [], localities: [] } as unknown as Catalogue // only what is looked at
const boundary = (rule: 'break' | 'sum') => ({ at: '2025-06-30T17:00:00.000Z', day: '2025-07-01', side: 'before', rule, title: { vi: 'Trước', en: 'Before' }, reason: { vi: 'vì', en: 'as' }, subjects: [] })
const told = (period: string, value: number, more: object = {}) => ({ at: `${period.length === 4 ? `${period}-12` : period}-28T10:00:00.000Z`, value, period, state: 'official', ...more })
const head = (period: string, value: number, state = 'official') => ({ ...told(period, value), state, series: `${indicator.id}@tn2025`, freshness: 'live' }) as unknown as Lineage // as above

function year(period: string, samples: object[], { rule, state }: { rule?: 'break' | 'sum'; state?: string } = {}) {
  const answer = { samples, boundaries: rule === undefined ? [] : [boundary(rule)] } as unknown as SeriesAnswer // as above
  const view = pastView(head(period, 120, state), answer, catalogue)
  return view && againstLastYear(view)
}

it('holds a month against the same month a year before, of the same province', () => {
  expect(year('2026-10', [told('2025-10', 100), told('2026-10', 120)], { rule: 'break' })).toEqual({ period: '2025-10', change: { by: 20, apportioned: false }, base: 100, states: undefined })
})

it('says which is final and which is not, instead of hiding it', () => {
  expect(year('2026-10', [told('2025-10', 100)], { state: 'preliminary' })).toMatchObject({ change: { by: 20 }, states: ['preliminary', 'official'] })
})

it('does not go over a change of boundaries but with figures that were brought over it', () => {
  expect(year('2026-05', [], { rule: 'break' })).toMatchObject({ period: '2025-05', change: { why: 'area' } })
  expect(year('2026-05', [told('2025-05', 100, { apportioned: { parts: 2 } })], { rule: 'sum' })).toMatchObject({ change: { by: 20, apportioned: true } })
})

it('does not hold a whole year against one of which half was another province’s', () => {
  expect(year('2026', [told('2025', 100)], { rule: 'break' })).toMatchObject({ change: { why: 'area' } })
})

it('takes the months for one line and leaves quarters, years and what was corrected since out of it', () => {
  const answer = { samples: [told('2026-09', 1, { at: '2026-10-01T10:00:00.000Z' }), told('2026-09', 2), { ...told('2026', 9), at: '2026-10-02T10:00:00.000Z' }, told('2026-10', 3)] } as unknown as SeriesAnswer // as above
  expect(pastView(head('2026-10', 3), answer, catalogue)?.trail?.map(([, value]) => value)).toEqual([2, 3])
})
