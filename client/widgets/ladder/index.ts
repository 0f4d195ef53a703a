import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { LadderOptions } from './options.ts'
import { LadderView } from './LadderView.tsx'

type Change = Parameters<typeof caseView>[0]
const hazard = (id: string, vi: string, value: number | undefined, change: Change = {}): SeriesView =>
  caseView({ ...change, value, subject: change.subject ?? 'mau', indicator: { id: `disaster.${id}`, unit: 'cấp', decimals: 0, direction: 'lower', short: { vi, en: vi }, warn: 2, critical: 3 } as never }) // an id written out
const three = (values: readonly (number | undefined)[], change: Change = {}): SeriesView[] => [hazard('rain', 'mưa lớn', values[0], change), hazard('flood', 'lũ hạ du Dầu Tiếng', values[1], change), hazard('storm', 'bão, dông lốc, hạn', values[2], change)]
const of = (name: WidgetCase['name'], views: SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({ name, width: 1824, height: 816, props: { views, sources: [], options: {}, title: 'Cấp độ rủi ro thiên tai', now: CASE_NOW, place: CASE_PLACE, ...change } })
const communes = Array.from({ length: 96 }, (_, i) => hazard('risk-level', 'cấp rủi ro', i > 93 ? undefined : i < 3 ? 3 - i : i < 20 ? 1 : 0, { subject: i === 0 ? 'Xã Đồng Khởi Ỷ Ốc Hưng Điền' : `Xã ${i}` }))

export const ladder = defineWidget({
  kind: 'ladder',
  options: LadderOptions,
  needs: () => ({}),
  View: LadderView,
  cases: [
    of('good', three([0, 0, 0])),
    of('watch', three([2, 1, 0])),
    of('bad', three([5, 4, 3])),
    of('late', three([2, 1, 0], { freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', three([2, 1, 0], { freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', three([2, 1, 0], { freshness: 'lost' })),
    of('never', three([undefined, undefined, undefined])),
    of('empty', []),
    of('crowded', [hazard('risk-level', 'cấp rủi ro', 3), ...communes]),
  ],
})
