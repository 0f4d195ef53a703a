import type { Indicator, SeriesView } from '#contract'
import { statusOf } from '../../parts/index.ts'

export interface MatrixRow {
  subject: SeriesView['subject']
  /** One per column; undefined where this subject does not measure it, which is not the same as silence. */
  cells: readonly (SeriesView | undefined)[]
  bad: number
  watch: number
  /** The cell that stands for the smallest part, where one stands for less than the whole. */
  least: SeriesView | undefined
}

export interface Table {
  columns: readonly Indicator[]
  /** Those that have at least one figure. */
  rows: readonly MatrixRow[]
  /** Reported nothing at all. */
  silent: readonly SeriesView['subject'][]
  /** Single cells that never reported, in rows that did. */
  holes: readonly SeriesView[]
}

export const isOff = ({ bad, watch }: MatrixRow): boolean => bad + watch > 0

/** One row per subject, one column per indicator, each in the order it first comes. */
export function tableOf(views: readonly SeriesView[], order: 'worst' | 'given'): Table {
  const columns = [...new Map(views.map(({ indicator }) => [indicator.id, indicator])).values()]
  const bySubject = new Map<string, SeriesView[]>()
  for (const view of views) bySubject.set(view.subject.id, [...(bySubject.get(view.subject.id) ?? []), view])
  const all = [...bySubject.values()].flatMap((own) => (own[0] === undefined ? [] : [rowOf(own[0].subject, own, columns)]))
  const rows = all.filter(({ cells }) => cells.some((cell) => cell?.value !== undefined))
  return {
    columns,
    rows: order === 'given' ? rows : rows.toSorted((a, b) => b.bad - a.bad || b.watch - a.watch || worseFirst(a.cells[0], b.cells[0]) || a.subject.short.localeCompare(b.subject.short, 'vi')),
    silent: all.filter((row) => !rows.includes(row)).map(({ subject }) => subject),
    holes: rows.flatMap(({ cells }) => cells.filter((cell) => cell !== undefined && cell.value === undefined)).filter((cell) => cell !== undefined),
  }
}

function rowOf(subject: SeriesView['subject'], own: readonly SeriesView[], columns: readonly Indicator[]): MatrixRow {
  const cells = columns.map(({ id }) => own.find(({ indicator }) => indicator.id === id))
  const statuses = cells.map((cell) => (cell === undefined ? 'unknown' : statusOf(cell)))
  return { subject, cells, bad: statuses.filter((status) => status === 'bad').length, watch: statuses.filter((status) => status === 'watch').length, least: leastOf(cells) }
}

function leastOf(cells: readonly (SeriesView | undefined)[]): SeriesView | undefined {
  const share = (view: SeriesView) => (view.coverage === undefined ? 1 : view.coverage.reported / view.coverage.expected)
  return cells.filter((cell) => cell !== undefined).filter((cell) => share(cell) < 1).toSorted((a, b) => share(a) - share(b))[0]
}

/** Among rows alike in their exceptions the first column decides; what has no figure there comes last. */
function worseFirst(a: SeriesView | undefined, b: SeriesView | undefined): number {
  const [left, right] = [a?.value, b?.value]
  if (typeof left !== 'number' || typeof right !== 'number') return Number(typeof left !== 'number') - Number(typeof right !== 'number')
  return a?.indicator.direction === 'lower' ? right - left : left - right
}
