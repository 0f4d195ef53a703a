import type { SeriesView } from '#contract'

/** Stale and cut-off values are dimmed; stale ones are hatched too, so that they differ without colour. */
export function oldClass(view: SeriesView): string {
  if (view.freshness === 'stale') return ' is-old is-hatched'
  return view.freshness === 'lost' || view.freshness === 'never' ? ' is-old' : ''
}
