import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { NextSessionView } from './NextSessionView.tsx'
import { NextSessionOptions } from './options.ts'

type Change = Parameters<typeof caseView>[0]
const minutes = { id: 'vc.next', unit: 'phút', decimals: 0, direction: 'none', warn: undefined, critical: undefined, short: { vi: 'Phiên kế tiếp', en: 'Next session' } }
const sites = { id: 'vc.sites', short: { vi: 'Điểm cầu sẵn sàng', en: 'Sites ready' }, warn: 95, critical: 90 }
const today = { id: 'vc.today', unit: 'phiên', decimals: 0, direction: 'none', warn: undefined, critical: undefined, short: { vi: 'Phiên họp hôm nay', en: 'Sessions today' } }
const views = (left: number | undefined, rate: number | undefined, change: Change = {}): SeriesView[] => [
  caseView({ ...change, value: left, indicator: minutes as never }), caseView({ ...change, value: rate, indicator: sites as never, coverage: { reported: 96, expected: 97 } }), caseView({ ...change, value: rate === undefined ? undefined : 4, indicator: today as never }), // ids written out
]
const of = (name: WidgetCase['name'], shown: SeriesView[]): WidgetCase => ({ name, width: 1824, height: 816, props: { views: shown, sources: [], options: {}, title: 'Phiên kế tiếp', now: CASE_NOW, place: CASE_PLACE } })

export const nextSession = defineWidget({
  kind: 'next-session',
  options: NextSessionOptions,
  needs: () => ({}),
  View: NextSessionView,
  cases: [
    of('good', views(43, 99)), of('watch', views(43, 93)), of('bad', views(-12, 71)), of('late', views(43, 99, { freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', views(300, 99, { freshness: 'stale', ageMs: 255 * 60_000 })), of('lost', views(43, 99, { freshness: 'lost' })), of('never', views(undefined, undefined)), of('empty', []),
  ],
})
