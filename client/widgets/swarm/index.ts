import * as z from 'zod'
import { CASE_NOW, CASE_PLACE, caseCommunes } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { SwarmView } from './SwarmView.tsx'

const base = { sources: [], options: {}, title: '96 xã, phường trên một thước', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 648 }

export const swarm = defineWidget({
  kind: 'swarm',
  options: z.strictObject({}),
  needs: () => ({}),
  View: SwarmView,
  cases: [
    { name: 'crowded', ...size, props: { ...base, views: caseCommunes() } },
    { name: 'stale', ...size, props: { ...base, views: caseCommunes().map((view) => (view.value === undefined ? view : { ...view, freshness: 'stale' as const })) } },
    { name: 'lost', ...size, props: { ...base, views: caseCommunes().map((view) => ({ ...view, freshness: 'lost' as const })) } },
    { name: 'bad', ...size, props: { ...base, views: caseCommunes().map((view, i) => ({ ...view, ...(view.value !== undefined && { value: i < 2 ? 78 + i * 0.1 : i === 4 ? 97.1 : 100 }) })) } },
    { name: 'empty', ...size, props: { ...base, views: [] } },
  ],
})
