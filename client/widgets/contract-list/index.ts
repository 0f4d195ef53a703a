import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { ContractListView } from './ContractListView.tsx'
import { ContractListOptions } from './options.ts'

type Change = Parameters<typeof caseView>[0]
const bare = { warn: undefined, critical: undefined }
const SLA = { id: 'dx.contract-availability', short: { vi: 'Khả dụng', en: 'Availability' }, decimals: 2, ...bare } as never // branded ids written out
const LEFT = { id: 'dx.contract-months-left', short: { vi: 'Còn lại', en: 'Left' }, unit: 'tháng', direction: 'higher', decimals: 1, ...bare } as never
const CONTRACTS: readonly (readonly [name: string, sla: number, left: number])[] = [
  ['Một cửa điện tử', 99.91, 4.5], ['eGov, văn phòng điện tử', 99.95, 10.5], ['Hội nghị trực tuyến', 98.74, 7.5], ['Trung tâm dữ liệu', 99.99, 28.5], ['Giám sát an toàn thông tin', 99.93, 13.5], ['IOC', 99.98, 1.6],
]
const rows = (change: Change = {}, least = 0): SeriesView[] => CONTRACTS.filter(([, , left]) => left >= least).flatMap(([subject, sla, left]) => [
  caseView({ subject, level: 'site', value: sla, target: 99.5, indicator: SLA, ...change }), caseView({ subject, level: 'site', value: left, indicator: LEFT, ...change }),
])
const sum = (id: string, name: string, value: number | undefined, unit: string, change: Change = {}): SeriesView =>
  caseView({ subject: 'Tỉnh Mẫu', level: 'province', value, indicator: { id: id as never, short: { vi: name, en: name }, unit, decimals: unit === '%' ? 1 : 0, direction: 'none', ...bare, ...change.indicator }, ...(change.target === undefined ? {} : { target: change.target }), ...(change.freshness === undefined ? {} : { freshness: change.freshness }) }) // likewise
const whole = (change: Change = {}): SeriesView[] => [
  sum('dx.leased-services', 'Dịch vụ CNTT thuê', 11, 'dịch vụ', change), sum('dx.leased-sla-met-rate', 'Dịch vụ thuê đạt SLA', 90.9, '%', { ...change, target: 95, indicator: { direction: 'higher' } }),
  sum('dx.contracts-expiring-90d', 'HĐ sắp hết hạn', 1, 'hợp đồng', { ...change, target: 0, indicator: { direction: 'lower' } }),
]

const base = { sources: [], options: {}, title: 'Dịch vụ thuê', now: CASE_NOW, place: CASE_PLACE }
const of = (name: WidgetCase['name'], views: readonly SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 816, props: { ...base, views, ...change } })

export const contractList = defineWidget({
  kind: 'contract-list',
  options: ContractListOptions,
  needs: () => ({}),
  View: ContractListView,
  cases: [
    of('good', rows({}, 10)),
    of('watch', rows()),
    of('bad', [...rows().slice(0, 8), caseView({ subject: 'Sao lưu ngoài tỉnh', level: 'site', value: 0, indicator: LEFT }), caseView({ subject: 'Sao lưu ngoài tỉnh', level: 'site', value: 97.2, target: 99.5, indicator: SLA })]),
    of('late', rows({ freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', rows({ freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', rows({ freshness: 'lost' })),
    of('never', whole(), { title: 'Dịch vụ thuê, cả tỉnh' }),
    of('empty', []),
    of('crowded', [...whole(), ...rows(), caseView({ subject: 'Truyền số liệu chuyên dùng', level: 'site', value: undefined, indicator: SLA })]),
  ],
})
