import { CASE_NOW, CASE_PLACE, casePaced, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { KpiTileView } from './KpiTileView.tsx'
import { KpiTileOptions, SPAN_MS } from './options.ts'

const of = (name: WidgetCase['name'], view: ReturnType<typeof caseView>): WidgetCase => ({
  name, width: 900, height: 396, props: { views: [view], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})
const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]) => of(name, caseView(change))

export const kpiTile = defineWidget({
  kind: 'kpi-tile',
  options: KpiTileOptions,
  needs: (options) => ({ trailMs: SPAN_MS[options.since] * 1.15 }),
  View: KpiTileView,
  cases: [
    one('good', { target: 98, coverage: { reported: 92, expected: 96 } }),
    one('watch', { value: 97.2, target: 98 }),
    one('bad', { value: 94.1, target: 98, swing: 3 }),
    one('late', { freshness: 'late', ageMs: 18 * 60_000, target: 98 }),
    one('stale', { freshness: 'stale', ageMs: 255 * 60_000, target: 98 }),
    one('lost', { freshness: 'lost', target: 98 }),
    one('never', { value: undefined, target: 98 }),
    of('on-pace', casePaced(69.12)),
    of('behind', casePaced(54.3)),
    one('crowded', { value: 1_284_551, indicator: { unit: 'hồ sơ', decimals: 0, short: { vi: 'Hồ sơ đang giải quyết quá hạn', en: 'Overdue in progress' }, direction: 'lower', warn: 50, critical: 200 } as never, swing: 60_000 }),
  ],
})
