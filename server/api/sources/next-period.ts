import { comparePeriods, type DueRule } from '#contract'

/** By what rhythm figures are handed in. */
export type Rhythm = 'year' | 'quarter' | 'month'

export function rhythmOf(due: DueRule): Rhythm {
  if ('calendar' in due && due.calendar === 'yearly') return 'year'
  return 'calendar' in due && due.calendar === 'quarterly' ? 'quarter' : 'month'
}

/** The period to be told next: the one after the newest told, never one that has not begun; of what was never told the last one that is over. `today` as `2026-10-15`. */
export function nextPeriod(rhythm: Rhythm, told: readonly string[], today: string): string {
  const current = periodOn(rhythm, today)
  const [newest] = told.filter((period) => kindOf(period) === rhythm).toSorted(comparePeriods)
  const next = newest === undefined ? shift(current, -1) : shift(newest, 1)
  return next > current ? current : next
}

/** As people write it, and the sheet reads it: `2026`, `quý 3/2026`, `10/2026`. */
export function writePeriod(period: string): string {
  const [year = '', part] = period.split('-')
  if (part === undefined) return year
  return part.startsWith('Q') ? `quý ${part.slice(1)}/${year}` : `${part}/${year}`
}

const kindOf = (period: string): Rhythm | undefined => (period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : period.length === 7 ? 'month' : undefined)

function periodOn(rhythm: Rhythm, day: string): string {
  const [year = '', month = '1'] = day.split('-')
  if (rhythm === 'year') return year
  return rhythm === 'quarter' ? `${year}-Q${Math.ceil(Number(month) / 3)}` : `${year}-${month}`
}

function shift(period: string, by: number): string {
  const year = Number(period.slice(0, 4))
  const part = period.slice(5)
  if (part === '') return String(year + by)
  const [each, at] = part.startsWith('Q') ? [4, Number(part.slice(1))] : [12, Number(part)]
  const moved = year * each + at - 1 + by
  const [inYear, toYear] = [(moved % each) + 1, Math.floor(moved / each)]
  return each === 4 ? `${toYear}-Q${inYear}` : `${toYear}-${String(inYear).padStart(2, '0')}`
}
