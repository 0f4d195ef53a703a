import type { Outlook } from '#contract'
import { CASE_NOW, CASE_PLACE, caseOverEras, casePaced, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { caseForecast, caseGrowing, caseUsual } from './sample-outlook.ts'
import { SPAN_MS, TrendOptions } from './options.ts'
import { TrendView } from './TrendView.tsx'

export { trendOption } from './option.ts'

const of = (name: WidgetCase['name'], view: ReturnType<typeof caseView>, options: WidgetCase['props']['options'] = {}, outlook?: Outlook): WidgetCase => ({
  name, width: 1824, height: 816, props: { views: [view], sources: [], options, title: undefined, now: CASE_NOW, place: CASE_PLACE, ...(outlook && { outlook }) },
})
const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]) => of(name, caseView(change))

export const trend = defineWidget({
  kind: 'trend',
  options: TrendOptions,
  needs: ({ span, outlook }) => ({ trailMs: SPAN_MS[span], ...(outlook && { outlook: span === '13m' || span === '3y' ? 'days' as const : 'hours' as const }) }),
  View: TrendView,
  cases: [one('good', { target: 98, coverage: { reported: 92, expected: 96 } }), one('bad', { value: 94.1, target: 98, swing: 3 }), one('late', { freshness: 'late', ageMs: 18 * 60_000, target: 98 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000, target: 98 }), one('lost', { freshness: 'lost', target: 98 }), one('never', { value: undefined, target: 98 }),
    of('behind', casePaced(54.3)), of('break', caseOverEras('break'), { span: '3y' }), of('apportioned', caseOverEras('sum'), { span: '3y' }),
    of('usual', caseView({ value: 96.4, target: 98 }), { outlook: true }, caseUsual()), of('forecast', caseGrowing(), { span: '13m', outlook: true }, caseForecast())],
})
