import { formatTime, type Locale } from '../../locale/index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From here on months are marked, not days. */
const LONG_MS = 60 * DAY
const MOST_TICKS = 5

/** Whole local hours or months, a handful over the span; on a wall "07:00" says more than "06:43". */
export function timeTicks(from: number, to: number, timeZone: string): number[] {
  if (to - from > LONG_MS) return monthTicks(from, to, timeZone)
  const every = [HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY].find((one) => (to - from) / one <= MOST_TICKS) ?? DAY
  const local = formatTime(from, timeZone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).split(':').map(Number)
  const sinceMidnight = (local[0] ?? 0) * HOUR + (local[1] ?? 0) * 60_000 + (local[2] ?? 0) * 1_000 + (from % 1_000)
  const first = from - sinceMidnight + Math.ceil(sinceMidnight / every) * every
  return Array.from({ length: Math.floor((to - first) / every) + 1 }, (_, i) => first + i * every)
}

function monthTicks(from: number, to: number, timeZone: string): number[] {
  const begin = monthOf(from, timeZone)
  const count = monthOf(to, timeZone) - begin
  const every = [1, 3, 6, 12, 24, 60].find((one) => count / one <= MOST_TICKS) ?? 120
  const first = Math.ceil((begin + 1) / every) * every
  const ticks = Array.from({ length: Math.max(0, Math.floor((begin + count - first) / every) + 1) }, (_, i) => first + i * every)
  return ticks.map((month) => startOfMonth(month, timeZone)).filter((at) => at >= from && at <= to)
}

/** Months since the year 0, by local clocks. */
function monthOf(at: number, timeZone: string): number {
  const [, month = 1, year = 0] = formatTime(at, timeZone, 'en', { day: '2-digit', month: '2-digit', year: 'numeric' }).split('/').map(Number)
  return year * 12 + month - 1
}

function startOfMonth(month: number, timeZone: string): number {
  const utc = Date.UTC(Math.floor(month / 12), month % 12)
  const [hour = 0, minute = 0] = formatTime(utc, timeZone, 'en', { hour: '2-digit', minute: '2-digit' }).split(':').map(Number)
  const ahead = (hour % 24) * HOUR + minute * 60_000
  return utc - (ahead > DAY / 2 ? ahead - DAY : ahead)
}

interface Place {
  timeZone: string
  locale: Locale
  spanMs: number
}

/** Midnight carries the day, other hours the time; over months the month with its year. */
export function timeLabel(at: number, { timeZone, locale, spanMs }: Place): string {
  if (spanMs > LONG_MS) {
    const month = monthOf(at, timeZone)
    return `${String((month % 12) + 1).padStart(2, '0')}/${Math.floor(month / 12)}`
  }
  const time = formatTime(at, timeZone, locale, { hour: '2-digit', minute: '2-digit' })
  return time === '00:00' ? formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit' }) : time
}

/** The time, and below the first tick of each day that day with its year; over months as ever. */
export function datedLabel(at: number, ticks: readonly number[], place: Place): string {
  if (place.spanMs > LONG_MS) return timeLabel(at, place)
  const dayOf = (one: number) => formatTime(one, place.timeZone, place.locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  const before = ticks.findLast((one) => one < at)
  const time = formatTime(at, place.timeZone, place.locale, { hour: '2-digit', minute: '2-digit' })
  return before === undefined || dayOf(before) !== dayOf(at) ? `${time}\n${dayOf(at)}` : time
}
