import { CASE_NOW, CASE_PLACE, casePaced, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { LinearView } from './LinearView.tsx'
import { LinearOptions } from './options.ts'

const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]): WidgetCase => ({
  name, width: 900, height: 312, props: { views: [caseView(change)], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})

export const linear = defineWidget({
  kind: 'linear',
  options: LinearOptions,
  needs: () => ({}),
  View: LinearView,
  cases: [one('good', {}), one('bad', { value: 94.1 }), one('late', { freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { freshness: 'lost' }), one('never', { value: undefined }), { ...one('behind', {}), props: { ...one('behind', {}).props, views: [casePaced(54.3)] } }],
})
