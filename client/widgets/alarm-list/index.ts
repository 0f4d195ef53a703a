import { CASE_NOW, CASE_PLACE, caseCommunes, caseSources } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { AlarmListView } from './AlarmListView.tsx'
import { AlarmListOptions } from './options.ts'

const owner = { vi: 'Văn phòng UBND tỉnh', en: 'Office of the provincial committee' }
const sources = caseSources().map((source) => ({ ...source, owner }))
const base = { views: caseCommunes(), sources, options: {}, title: 'Nguồn trễ và im lặng', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 816 }

export const alarmList = defineWidget({
  kind: 'alarm-list',
  options: AlarmListOptions,
  needs: () => ({ sources: true }),
  View: AlarmListView,
  cases: [
    { name: 'bad', ...size, props: base },
    { name: 'crowded', ...size, props: { ...base, sources: [...sources, ...sources.map((source) => ({ ...source, info: { ...source.info, id: `${source.info.id}-2` as typeof source.info.id } }))] } },
    { name: 'good', ...size, props: { ...base, views: [], sources: sources.filter(({ freshness }) => freshness === 'live') } },
    { name: 'lost', ...size, props: { ...base, sources: sources.map((source) => ({ ...source, freshness: 'lost' as const })) } },
    { name: 'empty', ...size, props: { ...base, views: [], sources: [] } },
  ],
})
