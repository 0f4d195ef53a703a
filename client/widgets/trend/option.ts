import type { EraBoundary, Outlook, Point, SeriesView } from '#contract'
import type { EChartsOption } from '../../charts/index.ts'
import { formatNumber, type Locale, SAYS, withUnit } from '../../locale/index.ts'
import { judgedBy, statusOf } from '../../parts/index.ts'
import { drawnOf, outlookSeries, valuesOf } from './outlook-lines.ts'
import { datedLabel, timeLabel, timeTicks } from './time-ticks.ts'

interface Facts {
  view: SeriesView
  from: number
  now: number
  locale: Locale
  timeZone: string
  /** What is usual and where it leads: drawn below the line, never judged. */
  outlook?: Outlook | undefined
  /** Sizes for a wall, or for a desk. */
  wall: boolean
  /** About half the width: every second time is written. */
  narrow?: boolean
  /** The axis says its days, for a picture that is looked at on another one. */
  dated?: boolean
  color: { t1: string; t2: string; p2: string; p3: string; stale: string; ink2: string; band: string }
}

/** Letters, lines and margins at 5 m and at half a metre. */
const SIZES = {
  wall: { text: 40, dot: 26, line: 3, right: 40, target: 290, pace: 400, top: 24, boundary: 76, dash: [14, 12] },
  desk: { text: 12, dot: 9, line: 1.5, right: 20, target: 96, pace: 140, top: 12, boundary: 30, dash: [6, 5] },
}

/** The first time would stand in the lowest figure of the scale. */
const LEAST_FROM_LEFT = 0.05

/**
 * The chart of one series over a span: white line, target dashed with its label at the end, holes left open. Where a change of boundaries lies the line
 * stops at a mark that says so; what was brought over it is dashed. What should have been reached by now is a hollow diamond. Pure.
 */
export function trendOption(facts: Facts): EChartsOption {
  const { view, from, locale, timeZone, color, wall } = facts
  const outlook = drawnOf(facts.outlook, from, facts.now)
  const now = Math.max(facts.now, outlook.forecast?.to[0] ?? 0)
  const size = wall ? SIZES.wall : SIZES.desk
  const oneOnTop = isRank(view)
  const target = view.target?.value
  const expected = view.pace?.expected
  const points = (view.trail ?? []).filter(([at]) => at >= from)
  const boundaries = points.flatMap(([, , told]) => told?.boundary ?? [])
  const values = [...points.flatMap(([, value]) => (value === null ? [] : [value])), ...[target, expected].filter((one) => one !== undefined), ...valuesOf(outlook)]
  const { min, max, step } = oneOnTop ? rankRange(values) : roundedRange(values, { fromZero: view.indicator.kind === 'counter', isShare: view.indicator.unit === '%' })
  const decimals = step < 1 ? (step < 0.1 ? 2 : 1) : 0
  const own = points.map((point): Point => (point[2]?.apportioned === true ? [point[0], null] : point))
  const ticks = timeTicks(from, now, timeZone).filter((at) => at - from > (now - from) * LEAST_FROM_LEFT).filter((_, i) => facts.narrow !== true || i % 2 === 0)
  const place = { timeZone, locale, spanMs: now - from }
  const brought = points.map((point): Point => (point[2]?.apportioned === true ? point : [point[0], null]))
  return {
    // `same` keeps the labels inside these bounds.
    grid: { left: 4, right: expected !== undefined ? size.pace : target !== undefined ? size.target : size.right, top: boundaries.length > 0 ? size.boundary : size.top, bottom: 8, containLabel: false, outerBoundsMode: 'same' },
    xAxis: {
      type: 'time', min: from, max: now,
      axisLabel: { formatter: (at: number) => (facts.dated === true ? datedLabel(at, ticks, place) : timeLabel(at, place)), customValues: ticks, ...(facts.dated === true && { lineHeight: size.text * 1.35 }) },
    },
    yAxis: { type: 'value', min, max, interval: step, inverse: oneOnTop, axisLabel: { formatter: (value: number) => formatNumber(value, decimals, locale) } },
    series: [
      ...outlookSeries(outlook, { wall, locale, unit: view.indicator.unit, ink: color.ink2, band: color.band, text: color.t2, textSize: size.text, width: size.line, dash: size.dash, target, range: max - min }),
      {
        // Named, because band and forecast come after the line stands: by its place in the list it would become one of them.
        id: 'own', type: 'line', showSymbol: true, symbol: 'none', connectNulls: false, data: dataOf(own, { fill: dotOf(view, color), dot: size.dot }), lineStyle: { color: color.t1 },
        ...marksOf({ ...facts, now }, boundaries),
      },
      ...(brought.some(([, value]) => value !== null) ? [{ type: 'line' as const, symbol: 'none', connectNulls: false, data: brought.map(([at, value]) => [at, value]), lineStyle: { color: color.t2, type: [...size.dash] } }] : []),
      ...(expected === undefined ? [] : [paceMark({ ...facts, now }, { expected, range: max - min })]),
    ],
  }
}

/** The target from the day it holds, and each change of boundaries with what held on its other side. */
function marksOf({ view, from, now, locale, color, wall }: Facts, boundaries: readonly EraBoundary[]) {
  const size = wall ? SIZES.wall : SIZES.desk
  const say = SAYS[locale]
  const target = view.target
  const dashed = { color: color.t1, width: size.line, type: [...size.dash], opacity: 0.75 }
  const unit = view.indicator.unit === '%' ? '%' : ''
  const begin = Math.max(from, target?.validFrom === undefined ? from : Date.parse(target.validFrom))
  const lines = [
    ...(target === undefined ? [] : [[
      {
        coord: [begin, target.value], lineStyle: dashed,
        label: { position: 'end', color: color.t1, fontSize: size.text, formatter: say('trend.target', { value: withUnit(formatNumber(target.value, Number.isInteger(target.value) ? 0 : 1, locale), unit, locale) }) },
      },
      { coord: [now, target.value] },
    ]]),
    ...boundaries.map(({ at, title, rule }) => {
      const x = Date.parse(at)
      // What is said of before stands before the mark, unless there is no room.
      const align = (x - from) / (now - from) < 0.4 ? 'left' : 'right'
      return {
        xAxis: x, lineStyle: { color: color.t2, width: size.line, type: 'solid' },
        label: { position: isRank(view) ? 'start' : 'end', align, rotate: 0, color: color.t1, fontSize: size.text, formatter: wall ? say(rule === 'break' ? 'trend.break' : 'trend.apportioned', { title: title[locale] }) : title[locale] }, // a desk has room for the rest beside the picture
      }
    }),
  ]
  return lines.length === 0 ? {} : { markLine: { silent: true, symbol: 'none', data: lines as never } } // mixed pairs and single lines are allowed, the type knows only one kind at a time
}

/** Its words only where they do not stand in the target's. */
function paceMark({ view, now, locale, color, wall, outlook }: Facts, { expected, range }: { expected: number; range: number }) {
  const size = wall ? SIZES.wall : SIZES.desk
  const at = view.trail?.findLast(([, value]) => value !== null)?.[0] ?? now
  const isNamed = view.target === undefined || Math.abs(view.target.value - expected) > range / 10
  return {
    type: 'line' as const, data: [[at, expected]], showSymbol: true, symbol: 'diamond', symbolSize: size.dot * 1.3, itemStyle: { color: 'transparent', borderColor: color.t1, borderWidth: size.line },
    // To its right the forecast begins.
    label: { show: isNamed, ...(outlook?.forecast === undefined ? { position: 'right' as const } : { position: 'top' as const, align: 'right' as const }), color: color.t1, fontSize: size.text, formatter: judgedBy(view, locale) ?? '' },
  }
}

/** The last known point is a dot filled by status: where the value stands now. */
function dataOf(points: readonly Point[], { fill, dot }: { fill: string; dot: number }) {
  const last = points.findLastIndex(([, value]) => value !== null)
  return points.map(([at, value], i) => (i === last ? { value: [at, value], symbol: 'circle', symbolSize: dot, itemStyle: { color: fill } } : [at, value]))
}

function dotOf(view: SeriesView, color: Facts['color']): string {
  if (view.freshness === 'stale') return color.stale
  const status = statusOf(view)
  return status === 'bad' ? color.p2 : status === 'watch' ? color.p3 : color.t1
}

/** The first place stands above all others, wherever a rank is drawn. */
const isRank = ({ indicator }: SeriesView): boolean => indicator.unit === 'hạng'

/** From the first place to the next whole step below the last one drawn: 1, 11, 21. */
export function rankRange(values: readonly number[]): { min: number; max: number; step: number } {
  const last = Math.max(2, ...values)
  const step = last <= 11 ? 5 : last <= 31 ? 10 : 20
  return { min: 1, max: 1 + step * Math.ceil((last - 0.5) / step), step }
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
