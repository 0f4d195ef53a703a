import { isWorkedDay, type ScheduleDays, Weekday, type WorkingCalendar } from '#contract'

/** Local days, counted from 01/01/1970 as the zone counts them. */
export interface Days {
  dayOf(at: number): number
  /** The moment at which local clocks show this time of day, `17:00`. */
  momentOf(day: number, time: string): number
  isOneOf(day: number, days: ScheduleDays): boolean
}

export interface DaysDeps {
  zone: { dayOf(at: number): number; momentOf(day: number, timeMs: number): number }
  calendar: WorkingCalendar
}

/** A stretch of time, `from <= at < until`. */
export interface Span {
  from: number
  until: number
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** 01/01/1970 was a Thursday. */
const FIRST_WEEKDAY = Weekday.options.indexOf('thu')

export function createDays({ zone, calendar }: DaysDeps): Days {
  return {
    dayOf: (at) => zone.dayOf(at),
    momentOf: (day, time) => zone.momentOf(day, msOf(time)),
    isOneOf(day, days) {
      if (days === 'every') return true
      if (Array.isArray(days)) return days.includes(weekdayOf(day))
      return isWorkedDay(calendar, new Date(day * DAY_MS).toISOString().slice(0, 10)) === (days === 'worked')
    },
  }
}

export const weekdayOf = (day: number): Weekday => Weekday.options[(((day + FIRST_WEEKDAY) % 7) + 7) % 7] ?? 'mon'

/** From a time of one day to another: of the next day where it is not later. */
export function spanOf(days: Days, day: number, { from, until }: { from: string; until: string }): Span {
  const lastDay = msOf(until) > msOf(from) ? day : day + 1
  return { from: days.momentOf(day, from), until: days.momentOf(lastDay, until) }
}

export const covers = ({ from, until }: Span, at: number): boolean => from <= at && at < until

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}
