import type { Beat } from '#contract'

export const HALF_HOUR_MS = 1_800_000
export const BEATS = 48

/** Good passes per half hour of one source, as the bus counts them. */
export interface Passes {
  counts: ReadonlyMap<number, number>
  /** The first half hour in which we knew the source; undefined before. */
  firstSeen: number | undefined
  lastGoodAt: number | undefined
  /** Its rhythm; undefined for a source that sends when it likes and so promises nothing. */
  everyMs: number | undefined
  /** Announced beforehand. */
  pauses?: readonly { from: number; until: number }[] | undefined
}

/** The last 48 half hours, oldest first, the current one last. */
export function beatsOf(passes: Passes, now: number): Beat[] {
  const current = Math.floor(now / HALF_HOUR_MS)
  return Array.from({ length: BEATS }, (_, index) => excused(beatOf(passes, current - BEATS + 1 + index, now), current - BEATS + 1 + index, passes.pauses))
}

/** What fell into an announced pause was neither missed nor late. */
function excused(beat: Beat, half: number, pauses: Passes['pauses'] = []): Beat {
  if (beat !== 'missing' && beat !== 'late') return beat
  const startsAt = half * HALF_HOUR_MS
  return pauses.some(({ from, until }) => from < startsAt + HALF_HOUR_MS && until > startsAt) ? 'paused' : beat
}

function beatOf(passes: Passes, half: number, now: number): Beat {
  const { counts, firstSeen, everyMs } = passes
  if (firstSeen === undefined || half < firstSeen) return 'none'
  const count = counts.get(half) ?? 0
  if (everyMs === undefined) return count > 0 ? 'on-time' : 'none'
  const startsAt = half * HALF_HOUR_MS
  const endsAt = Math.min(startsAt + HALF_HOUR_MS, now)
  // A source seen for the first time in the middle of this half hour promised nothing before.
  if (count > 0) return half > firstSeen && count < (endsAt - startsAt) / everyMs / 2 ? 'late' : 'on-time'
  return lastPassBefore(passes, half) >= endsAt - graceful(everyMs) ? 'on-time' : 'missing'
}

/** The latest moment at which a pass before this half hour may have ended; half hours are all we know of older ones. */
function lastPassBefore({ counts, lastGoodAt }: Passes, half: number): number {
  if (lastGoodAt !== undefined && lastGoodAt < half * HALF_HOUR_MS) return lastGoodAt
  const earlier = [...counts.keys()].filter((key) => key < half)
  return earlier.length === 0 ? -Infinity : (Math.max(...earlier) + 1) * HALF_HOUR_MS
}

/** A rhythm with the same allowance as a value's interval rule: the larger of 2 s and 20 %. */
export const graceful = (everyMs: number): number => everyMs + Math.max(2_000, everyMs * 0.2)
