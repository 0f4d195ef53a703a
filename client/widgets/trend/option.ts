import type { Point, SeriesView } from '#contract'
import type { EChartsOption } from '../../charts/index.ts'
import { formatNumber, formatTime, type Locale, SAYS, withUnit } from '../../locale/index.ts'
import { statusOf } from '../../parts/index.ts'

interface Facts {
  view: SeriesView
  from: number
  now: number
  locale: Locale
  timeZone: string
  color: { t1: string; p2: string; p3: string; stale: string }
}

/** The chart of one series over a span: white line, target dashed with its label at the end, holes left open. Pure. */
export function trendOption({ view, from, now, locale, timeZone, color }: Facts): EChartsOption {
  const target = view.target?.value
  const points = (view.trail ?? []).filter(([at]) => at >= from)
  const values = [...points.flatMap(([, value]) => (value === null ? [] : [value])), ...(target === undefined ? [] : [target])]
  const { min, max, step } = roundedRange(values, { fromZero: view.indicator.kind === 'counter', isShare: view.indicator.unit === '%' })
  const decimals = step < 1 ? (step < 0.1 ? 2 : 1) : 0
  return {
    // `same` keeps the labels inside these bounds.
    grid: { left: 4, right: target === undefined ? 40 : 290, top: 24, bottom: 8, containLabel: false, outerBoundsMode: 'same' },
    xAxis: {
      type: 'time', min: from, max: now,
      axisLabel: { formatter: (at: number) => timeLabel(at, timeZone, locale), customValues: timeTicks(from, now, timeZone) },
    },
    yAxis: { type: 'value', min, max, interval: step, axisLabel: { formatter: (value: number) => formatNumber(value, decimals, locale) } },
    series: [{
      type: 'line', showSymbol: true, symbol: 'none', connectNulls: false, data: dataOf(points, dotOf(view, color)),
      lineStyle: { color: color.t1 },
      ...(target === undefined ? {} : {
        markLine: {
          silent: true, symbol: 'none', lineStyle: { color: color.t1, width: 3, type: [14, 12], opacity: 0.75 }, data: [{ yAxis: target }],
          label: { position: 'end', color: color.t1, fontSize: 40, formatter: SAYS[locale]('trend.target', { value: withUnit(formatNumber(target, Number.isInteger(target) ? 0 : 1, locale), view.indicator.unit === '%' ? '%' : '') }) },
        },
      }),
    }],
  }
}

/** The last known point is a dot filled by status: where the value stands now. */
function dataOf(points: readonly Point[], fill: string) {
  const last = points.findLastIndex(([, value]) => value !== null)
  return points.map(([at, value], i) => (i === last ? { value: [at, value], symbol: 'circle', symbolSize: 26, itemStyle: { color: fill } } : [at, value]))
}

function dotOf(view: SeriesView, color: Facts['color']): string {
  if (view.freshness === 'stale') return color.stale
  const status = statusOf(view)
  return status === 'bad' ? color.p2 : status === 'watch' ? color.p3 : color.t1
}

/** Midnight carries the day, other hours the time. */
function timeLabel(at: number, timeZone: string, locale: Locale): string {
  const time = formatTime(at, timeZone, locale, { hour: '2-digit', minute: '2-digit' })
  return time === '00:00' ? formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit' }) : time
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Whole local hours, a handful over the span; on a wall "07:00" says more than "06:43". */
export function timeTicks(from: number, to: number, timeZone: string): number[] {
  const every = [HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY].find((one) => (to - from) / one <= 5) ?? DAY
  const local = formatTime(from, timeZone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).split(':').map(Number)
  const sinceMidnight = (local[0] ?? 0) * HOUR + (local[1] ?? 0) * 60_000 + (local[2] ?? 0) * 1_000 + (from % 1_000)
  const first = from - sinceMidnight + Math.ceil(sinceMidnight / every) * every
  return Array.from({ length: Math.floor((to - first) / every) + 1 }, (_, i) => first + i * every)
}

/** A quiet range around the values on two to four whole steps; counters begin at 0, shares end at 100. */
export function roundedRange(values: readonly number[], { fromZero, isShare }: { fromZero: boolean; isShare: boolean }): { min: number; max: number; step: number } {
  if (values.length === 0) return { min: 0, max: 1, step: 1 }
  const low = fromZero ? Math.min(0, ...values) : Math.min(...values)
  const high = Math.max(...values)
  const spread = high - low || Math.abs(high) / 10 || 1
  const rough = spread / 2
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  // What lies on the lowest line would stand in the hours' names; nothing that is not negative needs room below zero.
  const below = Math.floor((low - spread / 20) / step) * step
  const min = low >= 0 ? Math.max(0, below) : below
  const max = Math.ceil((high + spread / 20) / step) * step
  return { min, max: isShare && high <= 100 ? Math.max(high, Math.min(100, max)) : max, step }
}
