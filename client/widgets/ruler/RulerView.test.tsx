import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, CASE_SOURCE, caseView } from '../sample-views.ts'
import type { WidgetProps } from '../widget.ts'
import { RulerOptions } from './options.ts'
import { RulerView } from './RulerView.tsx'

afterEach(cleanup)

const draw = (views: WidgetProps<RulerOptions>['views']) =>
  render(<RulerView views={views} sources={[]} options={RulerOptions.parse({})} title="Sở, ngành" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

it('counts who has reported, by the name of what they are, and never draws the silent one', () => {
  const drawn = draw([caseView({ subject: 'Sở Y tế', value: 96, target: 98, level: 'agency' }), caseView({ subject: 'Sở Nội vụ', value: undefined, target: 98, level: 'agency' })])
  expect(drawn.textContent).toContain('1/2 cơ quan')
  expect(drawn.querySelectorAll('.ruler-track').length).toBe(1)
  expect(drawn.textContent).toContain('Chưa có số liệu')
})

it('gives each row its own age and source where they come from several', () => {
  const other = { ...CASE_SOURCE, id: 'dti' as typeof CASE_SOURCE.id, short: { vi: 'Chỉ số DTI', en: 'DTI' } }
  const drawn = draw([caseView({ subject: 'A', target: 98 }), caseView({ subject: 'B', target: 98, source: other })])
  expect([...drawn.querySelectorAll('.row-name .fresh-source')].map((source) => source.textContent)).toEqual([' · Một cửa điện tử', ' · Chỉ số DTI'])
  expect(drawn.querySelector('header')?.textContent).toContain('2 nguồn')
})

it('says that one row is old and judges it no longer, while the others are judged', () => {
  const drawn = draw([caseView({ subject: 'A', value: 90, target: 98, freshness: 'stale', ageMs: 15_300_000 }), caseView({ subject: 'B', value: 90, target: 98 })])
  const [old, other] = drawn.querySelectorAll('.line')
  expect(old?.className).toContain('is-hatched')
  expect(old?.textContent).toContain('Cũ 4 giờ 15 phút')
  expect(old?.textContent).not.toContain('−8')
  expect(other?.textContent).toContain('−8,0')
})

it('says of what part all rows stand once above them, and of another part beside its row', () => {
  const row = (subject: string, reported: number) => caseView({ subject, target: 98, coverage: { reported, expected: 96 } })
  const same = draw([row('A', 92), row('B', 92)])
  expect(same.querySelector('header')?.textContent).toContain('92/96 xã')
  expect([...same.querySelectorAll('.row-name')].map((name) => name.textContent)).toEqual(['A', 'B'])
  cleanup()
  const other = draw([row('A', 92), row('B', 90)])
  expect(other.querySelector('header')?.textContent).not.toContain('/96 xã')
  expect([...other.querySelectorAll('.row-name')].map((name) => name.textContent?.slice(1)).sort()).toEqual(['90/96 xã', '92/96 xã'])
})
