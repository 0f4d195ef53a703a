import * as z from 'zod'
import { Day, Text } from './text.ts'

/** Days of the week as a calendar names them. */
export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

/** Days off, both ends included; one day where `until` is absent. */
export const Holiday = z.strictObject({ day: Day, until: Day.optional(), name: Text })
export type Holiday = z.infer<typeof Holiday>

/** Which days are worked: data of a deployment, because Tết moves by the moon and days are swapped by decision each year. */
export const WorkingCalendar = z.strictObject({
  weekend: z.array(Weekday).max(6).default(['sat', 'sun']),
  holidays: z.array(Holiday).default([]),
  /** Days of the weekend worked in exchange for a day off. */
  makeUpDays: z.array(z.strictObject({ day: Day, name: Text.optional() })).default([]),
})
export type WorkingCalendar = z.infer<typeof WorkingCalendar>

/** Where a deployment has no calendar. */
export const USUAL_WEEK: WorkingCalendar = { weekend: ['sat', 'sun'], holidays: [], makeUpDays: [] }

/** Is this day worked? An exchange is decided for one very day, so it wins over everything else. */
export function isWorkedDay({ weekend, holidays, makeUpDays }: WorkingCalendar, day: string): boolean {
  if (makeUpDays.some((one) => one.day === day)) return true
  const weekday = WEEK[new Date(day).getUTCDay()]
  return weekday !== undefined && !weekend.includes(weekday) && !holidays.some((one) => one.day <= day && day <= (one.until ?? one.day))
}

const WEEK: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
