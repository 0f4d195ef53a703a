import * as z from 'zod'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { TextValueView } from './TextValueView.tsx'

const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]): WidgetCase => ({
  name, width: 900, height: 312, props: { views: [caseView(change)], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})

export const textValue = defineWidget({
  kind: 'text-value',
  options: z.strictObject({}),
  needs: () => ({}),
  View: TextValueView,
  cases: [one('good', {}), one('late', { freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { freshness: 'lost' }), one('never', { value: undefined })],
})
