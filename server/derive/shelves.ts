import { type SeriesName, seriesName, splitSeries } from '#contract'
import type { Ledger } from './ledger.ts'
import type { Role } from './plan-graph.ts'
import { openRow, refreshRows, type Row, type RowRules } from './row.ts'

/** The ledgers, each found by its name once and then from the others: a roll-up asks for hundreds at once, and looking for each would cost more than all the rest. */
export interface Shelves {
  /** What a figure is made of, of its own subject. */
  partsOf(ledger: Ledger, needs: readonly string[]): readonly Ledger[]
  /** The ledgers of one indicator in the order of these subjects, found once for each list. */
  row(indicator: string, subjects: readonly string[]): readonly Ledger[]
  /** What a figure is made of, of these communes, side by side as it stands now. */
  standingOf(ledger: Ledger, needs: readonly string[], communes: readonly string[]): readonly Row[]
  /** To be said of a ledger whose newest value is another, or counts no more or again. */
  changed(ledger: Ledger): void
  at(series: SeriesName): Ledger | undefined
  /** The ledger of a series, put there where there was none. */
  open(series: SeriesName, heldFrom: number): Ledger
  all(): Iterable<Ledger>
}

export function createShelves(roleOf: (indicator: string) => Role, rules: RowRules): Shelves {
  const bySeries = new Map<SeriesName, Ledger>()
  const rows: ByList<readonly Ledger[]> = new WeakMap()
  const standing: ByList<Row> = new WeakMap()

  function put(series: SeriesName, heldFrom: number): Ledger {
    const { indicator, subject } = splitSeries(series)
    const ledger: Ledger = { series, subject, role: roleOf(indicator), samples: [], places: [], heldFrom, isDelivered: false, parts: [], standing: [], users: undefined }
    bySeries.set(series, ledger)
    return ledger
  }
  const open = (series: SeriesName, heldFrom: number): Ledger => bySeries.get(series) ?? put(series, heldFrom)
  function row(indicator: string, subjects: readonly string[]): readonly Ledger[] {
    return within(rows, subjects, indicator, () => subjects.map((subject) => open(seriesName(indicator, subject), -Infinity))) // what was never heard lacks nothing
  }

  return {
    row, open,
    partsOf({ parts, subject }, needs) {
      const known = parts.find((one) => one.needs === needs)
      if (known !== undefined) return known.ledgers
      const ledgers = needs.map((id) => open(seriesName(id, subject), -Infinity))
      parts.push({ needs, ledgers })
      return ledgers
    },
    standingOf(ledger, needs, communes) {
      const known = ledger.standing.find((one) => one.needs === needs && one.communes === communes)
      if (known !== undefined) return known.rows
      const made = needs.map((id) => within(standing, communes, id, () => openRow(row(id, communes), rules)))
      ledger.standing.push({ needs, communes, rows: made })
      return made
    },
    changed: (ledger) => refreshRows(ledger, rules),
    at: (series) => bySeries.get(series),
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
