import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { DiagramView } from './DiagramView.tsx'
import { DiagramOptions } from './options.ts'
import { SAMPLE_DRAWING } from './sample-drawing.ts'

const level = { id: 'hydro.dau-tieng-level', unit: 'm', decimals: 2, direction: 'band', short: { vi: 'Mực nước hồ', en: 'Lake level' }, warn: { low: 17.5, high: 24 }, critical: { low: 17, high: 24.4 } }
const flow = { id: 'hydro.dau-tieng-outflow', unit: 'm³/s', decimals: 0, direction: 'lower', short: { vi: 'Lưu lượng xả', en: 'Release' }, warn: 150, critical: 200 }
const lake = (value: number | undefined, flow1: number | string | undefined, change: Parameters<typeof caseView>[0] = {}): SeriesView[] => [
  caseView({ ...change, value, subject: 'ho', indicator: level as never }), caseView({ ...change, value: flow1, subject: 'cua 1', indicator: flow as never }), // ids written out
  caseView({ ...change, value: value === undefined ? undefined : 12, subject: 'cua 2', indicator: flow as never }),
]
const label = (vi: string, en: string) => ({ vi, en })
const parts = [
  { part: 'water', series: 'hydro.dau-tieng-level@ho', show: 'level', low: 17, high: 25, label: label('Mực nước hồ', 'Lake level') }, { part: 'level', series: 'hydro.dau-tieng-level@ho', show: 'value' },
  { part: 'gate-1', series: 'hydro.dau-tieng-outflow@cua-1', show: 'state', label: label('Cửa xả số 1', 'Gate 1') }, { part: 'gate-2', series: 'hydro.dau-tieng-outflow@cua-2', show: 'state', label: label('Cửa xả số 2', 'Gate 2') },
]
const one = (name: WidgetCase['name'], views: SeriesView[], change: Partial<WidgetCase['props']> = {}): WidgetCase => ({
  name, width: 1824, height: 984, props: { views, sources: [], options: { drawing: 'mau', parts }, title: 'Hồ chứa và cửa xả', now: CASE_NOW, place: CASE_PLACE, diagram: SAMPLE_DRAWING, ...change },
})

export const diagram = defineWidget({
  kind: 'diagram',
  options: DiagramOptions,
  needs: (options) => (options.drawing === '' ? {} : { diagram: options.drawing }),
  View: DiagramView,
  cases: [
    one('good', lake(22.4, 20)),
    one('watch', lake(24.1, 20)),
    one('bad', lake(23.9, 214)),
    one('late', lake(22.4, 20, { freshness: 'late', ageMs: 18 * 60_000 })),
    one('stale', lake(22.4, 20, { freshness: 'stale', ageMs: 255 * 60_000 })),
    one('lost', lake(22.4, 20, { freshness: 'lost' })),
    one('never', lake(undefined, undefined)),
    one('empty', [], { diagram: undefined }),
    one('crowded', lake(24.6, undefined), { options: { drawing: 'mau', parts: parts.map((part) => ({ ...part, label: label('Cửa xả đập chính thượng nguồn Ỷ Ốc', 'Upstream main dam outlet') })) } }),
  ],
})
