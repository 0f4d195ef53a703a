import { CASE_NOW, CASE_PLACE, caseSources } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { SourceGridOptions } from './options.ts'
import { SourceGridView } from './SourceGridView.tsx'

const base = { views: [], sources: caseSources(), options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 312 }
const many = [1, 2, 3].flatMap((round) => caseSources().map((source) => ({ ...source, info: { ...source.info, id: `${source.info.id}-${round}` as typeof source.info.id } })))

export const sourceGrid = defineWidget({
  kind: 'source-grid',
  options: SourceGridOptions,
  needs: () => ({ sources: true }),
  View: SourceGridView,
  cases: [
    { name: 'good', ...size, props: base },
    { name: 'crowded', ...size, props: { ...base, sources: many } },
    { name: 'lost', ...size, props: { ...base, sources: caseSources().map((source) => ({ ...source, freshness: 'lost' as const })) } },
    { name: 'empty', ...size, props: { ...base, sources: [] } },
  ],
})
