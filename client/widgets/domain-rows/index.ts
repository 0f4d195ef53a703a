import { CASE_NOW, CASE_PLACE, casePaced, caseView } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { DomainRowsView } from './DomainRowsView.tsx'
import { DomainRowsOptions, SPANS } from './options.ts'

const base = { sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE }
const rows = [
  caseView({ subject: 'a', target: 98 }), caseView({ subject: 'b', value: 71.2, indicator: { short: { vi: 'Bộ nhớ đã dùng', en: 'Memory used' }, direction: 'lower', warn: 75, critical: 90 } }),
  caseView({ subject: 'c', value: 94.1, target: 98 }), caseView({ subject: 'd', freshness: 'late', ageMs: 18 * 60_000, target: 98 }),
  caseView({ subject: 'e', freshness: 'stale', ageMs: 255 * 60_000, target: 98 }), caseView({ subject: 'f', value: undefined }),
]

export const domainRows = defineWidget({
  kind: 'domain-rows',
  options: DomainRowsOptions,
  needs: ({ span }) => ({ trailMs: SPANS[span].trailMs }),
  View: DomainRowsView,
  cases: [
    { name: 'crowded', width: 1824, height: 984, props: { ...base, title: 'Các lĩnh vực khác', views: rows } },
    { name: 'on-pace', width: 1824, height: 984, props: { ...base, title: 'Theo tiến độ', views: [casePaced(69.12, { subject: 'a' }), casePaced(63.8, { subject: 'b' }), casePaced(54.3, { subject: 'c' })] } },
    { name: 'lost', width: 1824, height: 984, props: { ...base, title: 'Các lĩnh vực khác', views: rows.map((view) => ({ ...view, freshness: 'lost' as const })) } },
    { name: 'empty', width: 1824, height: 984, props: { ...base, title: 'Các lĩnh vực khác', views: [] } },
  ],
})
