import type { Beat, SourceView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseSources } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { SourceHeartbeatOptions } from './options.ts'
import { SourceHeartbeatView } from './SourceHeartbeatView.tsx'

const owned = (sources: SourceView[]): SourceView[] => sources.map((source) => ({ ...source, owner: { vi: 'Văn phòng UBND tỉnh', en: 'Office of the Provincial People’s Committee' } }))
/** A night's pause that was announced. */
const pausedAtNight = (sources: SourceView[]): SourceView[] => sources.map((source) => ({ ...source, health: source.health && { ...source.health, beats: source.health.beats.map((beat, i): Beat => (i >= 20 && i < 28 ? 'paused' : beat)) } }))
const of = (name: WidgetCase['name'], sources: SourceView[], options: Record<string, unknown> = {}): WidgetCase => ({ name, width: 1824, height: 984, props: { views: [], sources, options, title: 'Nhịp của nguồn', now: CASE_NOW, place: CASE_PLACE } })

export const sourceHeartbeat = defineWidget({
  kind: 'source-heartbeat',
  options: SourceHeartbeatOptions,
  needs: () => ({ sources: true }),
  View: SourceHeartbeatView,
  cases: [
    of('good', pausedAtNight(owned(caseSources())), { sources: ['mot-cua', 'host'] }),
    of('late', owned(caseSources()), { sources: ['payment'] }),
    of('stale', owned(caseSources()), { sources: ['smart'] }),
    of('never', owned(caseSources()).map((source) => ({ ...source, health: source.health && { ...source.health, accepted: 0, beats: source.health.beats.map((): Beat => 'none') } })), { sources: ['push-demo', 'khong-co'] }),
    of('lost', owned(caseSources()).map((source) => ({ ...source, freshness: 'lost' as const }))),
    of('empty', []),
    of('crowded', owned(caseSources()).map((source) => ({ ...source, info: { ...source.info, short: { vi: 'Quan trắc nước thải khu công nghiệp', en: 'Industrial waste-water monitoring' } } }))),
  ],
})
