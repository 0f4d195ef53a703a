import type { Point, SeriesView } from '#contract'

/**
 * How much the value has changed since `backMs` ago, from its own trail; undefined where the trail does not reach back. The
 * base may lie up to an eighth of the span away from the wanted moment: a comparison with "yesterday" must not use this morning.
 */
export function deltaOf(view: SeriesView, backMs: number): number | undefined {
  if (typeof view.value !== 'number' || view.at === undefined) return undefined
  const wanted = view.at - backMs
  const base = nearest(view.trail ?? [], wanted)
  if (base === undefined || Math.abs(base[0] - wanted) > backMs / 8) return undefined
  return view.value - base[1]
}

function nearest(trail: readonly Point[], at: number): readonly [number, number] | undefined {
  let found: readonly [number, number] | undefined
  for (const [when, value] of trail) {
    if (value !== null && (found === undefined || Math.abs(when - at) < Math.abs(found[0] - at))) found = [when, value]
  }
  return found
}
