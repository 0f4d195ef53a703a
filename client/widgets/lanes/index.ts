import type { Point, SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { LanesView } from './LanesView.tsx'
import { LanesOptions } from './options.ts'

type Change = Parameters<typeof caseView>[0]
const HALF_HOUR = 1_800_000
/** 24 h of a course: `values[i]` from the hour on; null is silence. */
const lane = (name: string, values: Record<number, number | null>, change: Change = {}): SeriesView => {
  let held: number | null = 99
  const trail = Array.from({ length: 49 }, (_, i): Point => {
    if (i in values) held = values[i] ?? null
    return [CASE_NOW - (48 - i) * HALF_HOUR - 180_000, held]
  })
  const view = caseView({ target: 98, ...change, value: 'value' in change ? change.value : (held ?? 99), subject: name, indicator: { short: { vi: name, en: name } } })
  return view.value === undefined ? view : { ...view, trail }
}
const day = (change: Change = {}): SeriesView[] => [
  lane('Tấn công mạng', { 10: 97.5, 12: 99, 40: 94 }, change), lane('Nguồn điện', { 30: 97.2, 31: 99, 46: 93 }, change), lane('Truyền dẫn', { 20: null, 26: 99 }, change), lane('Ứng dụng', {}, change),
]
const of = (name: WidgetCase['name'], views: SeriesView[]): WidgetCase => ({ name, width: 1824, height: 816, props: { views, sources: [], options: {}, title: '24 giờ qua', now: CASE_NOW, place: CASE_PLACE } })

export const lanes = defineWidget({
  kind: 'lanes',
  options: LanesOptions,
  needs: ({ hours }) => ({ trailMs: hours * 3_600_000 }),
  View: LanesView,
  cases: [
    of('good', [lane('Tấn công mạng', {}), lane('Nguồn điện', {})]),
    of('bad', day()),
    of('late', day({ freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', day({ freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', day({ freshness: 'lost' })),
    of('never', [lane('Tấn công mạng', {}, { value: undefined })]),
    of('empty', []),
    of('crowded', [...day(), ...['Nước thải Ỷ Ốc vượt chuẩn', 'Máy chủ ảo hoá đa năng', 'Kênh truyền số liệu chuyên dùng'].map((name, i) => lane(name, { [4 + i]: 90, [9 + i]: 97.5, [13 + i * 3]: 99, 30: 92, 31: 99, 34: 92, 35: 99, 40: 91 }))]),
  ],
})
