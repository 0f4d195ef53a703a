import type { Point } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { IntradayView } from './IntradayView.tsx'
import { IntradayOptions } from './options.ts'
import { DAY, HOUR } from './usual-band.ts'

/** Dossiers received since midnight, hour by hour: 15:20 now, each day a little different. */
function receivedTrail(days: number, today: number): Point[] {
  const sinceMidnight = 15 * HOUR + 20 * 60_000
  const upTo = (hour: number) => 1_400 / (1 + Math.exp(-(hour - 11.5) / 1.6))
  const past = Array.from({ length: days }, (_, i) => i + 1).reverse().flatMap((ago) => Array.from({ length: 24 }, (_, hour) => [CASE_NOW - sinceMidnight - ago * DAY + (hour + 1) * HOUR - 1, Math.round(upTo(hour) * (0.9 + ((ago * 37) % 20) / 100))] as const))
  const now = Array.from({ length: 16 }, (_, hour) => [CASE_NOW - sinceMidnight + hour * HOUR, Math.round(upTo(hour) * today)] as const)
  return [...past, ...now]
}

const INDICATOR = { unit: 'hồ sơ', kind: 'counter', direction: 'none', decimals: 0, short: { vi: 'Hồ sơ tiếp nhận trong ngày', en: 'Dossiers received today' } } as const

function one(name: WidgetCase['name'], { today, days = 7, ...change }: Parameters<typeof caseView>[0] & { today: number; days?: number }): WidgetCase {
  const { warn: _, critical: __, ...indicator } = caseView({ indicator: INDICATOR }).indicator
  const value = 'value' in change ? change.value : receivedTrail(days, today).at(-1)?.[1] ?? 0
  const view = { ...caseView({ ...change, value }), indicator, trail: value === undefined ? [] : receivedTrail(days, today) }
  return { name, width: 1824, height: 648, props: { views: [view], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE } }
}

export const intraday = defineWidget({
  kind: 'intraday',
  options: IntradayOptions,
  needs: ({ days }) => ({ trailMs: (days + 1) * DAY }),
  View: IntradayView,
  cases: [
    one('good', { today: 1, coverage: { reported: 92, expected: 96 } }), one('watch', { today: 1.4 }), one('empty', { today: 1, days: 1 }),
    one('late', { today: 1, freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { today: 1, freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { today: 1, freshness: 'lost' }), one('never', { today: 1, value: undefined }),
  ],
})
