import type { Outlook, Point, SeriesName, SeriesView } from '#contract'
import { CASE_NOW, casePaced } from '../sample-views.ts'

const HOUR = 3_600_000
const SERIES = 'tthc.on-time-rate@tinh-mau' as SeriesName // for data-series only
const iso = (at: number): string => new Date(at).toISOString()

/** What two days usually bring, hour by hour. */
export const caseUsual = (): Outlook => ({
  series: SERIES,
  usual: {
    by: 'hours',
    points: Array.from({ length: 48 }, (_, i) => {
      const middle = 98.2 + 0.5 * Math.sin(i / 4)
      return { at: iso(CASE_NOW - (47 - i) * HOUR), low: middle - 0.7, middle, high: Math.min(100, middle + 0.6) }
    }),
  },
})

/** Paid out of the year's plan, month by month. */
export function caseGrowing(): SeriesView {
  const view = casePaced(69.1)
  const trail = [4, 9, 15, 22, 29, 37, 44, 52, 60, 69.1].map((value, i): Point => [Date.UTC(2026, i + 1, 6), value, { period: `2026-${String(i + 1).padStart(2, '0')}` }])
  return { ...view, at: Date.UTC(2026, 10, 6), trail }
}

export const caseForecast = (): Outlook => ({
  series: SERIES, usual: { by: 'periods', why: 'few', most: 1 },
  forecast: { from: { at: iso(Date.UTC(2026, 10, 6)), value: 69.1 }, until: { at: iso(Date.UTC(2027, 0, 31, 17)), day: '2027-01-31', value: 93.4, low: 88.9, high: 97.2 }, periods: 3, perDay: 0.27, tried: 36 },
})
