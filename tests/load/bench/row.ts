import { median } from './statistics.ts'

/** What must hold: of the ratio to the floor, or of the figure itself. */
export interface Goal {
  of: 'ratio' | 'figure'
  atMost?: number
  atLeast?: number
  /** Reached as well when the figure itself is at most this, whatever the ratio. */
  orFigureAtMost?: number
}

/** One line of the table: what was measured in each round, of us and of the floor beside it. */
export interface Row {
  what: string
  unit: string
  ours: readonly number[]
  floor?: readonly number[]
  goal?: Goal
  note?: string
}

export type Verdict = 'hit' | 'miss' | ''

/** Round by round: both halves of a round met the same weather. */
export const ratiosOf = ({ ours, floor = [] }: Row): number[] => ours.flatMap((own, i) => (floor[i] === undefined ? [] : [own / floor[i]]))

export function verdictOf(row: Row): Verdict {
  const { goal } = row
  if (goal === undefined) return ''
  const figure = median(row.ours)
  const judged = goal.of === 'ratio' ? median(ratiosOf(row)) : figure
  const isReached = judged <= (goal.atMost ?? Infinity) && judged >= (goal.atLeast ?? -Infinity)
  return isReached || figure <= (goal.orFigureAtMost ?? -Infinity) ? 'hit' : 'miss'
}

export const COLUMNS = ['what', 'unit', 'ours (min to max)', 'floor (min to max)', 'ratio (min to max)', 'goal', '', 'note']

export function cellsOf(row: Row): string[] {
  return [row.what, row.unit, spread(row.ours), spread(row.floor ?? []), spread(ratiosOf(row)), goalText(row), verdictOf(row).toUpperCase(), row.note ?? '']
}

function goalText({ goal, unit }: Row): string {
  if (goal === undefined) return ''
  const suffix = goal.of === 'ratio' ? ' x' : ` ${unit}`
  const parts = [
    ...(goal.atMost === undefined ? [] : [`at most ${goal.atMost}${suffix}`]),
    ...(goal.atLeast === undefined ? [] : [`at least ${goal.atLeast}${suffix}`]),
    ...(goal.orFigureAtMost === undefined ? [] : [`or at most ${goal.orFigureAtMost} ${unit}`]),
  ]
  return parts.join(' ')
}

function spread(all: readonly number[]): string {
  if (all.length === 0) return ''
  const middle = short(median(all))
  return all.length === 1 ? middle : `${middle} (${short(Math.min(...all))} to ${short(Math.max(...all))})`
}

/** Three figures that count, and no more digits than that. */
const short = (value: number): string => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString())
