import type { Point, SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { BulletOptions } from './options.ts'
import { BulletView } from './BulletView.tsx'

/** A year and the half month around its day. */
const TRAIL_MS = 382 * 86_400_000
const DAY_MS = 86_400_000

const target = (value: number, main = true) => ({ indicator: 'x' as never, subject: 'mau' as never, value, main }) // branded ids written out
const share = (vi: string, value: number | undefined, aims: readonly number[], change: Parameters<typeof caseView>[0] = {}): SeriesView => ({
  ...caseView({ subject: 'mau', level: 'province', value, target: aims[0], indicator: { id: `s.${vi}` as never, short: { vi, en: vi }, warn: undefined, critical: undefined }, ...change }), // likewise
  targets: aims.map((aim, i) => target(aim, i === 0)),
})
const money = (vi: string, value: number | undefined, plan: number, { before, ...change }: Parameters<typeof caseView>[0] & { before?: number } = {}): SeriesView => {
  const view = caseView({ subject: 'mau', level: 'province', value, target: plan, ageMs: 9 * DAY_MS, indicator: { id: `m.${vi}` as never, short: { vi, en: vi }, unit: 'tỷ đồng', kind: 'counter', warn: undefined, critical: undefined, decimals: 0 }, ...change }) // likewise
  const trail: Point[] = before === undefined || view.at === undefined ? [] : [[view.at - 365 * DAY_MS, before], [view.at, value ?? null]]
  return { ...view, trail, state: 'preliminary', period: '2026' }
}

const base = { sources: [], options: {}, title: 'Tỷ lệ so mục tiêu', now: CASE_NOW, place: CASE_PLACE }
const plan = { options: { form: 'pace' }, title: 'Lũy kế so kế hoạch năm' }
const of = (name: WidgetCase['name'], views: readonly SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 984, props: { ...base, views, ...change } })

export const bullet = defineWidget({
  kind: 'bullet',
  options: BulletOptions,
  needs: ({ form }) => (form === 'pace' ? { trailMs: TRAIL_MS } : {}),
  View: BulletView,
  cases: [
    of('good', [share('Dịch vụ công toàn trình', 84.2, [80, 90]), share('Thanh toán trực tuyến', 81.3, [80])]),
    of('watch', [{ ...money('Thu ngân sách trên địa bàn', 38_900, 46_500, { before: 35_200 }), targets: [target(46_500), target(44_000, false)] }, money('Giải ngân đầu tư công', 11_800, 16_200, { before: 12_900 })], plan),
    of('bad', [{ ...money('Giải ngân đầu tư công', 7_950, 16_200, { before: 10_400 }), state: 'estimated' }, { ...money('Giải ngân vốn chuyển đổi số', 214.6, 340.5), state: 'official' }, share('Chi cho chuyển đổi số', 63, [100])], plan),
    of('late', [share('Dịch vụ công toàn trình', 61.4, [70], { freshness: 'late', ageMs: 18 * 60_000 }), share('Thanh toán trực tuyến', 81.3, [80])]),
    of('stale', [share('Dịch vụ công toàn trình', 61.4, [70], { freshness: 'stale', ageMs: 255 * 60_000 }), share('Thanh toán trực tuyến', 81.3, [80])]),
    of('lost', [money('Giải ngân đầu tư công', 7_950, 16_200, { before: 10_400, freshness: 'lost' })], plan),
    of('never', [share('Dịch vụ công toàn trình', undefined, [70]), share('Thanh toán trực tuyến', 81.3, [])]),
    of('empty', []),
    of('crowded', ['Công khai, minh bạch', 'Tiến độ giải quyết hồ sơ', 'Khai thác, sử dụng lại dữ liệu số hóa', 'Đồng bộ Cổng Dịch vụ công quốc gia', 'Kết quả điện tử', 'Số hóa hồ sơ'].map((name, i) => share(name, 96 - i * 9, [80, 90, 100], i === 1 ? { coverage: { reported: 92, expected: 96 } } : {}))),
  ],
})
