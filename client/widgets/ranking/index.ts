import { CASE_NOW, CASE_PLACE, caseCommunes, casePaced } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { RankingOptions } from './options.ts'
import { RankingView } from './RankingView.tsx'

const base = { sources: [], options: {}, title: 'Đúng hạn theo xã, phường', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 984 }

export const ranking = defineWidget({
  kind: 'ranking',
  options: RankingOptions,
  needs: () => ({}),
  View: RankingView,
  cases: [
    { name: 'crowded', ...size, props: { ...base, views: caseCommunes() } },
    { name: 'other-period', ...size, props: { ...base, title: 'Giải ngân theo xã, phường', views: caseCommunes().slice(0, 40).map((view, i) => casePaced(40 + ((i * 37) % 43), { subject: view.subject.short, period: i < 3 ? '2026-09' : '2026-10' })) } },
    { name: 'stale', ...size, props: { ...base, views: caseCommunes().map((view) => (view.value === undefined ? view : { ...view, freshness: 'stale' as const })) } },
    { name: 'lost', ...size, props: { ...base, views: caseCommunes().map((view) => ({ ...view, freshness: 'lost' as const })) } },
    { name: 'empty', ...size, props: { ...base, views: [] } },
  ],
})
