import type { Outlook, Point } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { IntradayView } from './IntradayView.tsx'
import { IntradayOptions } from './options.ts'
import { DAY, HOUR } from './usual-band.ts'

const SINCE_MIDNIGHT = 15 * HOUR + 20 * 60_000
const upTo = (hour: number): number => 1_400 / (1 + Math.exp(-(hour - 11.5) / 1.6))

/** Dossiers received since midnight, hour by hour: 15:20 now. */
const receivedToday = (share: number): Point[] => Array.from({ length: 16 }, (_, hour) => [CASE_NOW - SINCE_MIDNIGHT + hour * HOUR, Math.round(upTo(hour) * share)])

/** What working days came to at each of their hours. */
function usualDay(isKnown: boolean): Outlook {
  const points = Array.from({ length: 24 }, (_, i) => i + 1).map((hour) => ({ at: new Date(CASE_NOW - SINCE_MIDNIGHT + hour * HOUR).toISOString(), low: Math.round(upTo(hour) * 0.93), middle: Math.round(upTo(hour)), high: Math.round(upTo(hour) * 1.06) }))
  return { series: 'tthc.dossiers-received@mau' as Outlook['series'], usual: isKnown ? { by: 'hours', points } : { by: 'hours', why: 'few', most: 2 } } // for the picture only
}

const INDICATOR = { unit: 'hồ sơ', kind: 'counter', direction: 'none', decimals: 0, short: { vi: 'Hồ sơ tiếp nhận trong ngày', en: 'Dossiers received today' } } as const

function one(name: WidgetCase['name'], { today, isKnown = true, ...change }: Parameters<typeof caseView>[0] & { today: number; isKnown?: boolean }): WidgetCase {
  const { warn: _, critical: __, ...indicator } = caseView({ indicator: INDICATOR }).indicator
  const value = 'value' in change ? change.value : receivedToday(today).at(-1)?.[1] ?? 0
  const view = { ...caseView({ ...change, value }), indicator, trail: value === undefined ? [] : receivedToday(today) }
  return { name, width: 1824, height: 648, props: { views: [view], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE, outlook: usualDay(isKnown) } }
}

export const intraday = defineWidget({
  kind: 'intraday',
  options: IntradayOptions,
  needs: () => ({ trailMs: DAY, outlook: 'hours' }),
  View: IntradayView,
  cases: [
    one('good', { today: 1, coverage: { reported: 92, expected: 96 } }), one('watch', { today: 1.4 }), one('empty', { today: 1, isKnown: false }),
    one('late', { today: 1, freshness: 'late', ageMs: 18 * 60_000 }), one('stale', { today: 1, freshness: 'stale', ageMs: 255 * 60_000 }), one('lost', { today: 1, freshness: 'lost' }), one('never', { today: 1, value: undefined }),
  ],
})
