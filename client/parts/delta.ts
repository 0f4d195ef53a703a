import { type Comparable, daysOfPeriod, type NotComparable, type Point, type SeriesView, whyNotComparable } from '#contract'

/** A change, or why there is none: `none` where the trail has no value near the wanted moment. */
export type Change = { by: number; apportioned: boolean } | { why: NotComparable | 'none' }

/**
 * How much the value has changed since `backMs` ago, from its own trail. The base may lie up to an eighth of the span away from the
 * wanted moment: a comparison with "yesterday" must not use this morning. What is not of one kind is not subtracted, and the reason is told.
 */
export function changeOf(view: SeriesView, backMs: number): Change {
  if (typeof view.value !== 'number' || view.at === undefined) return { why: 'none' }
  const wanted = view.at - backMs
  const base = nearest(view.trail ?? [], wanted)
  if (base === undefined || Math.abs(base[0] - wanted) > backMs / 8) return { why: 'none' }
  return compare(view, base)
}

/** The value held against one point of its trail. */
export function compare(view: SeriesView, base: Point): Change {
  const [at, value, facts = {}] = base
  if (typeof view.value !== 'number' || view.at === undefined || value === null) return { why: 'none' }
  const isMoved = facts.apportioned === true
  const why = whyNotComparable(
    { ...given(view), otherArea: reachesOver(view, view) },
    { ...given(facts), otherArea: !isMoved && (isBroken(view, at) || reachesOver(view, facts)) }, view.indicator,
  )
  return why === undefined ? { by: view.value - value, apportioned: isMoved } : { why }
}

const given = ({ period, state, coverage }: Comparable): Comparable => ({ period, state, coverage })

/** Does a change of boundaries lie between the base and now over which nothing was brought? */
const isBroken = (view: SeriesView, at: number): boolean =>
  (view.trail ?? []).some(([when, , facts]) => facts?.boundary !== undefined && at < when && when <= (view.at ?? 0))

/** A figure of the whole year 2025 is of two provinces for its one half and of one for the other. */
const reachesOver = (view: SeriesView, { period }: Comparable): boolean => {
  if (period === undefined) return false
  const { first, last } = daysOfPeriod(period, view.indicator.periods)
  return (view.trail ?? []).some(([, , facts]) => facts?.boundary?.side === 'before' && first < facts.boundary.day && facts.boundary.day <= last)
}

type Told = Point & readonly [at: number, value: number, ...rest: unknown[]]

function nearest(trail: readonly Point[], at: number): Told | undefined {
  let found: Told | undefined
  for (const point of trail) {
    if (point[1] !== null && (found === undefined || Math.abs(point[0] - at) < Math.abs(found[0] - at))) found = point as Told // its value was looked at
  }
  return found
}
