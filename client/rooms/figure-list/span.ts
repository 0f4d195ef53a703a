import type { Indicator } from '#contract'

const DAY_MS = 86_400_000

export interface Span {
  /** How much of the past the course shows. */
  trailMs: number
  /** With which moment the figure is compared, and the name of that. */
  backMs: number
  base: 'day' | 'week' | 'month' | 'quarter' | 'year'
}

const BY_CALENDAR: Readonly<Record<'workday' | 'monthly' | 'quarterly' | 'yearly', Span>> = {
  workday: { trailMs: 15 * DAY_MS, backMs: 7 * DAY_MS, base: 'week' },
  monthly: { trailMs: 400 * DAY_MS, backMs: 30.4 * DAY_MS, base: 'month' },
  quarterly: { trailMs: 800 * DAY_MS, backMs: 91.3 * DAY_MS, base: 'quarter' },
  yearly: { trailMs: 2_000 * DAY_MS, backMs: 365.25 * DAY_MS, base: 'year' },
}

/** The rhythm of a figure says what "before" means: yesterday for what comes each minute, last year for what comes once a year. */
export const spanOf = ({ due }: Pick<Indicator, 'due'>): Span => ('every' in due ? { trailMs: 2 * DAY_MS, backMs: DAY_MS, base: 'day' } : BY_CALENDAR[due.calendar])
