import type { Outlook, Point } from '#contract'
import { formatTime } from '../../locale/index.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** What the day usually has come to at one of its hours. */
export interface UsualHour {
  /** Ms since midnight. */
  at: number
  low: number
  middle: number
  high: number
}

/** Today's course as ms since its local midnight. Pure. */
export function todayOf(trail: readonly Point[], { now, timeZone }: { now: number; timeZone: string }): Point[] {
  const today = dayOf(now, timeZone)
  return trail.filter(([at]) => dayOf(at, timeZone) === today).map(([at, value]) => [timeOf(at, timeZone), value])
}

/** What the hours of today usually bring, as the server says it of days of today's kind; nothing where it says nothing, or not by the hour. */
export function usualOf(outlook: Outlook | undefined, { now, timeZone }: { now: number; timeZone: string }): UsualHour[] {
  if (outlook === undefined || !('points' in outlook.usual) || outlook.usual.by !== 'hours') return []
  const today = dayOf(now, timeZone)
  // Each stands at the end of its hour: the last of them on the midnight that ends the day.
  return outlook.usual.points.map(({ at, ...rest }) => ({ ...rest, end: Date.parse(at) }))
    .filter(({ end }) => dayOf(end - 1, timeZone) === today)
    .map(({ end, ...rest }) => ({ at: timeOf(end - 1, timeZone) + 1_000, ...rest }))
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

export const dayOf = (at: number, timeZone: string): string => formatTime(at, timeZone, 'en', { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-')

export function timeOf(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = formatTime(at, timeZone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).split(':').map(Number)
  return (hours % 24) * HOUR + minutes * 60_000 + seconds * 1_000
}
