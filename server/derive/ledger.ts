import { compareMoments, type KeptSample, comparePeriods, containsPeriod, type SeriesName } from '#contract'
import type { Plan, Role } from './plan-graph.ts'
import type { Placed, Row } from './row.ts'

/** What one series told, oldest first: as much of it as late corrections and means over hours need. */
export interface Ledger extends Placed {
  series: SeriesName
  subject: string
  role: Role
  /** What this figure is made of, and what is made of it: each found once, by looking for names, and then followed. */
  parts: { needs: readonly string[]; ledgers: readonly Ledger[] }[]
  standing: { needs: readonly string[]; communes: readonly string[]; rows: readonly Row[] }[]
  users: readonly User[] | undefined
  /** Nothing that was true from then on is missing from it; of what came before, something may be. */
  heldFrom: number
  /** Somebody else than us told it: theirs stand, ours are not published beside them. */
  isDelivered: boolean
}

/** One figure that is made of a series, and what else it is made of. */
export interface User {
  plan: Plan
  ledger: Ledger
  needs: readonly string[]
}

/** A bus remembers sixteen; half of it is an hour of a source that comes every ten minutes. */
const KEPT = 8
const KEPT_PERIODS = 24
/** A series of one value in ten seconds does not fill more for a mean over hours. */
const MOST_KEPT = 10_000

/** Puts a value in its place, one of the same moment and period is corrected, and says whether it is the newest. */
export function keepSample(ledger: Ledger, sample: KeptSample): boolean {
  const { samples } = ledger
  let index = samples.length
  while (index > 0 && compareMoments(at(samples, index - 1), sample) > 0) index -= 1
  const isSame = index > 0 && compareMoments(at(samples, index - 1), sample) === 0
  if (isSame) samples[index - 1] = sample
  else samples.splice(index, 0, sample)
  const isNewest = samples.at(-1) === sample
  trim(ledger)
  return isNewest
}

function trim(ledger: Ledger): void {
  const { samples, role: { hoursMs } } = ledger
  const newest = at(samples, samples.length - 1)
  const count = newest.period === undefined ? KEPT : KEPT_PERIODS
  let dropped = 0
  while (samples.length - dropped > count && (samples.length - dropped > MOST_KEPT || at(samples, dropped + 1).at < newest.at - hoursMs)) dropped += 1
  if (dropped === 0) return
  samples.splice(0, dropped)
  ledger.heldFrom = Math.max(ledger.heldFrom, at(samples, 0).at)
}

const at = (samples: readonly KeptSample[], index: number): KeptSample => samples[index] as KeptSample // indexes are within

export type Picked = KeptSample | 'missing' | 'forgotten'

/** What was true last at a moment; with a period, of those that are of it, of a longer one that holds it, or of none. */
export function pickSample(ledger: Ledger | undefined, asOf: number, period?: string): Picked {
  if (ledger === undefined || ledger.samples.length === 0) return 'missing'
  if (asOf === Infinity && period === undefined) return at(ledger.samples, ledger.samples.length - 1)
  for (let index = ledger.samples.length - 1; index >= 0; index -= 1) {
    const sample = at(ledger.samples, index)
    if (sample.at <= asOf && (period === undefined || sample.period === undefined || containsPeriod(sample.period, period))) return sample
  }
  if (ledger.heldFrom === -Infinity) return 'missing'
  const newest = ledger.samples.at(-1)?.period
  // What was dropped is older than what is held: of a newer period nothing can have been dropped.
  return period !== undefined && newest !== undefined && period > newest ? 'missing' : 'forgotten'
}

/** The period to compute for: the shortest, and of those the newest. */
export function leadingPeriod(picked: readonly Picked[]): string | undefined {
  let leading: string | undefined
  for (const one of picked) {
    if (typeof one === 'string' || one.period === undefined || one.period === leading) continue
    if (leading === undefined || comparePeriods(one.period, leading) < 0) leading = one.period
  }
  return leading
}
