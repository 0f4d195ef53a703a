import type { Indicator } from './indicator.ts'
import { paceSpan } from './pace.ts'
import { daysOfPeriod } from './period.ts'
import type { Coverage, ValueState } from './sample.ts'

/** What must be known of a figure before it may be held against another of the same series. */
export interface Comparable {
  period?: string | undefined
  state?: ValueState | undefined
  coverage?: Coverage | undefined
  /** Stands on the other side of a change of boundaries and was not apportioned. */
  otherArea?: boolean | undefined
}

/** Why two figures of one series must not be subtracted from each other. */
export type NotComparable = 'area' | 'coverage' | 'period' | 'state'

/** Undefined where they may: both of the same area, of equally long periods, equally final and, for what is added up, of equally many parts. */
export function whyNotComparable(a: Comparable, b: Comparable, indicator: Pick<Indicator, 'aggregation' | 'pace' | 'periods'>): NotComparable | undefined {
  if (a.otherArea === true || b.otherArea === true) return 'area'
  if (lengthOf(a.period) !== lengthOf(b.period) || beganAnew(a, b, indicator)) return 'period'
  if (a.state !== b.state) return 'state'
  return isCoveredAlike(a.coverage, b.coverage, indicator) ? undefined : 'coverage'
}

/** The months a period has; a day is 0, none is its own kind. */
function lengthOf(period: string | undefined): number | 'none' {
  if (period === undefined) return 'none'
  const { first, last } = daysOfPeriod(period)
  return Math.round((Date.parse(last) - Date.parse(first)) / (30 * 86_400_000))
}

/** What grows over the year has nothing to do with last year's end. */
function beganAnew(a: Comparable, b: Comparable, { pace, periods }: Pick<Indicator, 'pace' | 'periods'>): boolean {
  if (pace === undefined || a.period === undefined || b.period === undefined) return false
  const [one, other] = [a, b].map(({ period = '' }) => paceSpan(pace.over, { period, day: period }, periods))
  return one !== other
}

/** A sum of 92 communes is not held against one of 96; a rate may be, as long as the same whole is meant. */
function isCoveredAlike(a: Coverage | undefined, b: Coverage | undefined, { aggregation }: Pick<Indicator, 'aggregation'>): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.expected === b.expected && (aggregation !== 'sum' || a.reported === b.reported)
}

/** The same period a year before: `2025-10` of `2026-10`. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
