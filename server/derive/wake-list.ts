import type { SeriesName } from '#contract'

/** Who goes stale when, so that nothing is looked at before its time. */
export interface WakeList {
  add(series: SeriesName, at: number): void
  /** All whose time has come by now; some may have been put on again for later. */
  take(now: number): SeriesName[]
}

/** What goes stale within it is looked at together. */
const STEP_MS = 15_000

/** By steps and not one by one: a series renewed ten times a minute stands in a step once. */
export function createWakeList(): WakeList {
  const steps = new Map<number, Set<SeriesName>>()
  /** The steps in their order; a new one is nearly always the last. */
  const order: number[] = []

  function open(step: number): Set<SeriesName> {
    const made = new Set<SeriesName>()
    steps.set(step, made)
    let index = order.length
    while (index > 0 && (order[index - 1] ?? 0) > step) index -= 1
    order.splice(index, 0, step)
    return made
  }

  return {
    add(series, at) {
      if (!Number.isFinite(at)) return
      const step = Math.floor(at / STEP_MS) + 1
      const all = steps.get(step) ?? open(step)
      all.add(series)
    },
    take(now) {
      const due: SeriesName[] = []
      while ((order[0] ?? Infinity) <= now / STEP_MS) {
        const step = order.shift() ?? 0
        for (const series of steps.get(step) ?? []) due.push(series)
        steps.delete(step)
      }
      return due
    },
  }
}
