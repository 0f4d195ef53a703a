import type { SeriesView } from '#contract'
import type { UnitSquaresOptions } from './options.ts'

export interface CountRow {
  /** What is counted. */
  view: SeriesView & { value: number }
  /** The rate beside it. */
  rate: SeriesView | undefined
}

export interface Counted {
  rows: CountRow[]
  /** Nothing to count there, and said so: not the same as silence. */
  none: SeriesView[]
  silent: SeriesView[]
}

export function countedOf(views: readonly SeriesView[], { rate, order }: Pick<UnitSquaresOptions, 'rate' | 'order'>): Counted {
  const rates = new Map(views.filter(({ indicator }) => indicator.id === rate).map((view) => [view.subject.id, view]))
  const counts = views.filter(({ indicator }) => indicator.id !== rate)
  const told = counts.filter((view): view is CountRow['view'] => typeof view.value === 'number')
  const some = told.filter(({ value }) => value > 0)
  return {
    rows: (order === 'given' ? some : some.toSorted((a, b) => b.value - a.value)).map((view) => ({ view, rate: rates.get(view.subject.id) })),
    none: told.filter(({ value }) => value <= 0),
    silent: counts.filter(({ value }) => typeof value !== 'number'),
  }
}

/** Smaller ones can no longer be counted by eye; larger ones are blocks, not units. */
const LEAST_STEP = 34
const MOST_STEP = 64

export interface Packing {
  /** How many things one square stands for: 1 as long as the longest row has room. */
  each: number
  /** From one square to the next, in pixels. */
  step: number
  perLine: number
}

/** One packing for all rows, so that their lengths compare. */
export function packSquares(values: readonly number[], room: { width: number; height: number }, most: number): Packing {
  const longest = Math.max(1, ...values)
  const fits = (step: number) => Math.max(1, Math.floor(room.width / step)) * Math.max(1, Math.floor(room.height / step))
  const allowed = Math.min(most, fits(LEAST_STEP))
  const each = roundUp(longest / allowed)
  const needed = Math.ceil(longest / each)
  let step = MOST_STEP
  while (step > LEAST_STEP && fits(step) < needed) step -= 2
  return { each, step, perLine: Math.max(1, Math.floor(room.width / step)) }
}

/** 1, 2, 5, 10, 20, 50 … and never below one. */
function roundUp(value: number): number {
  if (value <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((times) => times * power >= value - 1e-9) ?? 10) * power
}

export interface Square { x: number; y: number; /** 1, or what is left over for the last one. */ share: number }

export function squaresOf(value: number, { each, step, perLine }: Packing): Square[] {
  const count = Math.ceil(value / each - 1e-9)
  return Array.from({ length: count }, (_, i) => ({ x: (i % perLine) * step, y: Math.floor(i / perLine) * step, share: Math.min(1, value / each - i) }))
}
