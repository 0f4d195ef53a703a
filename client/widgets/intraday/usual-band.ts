import type { Point } from '#contract'
import { formatTime } from '../../locale/index.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Of fewer days nobody can say what is usual. */
const LEAST_DAYS = 3
/** From this many on, the highest and the lowest of an hour are left out: one holiday or one burst is not usual. */
const TRIMMED_FROM = 5

/** What an hour of the day usually brings. */
export interface UsualHour {
  /** Middle of the hour, ms since midnight. */
  at: number
  low: number
  middle: number
  high: number
}

/** Today's course as ms since midnight, and what the days before it say is usual. */
export interface Course {
  today: Point[]
  usual: UsualHour[]
  /** Whole days the usual was made of. */
  days: number
}

/** Splits a trail of several days: today's points, and for each hour low, middle and high of the days before. Pure. */
export function splitCourse(trail: readonly Point[], { now, timeZone }: { now: number; timeZone: string }): Course {
  const today = dayOf(now, timeZone)
  const byDay = new Map<string, Map<number, number>>()
  const course: Point[] = []
  for (const [at, value] of trail) {
    const day = dayOf(at, timeZone)
    const time = timeOf(at, timeZone)
    if (day === today) course.push([time, value])
    else if (day < today && value !== null) {
      const hours = byDay.get(day) ?? new Map<number, number>()
      byDay.set(day, hours.set(Math.floor(time / HOUR), value))
    }
  }
  const days = [...byDay.values()]
  return { today: course, usual: days.length < LEAST_DAYS ? [] : usualHours(days), days: days.length }
}

function usualHours(days: readonly ReadonlyMap<number, number>[]): UsualHour[] {
  return Array.from({ length: 24 }, (_, hour) => hour).flatMap((hour): UsualHour[] => {
    const sorted = days.flatMap((hours) => hours.get(hour) ?? []).sort((a, b) => a - b)
    if (sorted.length < LEAST_DAYS) return []
    const kept = sorted.length < TRIMMED_FROM ? sorted : sorted.slice(1, -1)
    return [{ at: (hour + 0.5) * HOUR, low: kept[0] ?? 0, middle: middleOf(sorted), high: kept.at(-1) ?? 0 }]
  })
}

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length / 2
  const upper = sorted[Math.floor(half)] ?? 0
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper
}

/** Low and high at one time of the day, between the hours around it. */
export function usualAt(usual: readonly UsualHour[], time: number): { low: number; high: number } | undefined {
  const after = usual.findIndex(({ at }) => at >= time)
  const right = usual[after]
  const left = usual[after - 1]
  if (right === undefined) return usual.at(-1)
  if (left === undefined) return right
  const share = (time - left.at) / (right.at - left.at)
  return { low: left.low + share * (right.low - left.low), high: left.high + share * (right.high - left.high) }
}

const dayOf = (at: number, timeZone: string): string => formatTime(at, timeZone, 'en', { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-')

export function timeOf(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = formatTime(at, timeZone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).split(':').map(Number)
  return (hours % 24) * HOUR + minutes * 60_000 + seconds * 1_000
}
