import { type SeriesName, seriesName, splitSeries } from '#contract'
import type { Ledger } from './ledger.ts'
import type { Role } from './plan-graph.ts'
import { openRow, refreshRows, type Row, type RowRules } from './row.ts'

/** The ledgers by indicator and then by subject: a roll-up asks for hundreds at once, and joining two names for each would cost more than all the rest. */
export interface Shelves {
  of(indicator: string): ReadonlyMap<string, Ledger> | undefined
  /** The ledgers of one indicator in the order of these subjects, found once for each list. */
  row(indicator: string, subjects: readonly string[]): readonly Ledger[]
  /** Likewise, side by side as they stand now. */
  standing(indicator: string, subjects: readonly string[]): Row
  /** To be said of a ledger whose newest value is another, or counts no more or again. */
  changed(ledger: Ledger): void
  at(series: SeriesName): Ledger | undefined
  /** The ledger of a series, put there where there was none. */
  open(series: SeriesName, isComplete: boolean): Ledger
  isDelivered(indicator: string, subject: string): boolean
  all(): Iterable<Ledger>
}

export function createShelves(roleOf: (indicator: string) => Role, rules: RowRules): Shelves {
  const shelves = new Map<string, Map<string, Ledger>>()
  /** By the whole name too: each value asks by it, and to cut it costs more than to find it. */
  const bySeries = new Map<SeriesName, Ledger>()
  const rows: ByList<readonly Ledger[]> = new WeakMap()
  const standing: ByList<Row> = new WeakMap()

  function put(series: SeriesName, isComplete: boolean): Ledger {
    const { indicator, subject } = splitSeries(series)
    const ledger: Ledger = { series, subject, role: roleOf(indicator), samples: [], places: [], isComplete, isDelivered: false }
    const shelf = shelves.get(indicator) ?? new Map<string, Ledger>()
    shelves.set(indicator, shelf)
    shelf.set(subject, ledger)
    bySeries.set(series, ledger)
    return ledger
  }
  const open = (series: SeriesName, isComplete: boolean): Ledger => bySeries.get(series) ?? put(series, isComplete)
  function row(indicator: string, subjects: readonly string[]): readonly Ledger[] {
    return within(rows, subjects, indicator, () => subjects.map((subject) => open(seriesName(indicator, subject), true))) // what was never heard lacks nothing
  }

  return {
    row, open,
    standing: (indicator, subjects) => within(standing, subjects, indicator, () => openRow(row(indicator, subjects), rules)),
    changed: (ledger) => refreshRows(ledger, rules),
    of: (indicator) => shelves.get(indicator),
    at: (series) => bySeries.get(series),
    isDelivered: (indicator, subject) => shelves.get(indicator)?.get(subject)?.isDelivered === true,
    all: () => bySeries.values(),
  }
}

type ByList<T> = WeakMap<readonly string[], Map<string, T>>

function within<T>(all: ByList<T>, subjects: readonly string[], indicator: string, make: () => T): T {
  let known = all.get(subjects)
  if (known === undefined) all.set(subjects, (known = new Map<string, T>()))
  let found = known.get(indicator)
  if (found === undefined) known.set(indicator, (found = make()))
  return found
}
