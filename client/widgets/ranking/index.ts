import { CASE_NOW, CASE_PLACE, caseCommunes, casePaced, caseView } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { RankingOptions } from './options.ts'
import { RankingView } from './RankingView.tsx'

const base = { sources: [], options: {}, title: 'Đúng hạn theo xã, phường', now: CASE_NOW, place: CASE_PLACE }
const DISTRICTS: readonly (readonly [name: string, value: number])[] = [
  ['TX. Trảng Bàng', 98.9], ['TX. Hòa Thành', 98.3], ['Dương Minh Châu', 98.1], ['Gò Dầu', 97.9], ['TP. Tây Ninh', 97.4], ['Tân Châu', 97], ['Tân Biên', 96.4], ['Châu Thành', 94.6], ['Bến Cầu', 92.1],
]
const districts = (change: Parameters<typeof caseView>[0] = {}) => DISTRICTS.map(([subject, value]) => caseView({ subject, value, target: 95, level: 'district', indicator: { warn: 95, critical: 94 }, ...change }))
const size = { width: 1824, height: 984 }

export const ranking = defineWidget({
  kind: 'ranking',
  options: RankingOptions,
  needs: () => ({}),
  View: RankingView,
  cases: [
    { name: 'good', ...size, props: { ...base, views: districts().slice(0, 7), title: 'Đúng hạn, bảy địa phương' } },
    { name: 'bad', ...size, props: { ...base, views: districts(), title: 'Đúng hạn, chín địa phương' } },
    { name: 'late', ...size, props: { ...base, views: districts({ freshness: 'late', ageMs: 18 * 60_000 }), title: 'Đúng hạn, chín địa phương' } },
    { name: 'never', ...size, props: { ...base, views: districts().map((view, i) => (i === 3 ? caseView({ subject: view.subject.id, value: undefined, level: 'district' }) : view)), title: 'Đúng hạn, chín địa phương' } },
    { name: 'crowded', ...size, props: { ...base, views: caseCommunes() } },
    { name: 'other-period', ...size, props: { ...base, title: 'Giải ngân theo xã, phường', views: caseCommunes().slice(0, 40).map((view, i) => casePaced(40 + ((i * 37) % 43), { subject: view.subject.short, period: i < 3 ? '2026-09' : '2026-10' })) } },
    { name: 'stale', ...size, props: { ...base, views: caseCommunes().map((view) => (view.value === undefined ? view : { ...view, freshness: 'stale' as const })) } },
    { name: 'lost', ...size, props: { ...base, views: caseCommunes().map((view) => ({ ...view, freshness: 'lost' as const })) } },
    { name: 'empty', ...size, props: { ...base, views: [] } },
  ],
})
