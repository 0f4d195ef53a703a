import type { Indicator } from '#contract'

const DAY_MS = 86_400_000

export interface Span {
  /** How much of the past the course shows. */
  trailMs: number
  /** With which moment the figure is compared, and the name of that. */
  backMs: number
  base: 'day' | 'week' | 'month' | 'quarter' | 'year'
}

/** The rhythm of a figure says what "before" means: yesterday for what comes each minute, last year for what comes once a year. */
export function spanOf({ due }: Pick<Indicator, 'due'>): Span {
  if ('every' in due) return { trailMs: 2 * DAY_MS, backMs: DAY_MS, base: 'day' }
  switch (due.calendar) {
    case 'workday': return { trailMs: 15 * DAY_MS, backMs: 7 * DAY_MS, base: 'week' }
    case 'monthly': return { trailMs: 400 * DAY_MS, backMs: 30.4 * DAY_MS, base: 'month' }
    case 'quarterly': return { trailMs: 800 * DAY_MS, backMs: 91.3 * DAY_MS, base: 'quarter' }
    case 'yearly': return { trailMs: 2_000 * DAY_MS, backMs: 365.25 * DAY_MS, base: 'year' }
  }
}
