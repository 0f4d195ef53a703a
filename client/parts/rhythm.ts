import type { Beat } from '#contract'
import type { Say } from '../locale/index.ts'

/** How many half hours of a heartbeat were of each kind. */
export function countBeats(beats: readonly Beat[]): Record<Beat, number> {
  const counts: Record<Beat, number> = { 'on-time': 0, late: 0, missing: 0, paused: 0, none: 0 }
  for (const beat of beats) counts[beat] += 1
  return counts
}

/** `5 phút`, `30 giây`: the rhythm of a source in its largest whole unit. */
export function everyText(ms: number, say: Say): string {
  const [unit, one] = ms % 86_400_000 === 0 ? ['day', 86_400_000] as const : ms % 3_600_000 === 0 ? ['hour', 3_600_000] as const : ms % 60_000 === 0 ? ['minute', 60_000] as const : ['second', 1_000] as const
  return say(`age.${unit}`, { n: ms / one })
}
