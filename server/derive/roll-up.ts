import type { Coverage } from '#contract'
import type { RollUp } from './plan-roll-ups.ts'

/** What is known of one series, as long as it is not stale. */
export interface Input {
  value: number
  at: number
  /** It stands for some of the commune's own parts only: schools, cameras. */
  isPart?: boolean
}

export interface RolledUp {
  value: number
  /** The oldest of what went in: the due rule then gives the sum the verdict of its worst part. */
  at: number
  coverage: Coverage
}

/**
 * One figure from those of the communes. Who has not reported is missing, never 0; who reported without a divisor (no document, no
 * rate) has reported and weighs nothing; who told a part of its own goes into the sum and does not count as one that has reported.
 * Undefined when nobody reported, or when all divisors are 0.
 */
export function rollUp(plan: RollUp, communes: readonly string[], inputOf: (indicator: string, commune: string) => Input | undefined): RolledUp | undefined {
  let [over, under, taken, reported, oldest] = [0, 0, 0, 0, Infinity]
  for (const commune of communes) {
    const first = inputOf(plan.kind === 'sum' ? plan.indicator.id : plan.over, commune)
    const second = plan.kind === 'sum' ? first : inputOf(plan.under, commune)
    if (first === undefined || second === undefined) continue
    taken += 1
    if (first.isPart !== true && second.isPart !== true) reported += 1
    over += first.value
    under += second.value
    oldest = Math.min(oldest, first.at, second.at)
  }
  if (taken === 0 || (plan.kind === 'weighted' && under === 0)) return undefined
  const value = plan.kind === 'sum' ? over : (plan.scale * over) / under
  return { value: rounded(value, plan.indicator.decimals), at: oldest, coverage: { reported, expected: communes.length } }
}

/** Two places more than is drawn: sums of decimals must not end in 0,30000000000000004. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals + 2))
