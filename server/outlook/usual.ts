import { LEAST_PAST } from '#contract'
import { quantile } from './quantile.ts'

/** A moment and by what it is like others: `key` the same hour of a day of the same kind, or the same month. */
export interface Slot {
  at: number
  /** Its local day, or of a period its year: only what lies before counts as past. */
  day: string
  key: string
}

export interface Told extends Slot {
  value: number
}

export interface UsualAt {
  at: number
  low: number
  middle: number
  high: number
}

const LOW = 0.1
const HIGH = 0.9

/** What each slot usually brings, from slots of its kind on earlier days but no more than `reach` days before; where there are too few, nothing. */
export function usualAt(slots: readonly Slot[], told: readonly Told[], reachDays: number): { points: UsualAt[]; most: number } {
  const byKey = new Map<string, Told[]>()
  for (const one of told) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  let most = 0
  const points = slots.flatMap(({ at, day, key }): UsualAt[] => {
    const first = daysBefore(day, reachDays)
    const values = (byKey.get(key) ?? []).filter((one) => one.day < day && one.day >= first).map(({ value }) => value).sort((a, b) => a - b)
    most = Math.max(most, values.length)
    return values.length < LEAST_PAST ? [] : [{ at, low: quantile(values, LOW), middle: quantile(values, 0.5), high: quantile(values, HIGH) }]
  })
  return { points, most }
}

const daysBefore = (day: string, days: number): string => (days === Infinity ? '' : new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10))
