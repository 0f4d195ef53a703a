import type { SeriesView } from '#contract'
import type { EChartsOption } from '../../charts/index.ts'
import { formatNumber, formatTime, type Locale, SAYS, withUnit } from '../../locale/index.ts'

interface Facts {
  view: SeriesView
  from: number
  now: number
  locale: Locale
  timeZone: string
  color: { t1: string; line: string }
}

/** The chart of one series over a span: white line, target dashed with its label at the end, holes left open. Pure. */
export function trendOption({ view, from, now, locale, timeZone, color }: Facts): EChartsOption {
  const target = view.target?.value
  const points = (view.trail ?? []).filter(([at]) => at >= from)
  const values = [...points.flatMap(([, value]) => (value === null ? [] : [value])), ...(target === undefined ? [] : [target])]
  const { min, max } = roundedRange(values, view.indicator.kind === 'counter')
  const decimals = max - min < 8 && view.indicator.decimals > 0 ? 1 : 0
  return {
    grid: { left: 40, right: target === undefined ? 40 : 300, top: 34, bottom: 76, containLabel: false, outerBoundsMode: 'same' },
    xAxis: {
      type: 'time', min: from, max: now,
      axisLabel: { formatter: (at: number) => timeLabel(at, timeZone, locale), showMinLabel: false, showMaxLabel: false },
      splitNumber: 5,
    },
    yAxis: { type: 'value', min, max, axisLabel: { formatter: (value: number) => formatNumber(value, decimals, locale) } },
    series: [{
      type: 'line', showSymbol: false, connectNulls: false, data: points.map(([at, value]) => [at, value]),
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

/** Midnight carries the day, other hours the time. */
function timeLabel(at: number, timeZone: string, locale: Locale): string {
  const time = formatTime(at, timeZone, locale, { hour: '2-digit', minute: '2-digit' })
  return time === '00:00' ? formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit' }) : time
}

/** A quiet range around the values, on whole steps; counters begin at 0. */
export function roundedRange(values: readonly number[], fromZero: boolean): { min: number; max: number } {
  if (values.length === 0) return { min: 0, max: 1 }
  const low = fromZero ? Math.min(0, ...values) : Math.min(...values)
  const high = Math.max(...values)
  const spread = high - low || Math.abs(high) || 1
  const step = 10 ** Math.floor(Math.log10(spread)) / 2
  const min = fromZero && low >= 0 ? 0 : Math.floor((low - spread * 0.12) / step) * step
  return { min: low >= 0 ? Math.max(0, min) : min, max: Math.ceil((high + spread * 0.12) / step) * step }
}
