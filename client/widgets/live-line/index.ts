import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { LiveLineView } from './LiveLineView.tsx'
import { LiveLineOptions } from './options.ts'

const trail = Array.from({ length: 60 }, (_, i) => [CASE_NOW - (60 - i) * 1_000, 50 + 20 * Math.sin(i / 7)] as const)
const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]): WidgetCase => ({
  name, width: 900, height: 312, props: { views: [{ ...caseView(change), trail }], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})

export const liveLine = defineWidget({
  kind: 'live-line',
  options: LiveLineOptions,
  needs: (options) => ({ trailMs: options.seconds * 1_000 }),
  View: LiveLineView,
  cases: [one('good', {}), one('late', { freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { freshness: 'lost' }), one('never', { value: undefined })],
})
