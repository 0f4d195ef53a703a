import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { IndexBreakdownView } from './IndexBreakdownView.tsx'
import { IndexBreakdownOptions } from './options.ts'

const GROUPS: readonly (readonly [id: string, name: string, value: number, most: number])[] = [
  ['transparency', 'Công khai, minh bạch', 18, 18], ['progress', 'Tiến độ giải quyết', 18.9, 20], ['online-service', 'Dịch vụ trực tuyến', 8.1, 12],
  ['online-payment', 'Thanh toán trực tuyến', 8.6, 10], ['satisfaction', 'Mức độ hài lòng', 12, 18], ['digitisation', 'Số hóa hồ sơ', 11.4, 22],
]
const DTI: readonly (readonly [id: string, name: string, value: number, most: number])[] = [
  ['awareness', 'Nhận thức số', 72, 100], ['institutions', 'Thể chế số', 64, 100], ['infrastructure', 'Hạ tầng số', 55, 100], ['human-resources', 'Nhân lực số', 42, 100],
  ['cyber-security', 'An toàn thông tin mạng', 81, 100], ['government-activity', 'Hoạt động chính quyền số', 109, 200], ['economy-activity', 'Hoạt động kinh tế số', 61, 150], ['society-activity', 'Hoạt động xã hội số', 69, 150],
]
type Change = Parameters<typeof caseView>[0]
const score = (id: string, name: string, value: number | undefined, target: number, change: Change = {}): SeriesView =>
  caseView({ subject: 'Tỉnh Mẫu', level: 'province', value, target, ageMs: 7 * 3_600_000, indicator: { id: id as never, short: { vi: name, en: name }, unit: 'điểm', kind: 'score', warn: undefined, critical: undefined }, ...change }) // a branded id written out
const rank = (value: number, target: number, change: Change = {}): SeriesView =>
  caseView({ subject: 'Tỉnh Mẫu', level: 'province', value, target, ageMs: 7 * 3_600_000, indicator: { id: 'x.rank' as never, short: { vi: 'Xếp hạng', en: 'Rank' }, unit: 'hạng', kind: 'score', direction: 'lower', decimals: 0, warn: undefined, critical: undefined }, ...change }) // likewise
const whole = (groups: typeof GROUPS, total: number, change: Change = {}): SeriesView[] =>
  [score('x.total', 'Tổng điểm', total, 85, change), rank(14, 10, change), ...groups.map(([id, name, value, most]) => score(id, name, value, most * 0.8, change))]
const most = (groups: typeof GROUPS, total: number) => Object.fromEntries([['x.total', total], ...groups.map(([id, , , points]) => [id, points])])

const base = { sources: [], options: { total: 'x.total', rank: 'x.rank', rankOf: 34, most: most(GROUPS, 100) }, title: 'Bộ chỉ số QĐ 766', now: CASE_NOW, place: CASE_PLACE }
const of = (name: WidgetCase['name'], views: readonly SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 984, props: { ...base, views, ...change } })

export const indexBreakdown = defineWidget({
  kind: 'index-breakdown',
  options: IndexBreakdownOptions,
  needs: () => ({}),
  View: IndexBreakdownView,
  cases: [
    of('good', [score('x.total', 'Tổng điểm', 92.6, 85), rank(6, 10), ...GROUPS.map(([id, name, , points]) => score(id, name, Number((points * 0.926).toFixed(1)), points * 0.8))]),
    of('bad', whole(GROUPS, 77)),
    of('late', whole(GROUPS, 77, { freshness: 'late', ageMs: 30 * 3_600_000 })),
    of('stale', whole(GROUPS, 77, { freshness: 'stale', ageMs: 80 * 3_600_000 })),
    of('lost', whole(GROUPS, 77, { freshness: 'lost' })),
    of('never', whole(GROUPS, 77).map((view, i) => (i === 4 ? score('online-service', 'Dịch vụ trực tuyến', undefined, 9.6) : view))),
    of('empty', []),
    of('crowded', [score('x.total', 'Tổng điểm', 560, 700), rank(19, 11), ...DTI.map(([id, name, value, points]) => score(id, name, value, points * 0.6))], { title: 'Chuyển đổi số cấp tỉnh (DTI) 2025', options: { ...base.options, most: most(DTI, 1_000) } }),
  ],
})
