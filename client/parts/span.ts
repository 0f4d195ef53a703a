import type { SeriesView } from '#contract'
import { formatAge, formatNumber, type Locale, withUnit } from '../locale/index.ts'

const SECOND = 1_000
/** Units of measure that are lengths of time on a clock. Working hours are not: they stand still at night. */
const CLOCK_UNITS: Record<string, number> = { giây: SECOND, phút: 60 * SECOND, giờ: 3_600 * SECOND, ngày: 86_400 * SECOND }
const WORKING_UNITS = new Set(['giờ làm việc', 'ngày làm việc'])

/** How long one unit of this indicator is on a clock, in ms; undefined where it is none. */
export const clockUnitMs = (unit: string): number | undefined => (Object.hasOwn(CLOCK_UNITS, unit) ? CLOCK_UNITS[unit] : undefined)

/** Whether values of this unit are lengths of time, on a clock or of work. */
export const isSpan = (unit: string): boolean => clockUnitMs(unit) !== undefined || WORKING_UNITS.has(unit)

/** A length of time as people say it: `4 giờ 15 phút`; working hours in their own unit. */
export function spanText(amount: number, { unit, decimals }: Pick<SeriesView['indicator'], 'unit' | 'decimals'>, locale: Locale): string {
  const unitMs = clockUnitMs(unit)
  return unitMs === undefined ? withUnit(formatNumber(amount, decimals, locale), unit, locale) : formatAge(amount * unitMs, locale)
}
