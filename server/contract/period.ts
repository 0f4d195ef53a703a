import * as z from 'zod'
import { IndicatorId } from './ids.ts'

/**
 * By which calendar a period's days are counted. `reporting`: a month runs from day 15 of the month before to day 14 (Decree 09/2019), quarters and
 * years likewise. `investment`: payments of public investment of a year run to 31 January of the next.
 */
export const PeriodCalendar = z.enum(['calendar', 'reporting', 'investment'])
export type PeriodCalendar = z.infer<typeof PeriodCalendar>

/** By which calendar the periods of one indicator are counted. */
export const CountedPeriods = z.object({ indicator: IndicatorId, calendar: PeriodCalendar })
export type CountedPeriods = z.infer<typeof CountedPeriods>

const DAY_MS = 86_400_000
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

interface Months {
  year: number
  /** From 0, and how many. */
  first: number
  count: number
}

/** Which months a period names; undefined for a single day. */
function monthsOf(period: string): Months | undefined {
  const [, year = '', quarter, month, day] = /^(\d{4})(?:-Q([1-4])|-(\d{2})(-\d{2})?)?$/.exec(period) ?? []
  if (day !== undefined) return undefined
  if (quarter !== undefined) return { year: Number(year), first: (Number(quarter) - 1) * 3, count: 3 }
  return month === undefined ? { year: Number(year), first: 0, count: 12 } : { year: Number(year), first: Number(month) - 1, count: 1 }
}

/** The first and the last day of a period. The text has passed `Period`. */
export function daysOfPeriod(period: string, calendar: PeriodCalendar = 'calendar'): { first: string; last: string } {
  const months = monthsOf(period)
  if (months === undefined) return { first: period, last: period }
  const { year, first, count } = months
  if (calendar === 'reporting') return { first: dayText(Date.UTC(year, first - 1, 15)), last: dayText(Date.UTC(year, first + count - 1, 14)) }
  const last = calendar === 'investment' && count === 12 ? Date.UTC(year + 1, 0, 31) : Date.UTC(year, first + count, 1) - DAY_MS
  return { first: dayText(Date.UTC(year, first, 1)), last: dayText(last) }
}

/** `2026` contains `2026-Q4`, `2026-10` and `2026-10-15`, and itself. By name: all three calendars agree on it but for single days. */
export function containsPeriod(outer: string, inner: string): boolean {
  if (outer === inner) return true
  const [a, b] = [daysOfPeriod(outer), daysOfPeriod(inner)]
  return a.first <= b.first && b.last <= a.last
}

/** Shorter periods first, then the newest first. */
export function comparePeriods(a: string, b: string): number {
  const length = (period: string) => monthsOf(period)?.count ?? 0
  return length(a) - length(b) || (a === b ? 0 : a > b ? -1 : 1)
}

/** How much of a period had gone by the end of a day, 0 to 1: a cumulative figure is measured against that share of its plan. */
export function elapsedShare(period: string, day: string, calendar: PeriodCalendar = 'calendar'): number {
  const { first, last } = daysOfPeriod(period, calendar)
  const all = Date.parse(last) - Date.parse(first) + DAY_MS
  return Math.min(1, Math.max(0, (Date.parse(day) - Date.parse(first) + DAY_MS) / all))
}
