import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { TextValueOptions } from './options.ts'
import { TextValueView } from './TextValueView.tsx'

const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]): WidgetCase => ({
  name, width: 900, height: 312, props: { views: [caseView(change)], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})

const tall = one('crowded', { value: 1_284_551, indicator: { unit: 'hồ sơ', decimals: 0, short: { vi: 'Hồ sơ đang giải quyết', en: 'In progress' } } })
const large: WidgetCase = { ...tall, height: 480, props: { ...tall.props, options: { size: 'large' } } }

export const textValue = defineWidget({
  kind: 'text-value',
  options: TextValueOptions,
  needs: () => ({}),
  View: TextValueView,
  cases: [one('good', {}), one('late', { freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { freshness: 'lost' }), one('never', { value: undefined }), large],
})
