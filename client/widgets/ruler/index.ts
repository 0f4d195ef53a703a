import { CASE_NOW, CASE_PLACE, CASE_SOURCE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { RulerOptions } from './options.ts'
import { RulerView } from './RulerView.tsx'

const AGENCIES: readonly (readonly [name: string, value: number])[] = [
  ['Sở Tài chính', 99.6], ['Sở Tư pháp', 99.4], ['Sở Khoa học và Công nghệ', 99.1], ['Sở Công Thương', 98.8], ['Sở Nội vụ', 98.2],
  ['Sở Xây dựng', 97.7], ['Sở Y tế', 96.9], ['Sở Giáo dục và Đào tạo', 95.3], ['Sở Nông nghiệp và Môi trường', 91.8],
]
const agencies = (change: Parameters<typeof caseView>[0] = {}) =>
  AGENCIES.map(([subject, value]) => caseView({ subject, value, target: 98, level: 'agency', ...change }))

const OTHER = { ...CASE_SOURCE, id: 'dti' as typeof CASE_SOURCE.id, short: { vi: 'Chỉ số DTI', en: 'DTI' } }
const score = (vi: string, value: number | undefined, target: number) =>
  caseView({ value, target, source: OTHER, level: 'province', ageMs: 130 * 86_400_000, indicator: { id: `dti.${vi}` as never, short: { vi, en: vi }, unit: 'điểm', kind: 'score', warn: undefined, critical: undefined } }) // a branded id written out

const base = { sources: [], options: {}, title: 'Đúng hạn theo sở, ngành', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 984 }
const of = (name: WidgetCase['name'], views: WidgetCase['props']['views'], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, ...size, props: { ...base, views, ...change } })

export const ruler = defineWidget({
  kind: 'ruler',
  options: RulerOptions,
  needs: () => ({}),
  View: RulerView,
  cases: [
    of('good', agencies().filter(({ value }) => typeof value === 'number' && value >= 98)),
    of('bad', agencies()),
    of('late', agencies({ freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', agencies().map((view, i) => (i % 3 === 0 ? { ...view, freshness: 'stale' as const, at: CASE_NOW - 255 * 60_000 } : view))),
    of('lost', agencies({ freshness: 'lost' })),
    of('never', [...agencies().slice(4), caseView({ subject: 'Sở Dân tộc và Tôn giáo', value: undefined, level: 'agency' }), caseView({ subject: 'Thanh tra tỉnh', value: 97.2, level: 'agency', indicator: { warn: undefined, critical: undefined } })]),
    of('empty', []),
    of('crowded', [
      score('Nhân lực số', 42, 60), score('Thể chế số', 64, 60), score('Nhận thức số', 72, 60), score('Kinh tế số', 61, 90), score('Xã hội số', undefined, 90),
      caseView({ value: 147, target: 50, coverage: { reported: 92, expected: 96 }, indicator: { id: 'tthc.overdue' as never, short: { vi: 'Hồ sơ quá hạn', en: 'Overdue' }, unit: 'hồ sơ', direction: 'lower', decimals: 0, warn: undefined, critical: undefined } }), // likewise
      caseView({ value: 28.4, indicator: { id: 'dc.room' as never, short: { vi: 'Nhiệt độ phòng máy', en: 'Room temperature' }, unit: '°C', direction: 'band', warn: { low: 18, high: 27 }, critical: undefined } }), // likewise
    ].map((view) => ({ ...view, subject: { ...view.subject, id: 'mau', level: 'province' as const } })), { title: 'Chuyển đổi số và một cửa so mục tiêu' }),
  ],
})
