import * as z from 'zod'

/** How old a value is by its due rule. `lost` is known only to a screen: its own connection is cut. */
export const Freshness = z.enum(['live', 'late', 'stale', 'lost', 'never'])
export type Freshness = z.infer<typeof Freshness>

const ORDER: Record<Freshness, number> = { live: 0, late: 1, stale: 2, lost: 3, never: 4 }

/** The worst of several; an aggregate of nothing was never reported. */
export function worstFreshness(all: Iterable<Freshness>): Freshness {
  let worst: Freshness | undefined
  for (const one of all) if (worst === undefined || ORDER[one] > ORDER[worst]) worst = one
  return worst ?? 'never'
}

/** Until when a value counts as live and as late, epoch ms; what follows from a due rule and the value's own time. */
export const Due = z.object({ liveUntil: z.number(), lateUntil: z.number() })
export type Due = z.infer<typeof Due>

/** The verdict at one moment of the server's clock. */
export function freshnessAt(due: Due, now: number): Freshness {
  if (now <= due.liveUntil) return 'live'
  return now <= due.lateUntil ? 'late' : 'stale'
}
