import * as z from 'zod'
import { IndicatorId } from './ids.ts'
import { daysOfPeriod, elapsedShare, type PeriodCalendar } from './period.ts'
import { isWorkedDay, type WorkingCalendar } from './working-calendar.ts'

/** How many points a cumulative figure may lie behind the elapsed share of its target, `pace-5` and `pace-15`. */
export const Pace = z.object({ warn: z.number().min(0), critical: z.number().min(0) })
export type Pace = z.infer<typeof Pace>

/** By what a plan is expected to be filled: evenly by days, evenly by working days, or along a curve of `[share of the time, share of the plan]`. */
export const PaceRule = Pace.extend({
  by: z.enum(['days', 'working-days', 'curve']),
  /** Over which period the figure grows before it begins anew. */
  over: z.enum(['year', 'quarter', 'month']),
  curve: z.array(z.tuple([z.number(), z.number()])).optional(),
})
export type PaceRule = z.infer<typeof PaceRule>

/** One row of `paces.csv`; the curve by its name in `curves.csv`. */
export const PacedIndicator = z.object({
  indicator: IndicatorId,
  by: PaceRule.shape.by,
  over: PaceRule.shape.over,
  curve: z.string().optional(),
  warn: z.number().min(0),
  critical: z.number().min(0),
  /** The paper it rests on. */
  basis: z.string().optional(),
})
export type PacedIndicator = z.infer<typeof PacedIndicator>

/** For which period a figure is and on which day it was true, both as the reporter said. */
export interface Dated {
  period?: string | undefined
  /** The local day of its moment. */
  day: string
}

/** The period over which a figure grows, as `2026`; undefined where the figure does not tell which one it belongs to. */
export function paceSpan(over: PaceRule['over'], { period, day }: Dated, calendar: PeriodCalendar = 'calendar'): string | undefined {
  const named = period ?? day
  // A month of 15 to 14 and the January in which two budget years are paid cannot be told from a bare day.
  if (/^\d{4}-\d{2}-\d{2}$/.test(named) && (calendar === 'reporting' || (calendar === 'investment' && named.slice(5, 7) === '01'))) return undefined
  const year = named.slice(0, 4)
  if (over === 'year') return year
  if (over === 'month') return /^\d{4}-\d{2}/.test(named) ? named.slice(0, 7) : undefined
  if (/^\d{4}-Q/.test(named)) return named
  return named.length < 7 ? undefined : `${year}-Q${Math.ceil(Number(named.slice(5, 7)) / 3)}`
}

/** The share of its plan a figure should have come to by its day, 0 to 1; undefined where that cannot be told. */
export function expectedShare(rule: PaceRule, figure: Dated, { calendar = 'calendar', working }: { calendar?: PeriodCalendar | undefined; working?: WorkingCalendar | undefined } = {}): number | undefined {
  const span = paceSpan(rule.over, figure, calendar)
  if (span === undefined) return undefined
  const { first, last } = daysOfPeriod(span, calendar)
  // A month's figure told on the 6th of the next stands for the month's end.
  const until = figure.period === undefined || figure.period === span ? figure.day : daysOfPeriod(figure.period, calendar).last
  const day = until > last ? last : until
  if (rule.by === 'days') return elapsedShare(span, day, calendar)
  if (rule.by === 'curve') return rule.curve === undefined ? undefined : along(rule.curve, elapsedShare(span, day, calendar))
  return working === undefined ? undefined : workedShare(working, { first, day, last })
}

function along(curve: readonly (readonly [number, number])[], x: number): number | undefined {
  const after = curve.findIndex(([at]) => at >= x)
  const right = curve[after]
  if (right === undefined) return undefined
  const left = curve[after - 1]
  if (left === undefined) return right[0] === x ? right[1] : undefined
  return left[1] + ((x - left[0]) / (right[0] - left[0])) * (right[1] - left[1])
}

function workedShare(working: WorkingCalendar, { first, day, last }: { first: string; day: string; last: string }): number | undefined {
  let [gone, all] = [0, 0]
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 86_400_000) {
    const one = new Date(ms).toISOString().slice(0, 10)
    if (!isWorkedDay(working, one)) continue
    all += 1
    if (one <= day) gone += 1
  }
  return all === 0 ? undefined : gone / all
}
