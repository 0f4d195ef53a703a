import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { MatrixOptions } from './options.ts'
import { MatrixView } from './MatrixView.tsx'

const PLACES = ['P. Kiến Tường', 'Mỹ Quý', 'Ninh Điền', 'Tân Hưng', 'P. Tân Ninh', 'Cần Giuộc', 'Hưng Thuận', 'P. Trảng Bàng', 'Khánh Hưng', 'Nhựt Tảo', 'P. Gò Dầu', 'Đức Huệ']
const COLUMNS = [
  { id: 'tthc.on-time-rate', short: { vi: 'Đúng hạn', en: 'On time' }, warn: 95, critical: 94 },
  { id: 'dvc.full', short: { vi: 'Toàn trình', en: 'End to end' }, warn: 55, critical: 50 },
  { id: 'dvc.payment', short: { vi: 'Thanh toán trực tuyến', en: 'Paid online' }, warn: 40, critical: 38 },
  { id: 'dvc.digitised', short: { vi: 'Số hóa hồ sơ', en: 'Digitised' }, warn: 80, critical: 75 },
  { id: 'dvc.satisfied', short: { vi: 'Mức độ hài lòng', en: 'Satisfaction' }, warn: 95, critical: 93 },
  { id: 'tthc.overdue', short: { vi: 'Quá hạn', en: 'Overdue' }, unit: 'hồ sơ', direction: 'lower' as const, decimals: 0, warn: 7, critical: 12 },
]
const FROM = [92.1, 49.6, 36.1, 70.8, 91.7, 14]
const STEP = [0.65, 2.8, 3.2, 2.4, 0.6, -1.6]

const cell = (place: number, column: number, change: Parameters<typeof caseView>[0] = {}): SeriesView =>
  caseView({ subject: PLACES[place] ?? `Xã ${place + 1}`, value: Math.max(0, (FROM[column] ?? 0) + (STEP[column] ?? 0) * place), indicator: COLUMNS[column] as never, ...change }) // branded ids written out
const rows = (places: number, change: (place: number, column: number) => Parameters<typeof caseView>[0] = () => ({})) =>
  Array.from({ length: places }, (_, place) => COLUMNS.map((_column, column) => cell(place, column, change(place, column)))).flat()

const base = { sources: [], options: {}, title: 'Mười hai xã, phường', now: CASE_NOW, place: CASE_PLACE }
const of = (name: WidgetCase['name'], views: readonly SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 984, props: { ...base, views, ...change } })

export const matrix = defineWidget({
  kind: 'matrix',
  options: MatrixOptions,
  needs: () => ({}),
  View: MatrixView,
  cases: [
    of('good', rows(12).filter(({ subject }) => PLACES.indexOf(subject.id) > 7)),
    of('bad', rows(8)),
    of('late', rows(8, () => ({ freshness: 'late', ageMs: 18 * 60_000 }))),
    of('stale', rows(8, (_, column) => (column === 2 ? { freshness: 'stale', ageMs: 255 * 60_000 } : {}))),
    of('lost', rows(8, () => ({ freshness: 'lost' }))),
    of('never', rows(8, (place, column) => (place === 5 || (place === 1 && column === 3) ? { value: undefined } : {}))),
    of('empty', []),
    of('crowded', rows(96, (place, column) => (place > 91 ? { value: undefined } : place > 7 ? { value: column === 5 ? 1 : 97.4 } : {})), { title: '96 xã, phường, tháng 11/2026' }),
  ],
})
