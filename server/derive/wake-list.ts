import type { SeriesName } from '#contract'

/** Who goes stale when, so that nothing is looked at before its time. */
export interface WakeList {
  add(series: SeriesName, at: number): void
  /** All whose time has come by now. */
  take(now: number): SeriesName[]
}

/** What goes stale within it is looked at together. */
const STEP_MS = 15_000

/** By steps and not one by one: a series renewed ten times a minute stands in a step once. */
export function createWakeList(): WakeList {
  const steps = new Map<number, Set<SeriesName>>()
  let earliest = Infinity
  return {
    add(series, at) {
      if (!Number.isFinite(at)) return
      const step = Math.floor(at / STEP_MS) + 1
      const all = steps.get(step)
      if (all === undefined) steps.set(step, new Set([series]))
      else all.add(series)
      earliest = Math.min(earliest, step)
    },
    take(now) {
      const until = now / STEP_MS
      if (until < earliest) return []
      const due: SeriesName[] = []
      earliest = Infinity
      for (const [step, all] of steps) {
        if (step > until) {
          earliest = Math.min(earliest, step)
          continue
        }
        for (const series of all) due.push(series)
        steps.delete(step)
      }
      return due
    },
  }
}
