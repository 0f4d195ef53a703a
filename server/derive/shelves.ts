import { type SeriesName, splitSeries } from '#contract'
import type { Ledger } from './ledger.ts'

/** The ledgers by indicator and then by subject: a roll-up asks for hundreds at once, and joining two names for each would cost more than all the rest. */
export interface Shelves {
  of(indicator: string): ReadonlyMap<string, Ledger> | undefined
  /** The ledgers of one indicator in the order of these subjects, found once for each list. */
  row(indicator: string, subjects: readonly string[]): readonly Ledger[]
  at(series: SeriesName): Ledger | undefined
  /** The ledger of a series, put there where there was none. */
  open(series: SeriesName, isComplete: boolean): Ledger
  isDelivered(indicator: string, subject: string): boolean
  all(): Iterable<Ledger>
}

export function createShelves(): Shelves {
  const shelves = new Map<string, Map<string, Ledger>>()
  const at = (series: SeriesName): Ledger | undefined => {
    const { indicator, subject } = splitSeries(series)
    return shelves.get(indicator)?.get(subject)
  }
  const rows = new WeakMap<readonly string[], Map<string, readonly Ledger[]>>()
  function open(indicator: string, subject: string, isComplete: boolean): Ledger {
    const shelf = shelves.get(indicator) ?? new Map<string, Ledger>()
    shelves.set(indicator, shelf)
    const ledger = shelf.get(subject) ?? { samples: [], isComplete, isDelivered: false }
    shelf.set(subject, ledger)
    return ledger
  }

  return {
    row(indicator, subjects) {
      const known = rows.get(subjects) ?? new Map<string, readonly Ledger[]>()
      rows.set(subjects, known)
      const row = known.get(indicator) ?? subjects.map((subject) => open(indicator, subject, true)) // what was never heard lacks nothing
      known.set(indicator, row)
      return row
    },
    of: (indicator) => shelves.get(indicator),
    at,
    open(series, isComplete) {
      const { indicator, subject } = splitSeries(series)
      return open(indicator, subject, isComplete)
    },
    isDelivered: (indicator, subject) => shelves.get(indicator)?.get(subject)?.isDelivered === true,
    *all() {
      for (const shelf of shelves.values()) yield* shelf.values()
    },
  }
}
