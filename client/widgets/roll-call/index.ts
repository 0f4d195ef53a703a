import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { RollCallOptions } from './options.ts'
import { RollCallView } from './RollCallView.tsx'

type Change = Parameters<typeof caseView>[0]
const NAMES = ['Khánh Hưng', 'Long Hựu', 'Mỹ Quý', 'Ninh Điền', 'Tân Hưng', 'P. Kiến Tường', 'Hưng Thuận', 'Đồng Ỷ Ốc']
const sites = (values: Record<number, number | undefined>, change: Change = {}): SeriesView[] =>
  Array.from({ length: 97 }, (_, i) => caseView({ ...change, subject: NAMES[i] ?? `Điểm cầu ${i + 1}`, value: i in values ? values[i] : 100 }))
const of = (name: WidgetCase['name'], views: SeriesView[]): WidgetCase => ({ name, width: 1824, height: 984, props: { views, sources: [], options: {}, title: 'Điểm danh tỉnh và 96 xã', now: CASE_NOW, place: CASE_PLACE } })

export const rollCall = defineWidget({
  kind: 'roll-call',
  options: RollCallOptions,
  needs: () => ({}),
  View: RollCallView,
  cases: [
    of('good', sites({})),
    of('watch', sites({ 3: 50, 12: 50, 27: 50, 44: 50 })),
    of('bad', sites({ 0: 0, 1: 0, 12: 50, 27: 50, 38: 50, 44: 50 })),
    of('late', sites({}, { freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', sites({}, { freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', sites({ 0: 0 }, { freshness: 'lost' })),
    of('never', sites(Object.fromEntries(Array.from({ length: 97 }, (_, i) => [i, undefined])))),
    of('empty', []),
    of('crowded', sites(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, i % 3 === 0 ? 0 : i % 3 === 1 ? 50 : undefined])))),
  ],
})
