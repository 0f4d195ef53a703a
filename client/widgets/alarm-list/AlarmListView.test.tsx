import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseCommunes, caseSources, caseView } from '../sample-views.ts'
import type { WidgetProps } from '../widget.ts'
import { AlarmListView } from './AlarmListView.tsx'
import type { AlarmListOptions } from './options.ts'

afterEach(cleanup)

const owner = { vi: 'Văn phòng UBND tỉnh', en: 'Office' }
const draw = (change: Partial<WidgetProps<AlarmListOptions>>) => render(
  <AlarmListView views={[]} sources={caseSources().map((source) => ({ ...source, owner }))} options={{ rows: 5 }} title="Nguồn" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} {...change} />,
).container

it('says of each silent source what is wrong, whose it is and since when', () => {
  const row = draw({}).querySelector('[data-source="source smart"]')
  expect(row?.textContent).toContain('Ứng dụng Smart: không kết nối được')
  expect(row?.textContent).toContain('Văn phòng UBND tỉnh')
  expect(row?.textContent).toContain('Cũ11:05 · 4 giờ 15 phút')
})

it('counts by priority all of them, also those without room', () => {
  const drawn = draw({ options: { rows: 1 }, views: caseCommunes() })
  expect(drawn.querySelectorAll('.alarm').length).toBe(1)
  expect(drawn.querySelector('.note')?.textContent).toBe('1 trên 4')
  expect([...drawn.querySelectorAll('.alarm-count')].map((count) => count.textContent)).toEqual(['1', '2', '1'])
})

it('names the places of which nothing came', () => {
  expect(draw({ views: caseCommunes() }).textContent).toContain('4 nơi chưa có số mới')
  expect(draw({ views: caseCommunes() }).textContent).toContain('Xã 93, Xã 94, Xã 95, Xã 96')
})

it('names as many of a crowd as the line has room for beside whose they are, and counts the others', () => {
  const silent = caseCommunes().map((view, i) => (i < 46 ? caseView({ subject: view.subject.short, value: undefined }) : view))
  const told = (name: string) => [...draw({ views: silent, sources: caseSources().map((source) => ({ ...source, owner: { vi: name, en: name } })) }).querySelectorAll('.alarm')]
    .find((row) => row.querySelector('h3')?.textContent.includes('nơi chưa có số mới'))?.querySelector('p')
  expect(told('Trung tâm Phục vụ hành chính công tỉnh')?.textContent).toMatch(/^Trung tâm Phục vụ hành chính công tỉnh · [^,]+(?:, [^,]+)? và \d+ xã khác$/)
  cleanup()
  expect(told('Trung tâm giám sát an toàn, an ninh mạng của tỉnh (SOC)')?.textContent).toBe('Trung tâm giám sát an toàn, an ninh mạng của tỉnh (SOC)')
})

it('says that all is well only where sources are known', () => {
  expect(draw({ sources: caseSources().filter(({ freshness }) => freshness === 'live') }).textContent).toContain('Cả 2 nguồn đúng nhịp')
  expect(draw({ sources: [] }).textContent).toContain('Chưa có nguồn nào')
})
