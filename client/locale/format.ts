import type { Indicator, Value } from '#contract'
import { type Locale, SAYS } from './say.ts'
import { unitText } from './units.ts'

const TAG: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** `1.234,5` in Vietnamese, with a true minus. */
export function formatNumber(value: number, decimals: number, locale: Locale): string {
  const key = `${locale}${decimals}`
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(TAG[locale], { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  numberFormats.set(key, format)
  // A figure that rounds to nothing is 0, not minus 0.
  return format.format(value).replace(/^-(?=0(?:[.,]0*)?$)/, '').replace('-', '−')
}

/** The value's text without its unit. */
export function formatValue(value: Value | undefined, indicator: Pick<Indicator, 'decimals'>, locale: Locale): string {
  if (value === undefined) return '–'
  return typeof value === 'number' ? formatNumber(value, indicator.decimals, locale) : value
}

/** With its unit: `98%` closed up, others with a space. */
export function withUnit(text: string, unit: string, locale: Locale = 'vi'): string {
  return unit === '' ? text : unit === '%' ? `${text}%` : `${text} ${unitText(unit, locale)}`
}

/** Signed, `+0,3` or `−0,6`; a difference of percentages is in points. */
export function formatDelta(delta: number, decimals: number, locale: Locale): string {
  const text = formatNumber(Math.abs(delta), decimals, locale)
  const isNothing = Number(Math.abs(delta).toFixed(decimals)) === 0
  return isNothing ? `±${text}` : `${delta > 0 ? '+' : '−'}${text}`
}

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** From so many hours on nobody asks for the minutes, and a row has room for its source. */
const HOURS_ALONE = 10

/** `30 giây`, `3 phút`, `4 giờ 15 phút`, `22 giờ`, `2 ngày`. */
export function formatAge(ageMs: number, locale: Locale): string {
  const say = SAYS[locale]
  const age = Math.max(0, ageMs)
  if (age < MINUTE) return say('age.second', { n: Math.floor(age / SECOND) })
  if (age < HOUR) return say('age.minute', { n: Math.floor(age / MINUTE) })
  if (age >= DAY) return say('age.day', { n: Math.floor(age / DAY) })
  const minutes = Math.floor((age % HOUR) / MINUTE)
  const hours = say('age.hour', { n: Math.floor(age / HOUR) })
  return minutes === 0 || age >= HOURS_ALONE * HOUR ? hours : `${hours} ${say('age.minute', { n: minutes })}`
}

/** An age up to a day, then the day itself, `20/11`. */
export function formatSince(at: number, now: number, timeZone: string, locale: Locale): string {
  return now - at < DAY ? formatAge(now - at, locale) : formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit' })
}

export function formatTime(at: number, timeZone: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale}${timeZone}${JSON.stringify(options)}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(TAG[locale], { timeZone, ...options })
  dateFormats.set(key, format)
  // CLDR writes a day without its year as 20-11; offices here write 20/11.
  return options.day === undefined ? format.format(at) : format.format(at).replaceAll('-', '/')
}

/** `Thứ Ba, 24/11/2026`. */
export function formatDate(at: number, timeZone: string, locale: Locale): string {
  const weekday = formatTime(at, timeZone, locale, { weekday: 'long' })
  const day = formatTime(at, timeZone, locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  return `${weekday}, ${day}`
}
