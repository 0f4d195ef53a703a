import type { Weekday, WorkingCalendar } from '#contract'
import { dayNumber } from './zone.ts'

/** Walks over the days that are worked; days are day numbers. */
export interface WorkingDays {
  isWorked(day: number): boolean
  /** The day itself when it is worked, else the last worked one before it. */
  latest(day: number): number
  next(day: number): number
}

// Day number 0, 01/01/1970, was a Thursday.
const WEEK: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed']
/** No calendar has ten years without a working day; a wrong one must not hang the server. */
const LONGEST_WALK = 3_660

export function createWorkingDays(calendar: WorkingCalendar): WorkingDays {
  const weekend = new Set(calendar.weekend)
  const madeUp = new Set(calendar.makeUpDays.map(({ day }) => dayNumber(day)))
  const off = new Set<number>()
  for (const { day, until } of calendar.holidays) {
    const last = dayNumber(until ?? day)
    for (let one = dayNumber(day); one <= last; one += 1) off.add(one)
  }

  /** An exchange is decided for one very day, so it wins over everything else. */
  function isWorked(day: number): boolean {
    if (madeUp.has(day)) return true
    const weekday = WEEK[((day % 7) + 7) % 7]
    return !off.has(day) && weekday !== undefined && !weekend.has(weekday)
  }

  function walk(from: number, step: 1 | -1): number {
    for (let day = from, steps = 0; steps < LONGEST_WALK; day += step, steps += 1) if (isWorked(day)) return day
    throw new Error(`The working calendar has no working day within ten years of day ${from}`)
  }

  return { isWorked, latest: (day) => walk(day, -1), next: (day) => walk(day + 1, 1) }
}
