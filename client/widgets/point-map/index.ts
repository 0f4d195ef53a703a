import { CASE_NOW, CASE_PLACE, caseCommunes } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { PointMapOptions } from './options.ts'
import { PointMapView } from './PointMapView.tsx'
import { caseCounts, caseSite, caseSites } from './sample-points.ts'
import { sampleShapes } from '../sample-shapes.ts'

const COMMUNES = caseCommunes()
const SHAPES = sampleShapes(COMMUNES)
const KINDS = [
  { kind: 'rain-gauge', shape: 'circle', title: { vi: 'trạm mưa, sông', en: 'rain, river gauge' } }, { kind: 'air-station', shape: 'square', title: { vi: 'trạm không khí', en: 'air station' } },
  { kind: 'border-gate', shape: 'gate', title: { vi: 'cửa khẩu', en: 'border gate' } },
]
const stations = { kinds: KINDS }
const feedback = { counts: { of: 'feedback.open', overdue: 'feedback.overdue' }, numberFrom: 3 }
const one = (name: WidgetCase['name'], props: Partial<WidgetCase['props']>, size = { width: 1824, height: 984 }): WidgetCase => ({
  name, ...size, props: { views: [], sources: [], options: stations, title: 'Điểm cần chú ý', now: CASE_NOW, place: CASE_PLACE, shapes: SHAPES, ...props },
})
const TALL = { width: 1824, height: 2064 }
const oddSites = caseSites(31, (i) => (i === 4 ? { value: 118 } : i === 11 ? { value: 84 } : i === 17 ? { freshness: 'stale', ageMs: 4 * 3_600_000 } : {}))

export const pointMap = defineWidget({
  kind: 'point-map',
  options: PointMapOptions,
  needs: ({ outlines }) => ({ map: true, everyMs: 1_000, ...(outlines && { outlines }) }),
  View: PointMapView,
  cases: [
    one('good', { views: caseSites(31) }),
    one('bad', { views: oddSites }, TALL),
    one('watch', { views: caseCounts(COMMUNES), options: { ...feedback, seams: [1_020] }, title: 'Phản ánh đang xử lý theo xã' }, TALL),
    one('crowded', { views: [...caseSites(2_000, (i) => (i % 300 === 8 ? { value: 120 } : {})), ...COMMUNES], options: { ...stations, fill: 'tthc.on-time-rate', breaks: [96, 98, 99] } }, TALL),
    one('stale', { views: caseCounts(COMMUNES, { freshness: 'stale' }), options: feedback, title: 'Phản ánh đang xử lý theo xã' }),
    one('lost', { views: caseSites(31, () => ({ freshness: 'lost' })) }),
    one('never', { views: [caseSite('Trạm chưa có chỗ', undefined, { value: undefined }), caseSite('Trạm trong xã', undefined, { value: undefined, locality: COMMUNES[20]?.subject.id ?? '' })] }),
    one('break', { views: oddSites, options: { ...stations, outlines: { day: '2025-06-30', level: 'district' } }, outlines: sampleShapes(COMMUNES.slice(0, 24)) }),
    one('empty', {}),
  ],
})

/** The same points and counts on a desk. */
export { type Clusters, describeClusters } from './describe-areas.ts'
export { createMemory, describePoints, type Points, type Site } from './describe-points.ts'
export { Legend as PointLegend, Marks as PointMarks } from './Legend.tsx'
export type { PointMapOptions } from './options.ts'
