import type { KeptSample } from '#contract'

/** What a row shows of a series: where it stands in rows, so that they follow it. */
export interface Placed {
  samples: KeptSample[]
  places: { row: Row; place: number }[]
}

/**
 * One indicator of many subjects side by side, as it stands: a whole is summed from it without looking at each figure, for these lie all over
 * the memory, and to fetch hundreds of them cost more than all the rest (measured: twice as much in 50,000 series as in 1,000).
 */
export interface Row {
  newest: (KeptSample | undefined)[]
  /** NaN where nothing counts. */
  values: Float64Array
  ats: Float64Array
  flags: Uint8Array
  /** How many are told for a period or carry a state: these are looked at one by one. */
  odd: number
}

export const SUSPECT = 1
export const SIMULATED = 2
export const PART = 4
const ODD = 8

export interface RowRules {
  isSimulated(source: string): boolean
  /** Was it computed once and cannot be now? */
  isRefused(sample: KeptSample): boolean
}

/** Stands for some of its own parts only: schools, cameras. It goes into a sum, and does not count as one that has reported. */
export const isPart = ({ coverage }: KeptSample): boolean => coverage !== undefined && coverage.reported < coverage.expected

/** From now on every change of these ledgers is seen in the row too. */
export function openRow(ledgers: readonly Placed[], rules: RowRules): Row {
  const row: Row = {
    newest: ledgers.map(() => undefined), values: new Float64Array(ledgers.length), ats: new Float64Array(ledgers.length), flags: new Uint8Array(ledgers.length), odd: 0,
  }
  for (const [place, ledger] of ledgers.entries()) {
    ledger.places.push({ row, place })
    write(row, place, { ledger, rules })
  }
  return row
}

/** After whatever changed the newest value of a ledger, or whether it counts. */
export function refreshRows(ledger: Placed, rules: RowRules): void {
  for (const { row, place } of ledger.places) write(row, place, { ledger, rules })
}

function write(row: Row, place: number, { ledger, rules }: { ledger: Placed; rules: RowRules }): void {
  const last = ledger.samples.at(-1)
  const counted = last === undefined || rules.isRefused(last) ? undefined : last
  const flags = counted === undefined ? 0 : flagsOf(counted, rules)
  row.odd += (flags >= ODD ? 1 : 0) - ((row.flags[place] ?? 0) >= ODD ? 1 : 0)
  row.newest[place] = counted
  row.values[place] = counted === undefined ? NaN : (counted.value as number) // words are not kept
  row.ats[place] = counted?.at ?? NaN
  row.flags[place] = flags
}

const flagsOf = (sample: KeptSample, { isSimulated }: RowRules): number =>
  (sample.quality === 'suspect' ? SUSPECT : 0) + (isSimulated(sample.source) ? SIMULATED : 0) + (isPart(sample) ? PART : 0) + (sample.period !== undefined || sample.state !== undefined ? ODD : 0)
