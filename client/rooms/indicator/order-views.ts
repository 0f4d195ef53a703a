import type { Indicator, SeriesView } from '#contract'

/** The province by itself, then its parts: the worst first, those that told nothing last. Which agencies report one of theirs nobody wrote down: the silent ones are left out. */
export function orderViews(views: readonly SeriesView[], { indicator, province }: { indicator: Pick<Indicator, 'direction' | 'level'>; province: string }): { whole: SeriesView[]; parts: SeriesView[] } {
  const whole = views.filter(({ subject }) => subject.id === province)
  const parts = views.filter(({ subject, value }) => subject.id !== province && (indicator.level !== 'agency' || value !== undefined))
  const isKept = indicator.level === 'province' || parts.length === 0
  const sign = indicator.direction === 'higher' ? 1 : -1
  return {
    // Only where it told, or where nobody else could.
    whole: whole.filter(({ value }) => isKept || value !== undefined),
    parts: parts.toSorted((a, b) => rankOf(a) - rankOf(b) || sign * (numberOf(a) - numberOf(b))),
  }
}

const rankOf = ({ value }: SeriesView): number => (value === undefined ? 1 : 0)
const numberOf = ({ value }: SeriesView): number => (typeof value === 'number' ? value : 0)
