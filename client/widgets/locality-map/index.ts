import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseCommunes } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { LocalityMapView } from './LocalityMapView.tsx'
import { LocalityMapOptions } from './options.ts'
import { sampleShapes } from '../sample-shapes.ts'

const COMMUNES = caseCommunes()
const base = { sources: [], options: {}, title: 'Hồ sơ đúng hạn theo xã, phường', now: CASE_NOW, place: CASE_PLACE, shapes: sampleShapes(COMMUNES) }
const size = { width: 1824, height: 984 }
const withoutValue = ({ series, indicator, subject, source }: SeriesView): SeriesView => ({ series, indicator, subject, source, freshness: 'never' })

export const localityMap = defineWidget({
  kind: 'locality-map',
  options: LocalityMapOptions,
  needs: () => ({ map: true }),
  View: LocalityMapView,
  cases: [
    { name: 'good', width: 1824, height: 2064, props: { ...base, options: { breaks: [96, 98, 99], seams: [1_020] }, views: COMMUNES.map((view, i) => (view.value === undefined || i >= 8 ? view : { ...view, value: i < 5 ? 99.2 : [100, 99.9, 99.2][i - 5] ?? 99.2 })) } },
    { name: 'crowded', ...size, props: { ...base, views: COMMUNES.map((view, i) => (i % 7 === 3 && view.value !== undefined ? { ...view, value: 90 + i / 40 } : view)) } },
    { name: 'stale', ...size, props: { ...base, views: COMMUNES.map((view) => (view.value === undefined ? view : { ...view, freshness: 'stale' as const })) } },
    { name: 'lost', ...size, props: { ...base, views: COMMUNES.map((view) => ({ ...view, freshness: 'lost' as const })) } },
    { name: 'never', ...size, props: { ...base, views: COMMUNES.map(withoutValue) } },
    { name: 'empty', ...size, props: { ...base, views: [] } },
  ],
})

/** The same picture on a desk. */
export { describeMap, type Picture, type Reporting } from './describe.ts'
export { Legend } from './Legend.tsx'
