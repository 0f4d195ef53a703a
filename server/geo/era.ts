import type { Locality } from '#contract'
import type { Wanted } from './match-shapes.ts'

export interface Era {
  wanted: Wanted[]
  /** The last day on which all of them stood; undefined where they still do. */
  lastDay: string | undefined
}

/** Localities of one level on a day. */
export const localitiesOn = <One extends Pick<Locality, 'level' | 'validFrom' | 'validTo'>>(all: readonly One[], { day, level }: { day: string; level: Locality['level'] }): One[] =>
  all.filter((one) => one.level === level && (one.validFrom ?? day) <= day && day <= (one.validTo ?? day))

/** What an official file of a day must have, and until when it then holds. */
export function eraOf(all: readonly Locality[], asked: { day: string; level: Locality['level'] }): Era {
  const standing = localitiesOn(all, asked)
  return { wanted: standing.map(({ code, name }) => ({ code, name: name.vi })), lastDay: standing.flatMap(({ validTo }) => validTo ?? []).sort()[0] }
}
