import { CASE_NOW, CASE_PLACE, casePaced, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { LinearView } from './LinearView.tsx'
import { LinearOptions } from './options.ts'

const one = (name: WidgetCase['name'], change: Parameters<typeof caseView>[0]): WidgetCase => ({
  name, width: 900, height: 312, props: { views: [caseView(change)], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE },
})

const gauge = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}) =>
  caseView({ ...change, subject, value, level: 'site', indicator: { id: 'weather.rain-24h', short: { vi: 'Mưa 24 giờ', en: 'Rain, 24 h' }, unit: 'mm', kind: 'gauge', direction: 'lower', decimals: 1, warn: 50, critical: 100 } as never }) // an id written out
const gauges = (change: Parameters<typeof caseView>[0] = {}) => [gauge('Dương Minh Châu', 118.5, change), gauge('Tân Châu', 84, change), gauge('Kiến Tường', 12.2, change), gauge('Long An', 0, change), gauge('Gò Dầu', undefined), gauge('Tân Ninh', 47, { freshness: 'stale', ageMs: 255 * 60_000 })]
const rows = (name: WidgetCase['name'], views: WidgetCase['props']['views']): WidgetCase => ({ name, width: 1824, height: 984, props: { views, sources: [], options: { high: 150 }, title: 'Mưa 24 giờ', now: CASE_NOW, place: CASE_PLACE } })

export const linear = defineWidget({
  kind: 'linear',
  options: LinearOptions,
  needs: () => ({}),
  View: LinearView,
  cases: [one('good', {}), one('bad', { value: 94.1 }), one('late', { freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { freshness: 'lost' }), one('never', { value: undefined }), { ...one('behind', {}), props: { ...one('behind', {}).props, views: [casePaced(54.3)] } }, rows('watch', gauges()), rows('crowded', [...gauges(), ...gauges().map((view, i) => gauge(`Trạm ${i + 1}`, typeof view.value === 'number' ? view.value / 2 : undefined))])],
})
