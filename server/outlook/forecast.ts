import { LEAST_PAST } from '#contract'
import { quantile } from './quantile.ts'

/** What had been reached by the end of a day, in the span it is counted over. */
export interface Reached {
  span: string
  /** The span begins at nothing on this day. */
  first: string
  day: string
  value: number
}

export interface Foreseen {
  value: number
  low?: number
  high?: number
  perDay: number
  periods: number
  tried: number
}

/** Of so many last periods the pace is the mean. */
const LAST_PERIODS = 3
const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/**
 * Where the newest figure leads by `last`: straight on at the mean daily pace of its last periods. How far that goes wrong is taken from trying the
 * same rule at every earlier figure against every later one of its span: four in five of those errors, a day ahead, lay within the band.
 */
export function foresee(reached: readonly Reached[], last: string): Foreseen | undefined {
  const newest = reached.at(-1)
  const own = reached.filter(({ span }) => span === newest?.span)
  if (newest === undefined || own.length < 2) return undefined
  const perDay = paceAt(own, own.length - 1)
  const ahead = daysBetween(newest.day, last)
  const errors = errorsOf(reached).sort((a, b) => a - b)
  const told = { value: newest.value + perDay * ahead, perDay, periods: Math.min(LAST_PERIODS, own.length), tried: errors.length }
  if (errors.length < LEAST_PAST) return told
  // What was reached is not lost again: the band does not reach below it.
  const bound = (share: number) => Math.max(newest.value, told.value + quantile(errors, share) * ahead)
  return { ...told, low: Math.min(bound(0.1), told.value), high: Math.max(bound(0.9), told.value) }
}

function paceAt(own: readonly Reached[], i: number): number {
  const here = own[i]
  const before = own[i - LAST_PERIODS]
  if (here === undefined) return 0
  // A span begins at nothing on the eve of its first day.
  const [days, gained] = before === undefined ? [daysBetween(here.first, here.day) + 1, here.value] : [daysBetween(before.day, here.day), here.value - before.value]
  return days <= 0 ? 0 : gained / days
}

/** By how much a day ahead the rule was wrong, wherever it could have been tried. */
function errorsOf(reached: readonly Reached[]): number[] {
  const spans = new Map<string, Reached[]>()
  for (const one of reached) spans.set(one.span, [...(spans.get(one.span) ?? []), one])
  return [...spans.values()].flatMap((own) => own.flatMap((here, i) => (i === 0 ? [] : own.slice(i + 1).flatMap((later) => {
    const ahead = daysBetween(here.day, later.day)
    return ahead <= 0 ? [] : [(later.value - here.value - paceAt(own, i) * ahead) / ahead]
  }))))
}
