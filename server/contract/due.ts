import * as z from 'zod'
import { Duration } from './duration.ts'

/** A time of day by local clocks, `17:00`. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 17:00')
const Grace = Duration.optional()
/** A due day on which nobody works moves to the next worked one: offices do not report on a Sunday or at Tết. */
const Worked = z.literal(true).optional()

/** Due at a steady rhythm: live up to `every + grace`, late up to `3 x every`, stale beyond. Grace defaults to the larger of 2 s and 20 %. */
export const IntervalRule = z.strictObject({ every: Duration, grace: Grace })

/** Due each working day by a time (Sơn La's centre: before 17:00). Holidays and make-up days come from the working-day calendar. */
export const WorkdayRule = z.strictObject({ calendar: z.literal('workday'), by: TimeOfDay.default('17:00'), grace: Grace })

/** Due each month on a day; a day beyond the month's end, or `last`, means its last day. */
export const MonthlyRule = z.strictObject({
  calendar: z.literal('monthly'),
  day: z.union([z.int().min(1).max(31), z.literal('last')]),
  by: TimeOfDay.optional(),
  worked: Worked,
  grace: Grace,
})

/** Due once a year: on `day` of `month` (31/01), or, without a day, by the end of that month (each July). */
export const YearlyRule = z.strictObject({
  calendar: z.literal('yearly'),
  month: z.int().min(1).max(12),
  day: z.union([z.int().min(1).max(31), z.literal('last')]).default('last'),
  by: TimeOfDay.optional(),
  worked: Worked,
  grace: Grace,
})

/** Due each quarter, on `day` of the quarter's month number `month` (1 to 3). */
export const QuarterlyRule = z.strictObject({
  calendar: z.literal('quarterly'),
  month: z.int().min(1).max(3).default(1),
  day: z.union([z.int().min(1).max(31), z.literal('last')]),
  by: TimeOfDay.optional(),
  worked: Worked,
  grace: Grace,
})

/** When an indicator's next value is due. The server alone computes freshness from it. */
export const DueRule = z.union([IntervalRule, WorkdayRule, MonthlyRule, QuarterlyRule, YearlyRule])
export type DueRule = z.infer<typeof DueRule>
