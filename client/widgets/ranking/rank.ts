import { type Freshness, type SeriesView, worstFreshness } from '#contract'
import { ofOnePeriod } from '../../parts/index.ts'

export interface Ranked {
  worst: SeriesView[]
  best: SeriesView[]
  /** Those that stand between. */
  rest: SeriesView[]
  /** Reported nothing, ever: named, never ranked, never 0. */
  missing: SeriesView[]
  /** For another period than most: named, never ranked. */
  others: SeriesView[]
  /** Final figures and such that are not stand side by side. */
  isMixed: boolean
  reported: number
  freshness: Freshness
  /** The oldest and newest tell the panel's age. */
  oldestAt: number | undefined
  /** Until when the oldest of them counts as live. */
  liveUntil: number | undefined
}

/** Title, age, the line of the rest and that of the silent ones. */
const AROUND_PX = 250
/** Below this a row's descenders and lower marks stand in the next row's line. */
const LEAST_ROW_PX = 68

/** How many rows have room. */
export const rowsThatFit = (height: number): number => Math.max(2, Math.floor((height - AROUND_PX) / LEAST_ROW_PX))

/** How many of each end have room: the best give way first, one of them stays. Where all have room, all are shown. */
export function fitCounts({ worst, best }: { worst: number; best: number }, height: number, all = Infinity): { worst: number; best: number } {
  const fits = rowsThatFit(height)
  if (all <= fits) return { worst: all, best: 0 }
  const bestLeft = Math.min(best, Math.max(1, fits - worst))
  return { worst: Math.min(worst, fits - bestLeft), best: bestLeft }
}

type Judged = SeriesView & { value: number; at: number }

/** Sorts by what is good for the indicator; a panel is as fresh as its worst reporting part. */
export function rankViews(views: readonly SeriesView[], counts: { worst: number; best: number }): Ranked {
  const { same: reporting, others, isMixed } = ofOnePeriod(views.filter((view): view is Judged => typeof view.value === 'number' && view.at !== undefined))
  const isLowerGood = views[0]?.indicator.direction === 'lower'
  const oldest = reporting.reduce<Judged | undefined>((oldest, view) => (oldest === undefined || view.at < oldest.at ? view : oldest), undefined)
  const sorted = reporting.toSorted((a, b) => (isLowerGood ? b.value - a.value : a.value - b.value) || a.subject.short.localeCompare(b.subject.short, 'vi'))
  const worst = sorted.slice(0, Math.min(counts.worst, sorted.length))
  const best = sorted.slice(Math.max(worst.length, sorted.length - counts.best))
  return {
    worst, best, rest: sorted.slice(worst.length, sorted.length - best.length),
    missing: views.filter((view) => view.value === undefined),
    others, isMixed,
    reported: reporting.length,
    freshness: worstFreshness(reporting.map((view) => view.freshness)),
    liveUntil: oldest?.liveUntil,
    oldestAt: oldest?.at,
  }
}
