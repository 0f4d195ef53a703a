import { CASE_NOW, CASE_PLACE, caseSources } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { SourceStripOptions } from './options.ts'
import { SourceStripView } from './SourceStripView.tsx'

const base = { views: [], options: {}, title: 'Nguồn số liệu', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 816 }
const many = [...caseSources(), ...caseSources().map((source) => ({ ...source, info: { ...source.info, id: `${source.info.id}-2` as typeof source.info.id } }))]

export const sourceStrip = defineWidget({
  kind: 'source-strip',
  options: SourceStripOptions,
  needs: () => ({ sources: true }),
  View: SourceStripView,
  cases: [
    { name: 'good', ...size, props: { ...base, sources: caseSources() } },
    { name: 'crowded', width: 1824, height: 984, props: { ...base, options: { rows: 8 }, sources: many } },
    { name: 'late', ...size, props: { ...base, sources: caseSources().map((source, i) => ({ ...source, health: source.health && { ...source.health, paused: i < 2 } })) } },
    { name: 'lost', ...size, props: { ...base, sources: caseSources().map((source) => ({ ...source, freshness: 'lost' as const })) } },
    { name: 'empty', ...size, props: { ...base, sources: [] } },
  ],
})
