import type { Locality, MapQuery } from '#contract'

export interface Era {
  level: MapQuery['level']
  /** `2025-06-30`; empty for today. */
  day: string
}

/** The areas of a level that stand on a day, and the last day on which all of them do; undefined where they still stand. */
export function standingOn(all: readonly Locality[], { level, day }: Era, today: string): { standing: Locality[]; lastDay: string | undefined } {
  const on = day === '' ? today : day
  const standing = all.filter((one) => one.level === level && (one.validFrom ?? on) <= on && on <= (one.validTo ?? on))
  return { standing, lastDay: standing.flatMap(({ validTo }) => validTo ?? []).toSorted()[0] }
}
