/** Up to when a source's time is counted, and until when its last answer stands. */
export interface Watch {
  sinceAt: number
  coveredUntil: number
  everyMs: number
}

export interface Stretch {
  from: number
  to: number
}

/** A pass may come so much later than its rhythm. */
const SLACK = 1.5
/** No pass of a source for so long: it was not asked (it did not run here), and that is no fault of its own. */
const NOT_RUNNING_MS = 26 * 3_600_000
/** No pass of anybody for so long: we were away. */
const AWAY_MS = 180_000
const AWAY_TURNS = 3

export const standsUntil = (at: number, everyMs: number): number => at + everyMs * SLACK

export function beginWatch(at: number, everyMs: number, isAnswered: boolean): Watch {
  return { sinceAt: at, coveredUntil: isAnswered ? standsUntil(at, everyMs) : at, everyMs }
}

/** The time up to `to`: all that counts, and what of it no answer covered. What was planned does not count. */
export function spend({ sinceAt, coveredUntil }: Watch, to: number, planned: readonly Stretch[]): { all: Stretch[]; lost: Stretch[] } {
  if (to <= sinceAt || to - sinceAt > NOT_RUNNING_MS) return { all: [], lost: [] }
  return { all: without({ from: sinceAt, to }, planned), lost: without({ from: Math.max(sinceAt, coveredUntil), to }, planned) }
}

/** Were we away between two passes of anybody? */
export const wereAway = (before: number, now: number, rhythms: readonly number[]): boolean => now - before > Math.max(AWAY_MS, AWAY_TURNS * Math.min(...rhythms, AWAY_MS))

function without(whole: Stretch, planned: readonly Stretch[]): Stretch[] {
  let left = whole.to > whole.from ? [whole] : []
  for (const { from, to } of planned) {
    left = left.flatMap((one) => [{ from: one.from, to: Math.min(one.to, from) }, { from: Math.max(one.from, to), to: one.to }].filter((part) => part.to > part.from))
  }
  return left
}

export const HOUR_MS = 3_600_000
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

/** Milliseconds by hour. */
export function byHour(stretches: readonly Stretch[]): Map<number, number> {
  const hours = new Map<number, number>()
  for (const { from, to } of stretches) {
    for (let hour = hourOf(from); hour < to; hour += HOUR_MS) hours.set(hour, (hours.get(hour) ?? 0) + Math.min(to, hour + HOUR_MS) - Math.max(from, hour))
  }
  return hours
}
