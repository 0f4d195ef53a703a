import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { UnitSquaresOptions } from './options.ts'
import { UnitSquaresView } from './UnitSquaresView.tsx'

const COUNT = { id: 'egov.documents-overdue', short: { vi: 'Văn bản quá hạn', en: 'Overdue' }, unit: 'văn bản', direction: 'lower', decimals: 0, warn: undefined, critical: undefined } as never // branded ids written out
const RATE = { id: 'egov.overdue-rate', short: { vi: '% văn bản đến', en: '% of documents' }, unit: '%', direction: 'lower', decimals: 1, warn: 2, critical: 2.5 } as never
const OFFICES: readonly (readonly [name: string, overdue: number, rate: number])[] = [
  ['Nông nghiệp và Môi trường', 21, 3.1], ['Xây dựng', 14, 2.6], ['Tài chính', 9, 1.2], ['Văn hóa, Thể thao và Du lịch', 7, 2.1],
  ['Y tế', 5, 0.8], ['Giáo dục và Đào tạo', 4, 0.6], ['Nội vụ', 3, 0.5], ['Khoa học và Công nghệ', 1, 0.3], ['Tư pháp', 0, 0], ['Công Thương', 0, 0],
]
const offices = (change: Parameters<typeof caseView>[0] = {}, from = 0, times = 1): SeriesView[] =>
  OFFICES.slice(from).flatMap(([subject, overdue, rate]) => [caseView({ subject, value: overdue * times, level: 'agency', indicator: COUNT, ...change }), caseView({ subject, value: rate, level: 'agency', indicator: RATE, ...change })])
const group = (vi: string, en: string, value: number | undefined) => caseView({ value, level: 'province', indicator: { id: `egov.${en}` as never, short: { vi, en }, unit: 'văn bản', direction: 'lower', decimals: 0, warn: undefined, critical: undefined } }) // likewise

const base = { sources: [], options: { rate: 'egov.overdue-rate' }, title: 'Quá hạn theo sở, ngành', now: CASE_NOW, place: CASE_PLACE }
const of = (name: WidgetCase['name'], views: readonly SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 984, props: { ...base, views, ...change } })

export const unitSquares = defineWidget({
  kind: 'unit-squares',
  options: UnitSquaresOptions,
  needs: () => ({}),
  View: UnitSquaresView,
  cases: [
    of('good', offices({}, 8)),
    of('bad', offices()),
    of('watch', [group('Quá 1–3 ngày', 'late-1-3', 18), group('Quá 4–10 ngày', 'late-4-10', 11), group('Quá trên 10 ngày', 'late-10', 8)], { options: { order: 'given' }, title: 'Văn bản quá hạn theo số ngày' }),
    of('late', offices({ freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', offices({ freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', offices({ freshness: 'lost' })),
    of('never', offices().map((view, i) => (i < 2 ? caseView({ subject: view.subject.id, value: undefined, level: 'agency', indicator: view.indicator }) : view))),
    of('empty', []),
    of('crowded', offices({}, 0, 23)),
  ],
})
