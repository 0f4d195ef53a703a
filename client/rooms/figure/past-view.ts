import { type Catalogue, createAims, type Lineage, type Point, type SeriesAnswer, type SeriesView, splitSeries, trailOf, type ValueState, yearBefore } from '#contract'
import { type Change, compare } from '../../parts/index.ts'

/** The figure as widgets take a living one, with what it is held against on the day it is for. */
export function figureView(lineage: Lineage, catalogue: Catalogue): SeriesView | undefined {
  const { indicator: id, subject } = splitSeries(lineage.series)
  const indicator = catalogue.indicators.find((one) => one.id === id)
  if (indicator === undefined) return undefined
  const at = Date.parse(lineage.at)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: catalogue.deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
  const { target, targets, pace } = createAims(catalogue)(lineage.series, { period: lineage.period, day }, day)
  return {
    series: lineage.series, indicator, subject: { id: subject, name: { vi: subject, en: subject }, short: subject }, source: undefined, freshness: lineage.freshness,
    value: lineage.value, at,
    ...(lineage.period === undefined ? {} : { period: lineage.period }), ...(lineage.state && { state: lineage.state }), ...(lineage.coverage && { coverage: lineage.coverage }),
    ...(target && { target }), ...(targets.length > 0 && { targets }), ...(pace && { pace }),
  }
}

/** The same with its past. Of several periods only those as long as the figure's own are one line. */
export function pastView(lineage: Lineage, answer: SeriesAnswer, catalogue: Catalogue): SeriesView | undefined {
  const view = figureView(lineage, catalogue)
  return view && { ...view, trail: lastTold(trailOf(answer).filter((point) => isLike(point, lineage.period))) }
}

/** `2026-10` and `2025-07` are alike, `2026` and `2026-Q3` are not. */
function isLike([, value, facts]: Point, period: string | undefined): boolean {
  return value === null || period === undefined || (facts?.period !== undefined && shapeOf(facts.period) === shapeOf(period))
}

/** Of a period that was told more than once only what was told last. */
function lastTold(points: readonly Point[]): Point[] {
  const last = new Map(points.map((point, i): [string, number] => [point[2]?.period ?? `@${i}`, i]))
  return points.filter(([, , facts], i) => last.get(facts?.period ?? `@${i}`) === i)
}

const shapeOf = (period: string): string => period.replaceAll(/\d/g, '0')

export interface SameYear {
  period: string
  change: Change
  /** The value of then. */
  base: number | undefined
  /** Where they are not equally final, which they are: told with the change. */
  states: [now: ValueState | undefined, then: ValueState | undefined] | undefined
}

/** The same period a year before, or why it is not compared; nothing for what has no period, or where that period is not known. */
export function againstLastYear(view: SeriesView): SameYear | undefined {
  if (view.period === undefined) return undefined
  const period = yearBefore(view.period)
  const base = view.trail?.findLast(([, value, facts]) => value !== null && facts?.period === period)
  if (base !== undefined) {
    const [at, value, facts = {}] = base
    // A rate at the same place of its year is comparable with itself a year ago, though it began anew in between. The newest is rarely final when it is asked for: said, not refused.
    const { pace: _pace, ...indicator } = view.indicator
    const { state, ...now } = { ...view, indicator }
    const { state: then, ...told } = facts
    return { period, change: compare(now, [at, value, told]), base: value ?? undefined, states: state === then ? undefined : [state, then] }
  }
  const boundary = view.trail?.findLast(([, , facts]) => facts?.boundary?.side === 'before')?.[2]?.boundary
  return boundary !== undefined && period < boundary.day.slice(0, period.length) ? { period, change: { why: 'area' }, base: undefined, states: undefined } : undefined
}
