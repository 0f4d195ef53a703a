import type { Finding } from '#contract'
import type { Learnt } from './learn.ts'
import type { Profile } from './profile.ts'

/** What one rule found: what a person reads, which samples wait, and what is not to be learnt from. */
export interface Found {
  finding: Omit<Finding, 'held'>
  /** Indexes of samples. */
  samples?: ReadonlySet<number>
  group?: string
  /** Subjects doubted until they say something else. */
  doubted?: readonly string[]
}

/** A rule knows one answer and what is usual; nothing else. */
export type Rule = (now: Profile, usual: Learnt) => Found[]

/** Samples read out of one place. */
export function samplesOf({ answer: { samples, origins, records }, readers }: Profile, key: string, isDoubtful: (value: number) => boolean): Set<number> {
  const held = new Set<number>()
  for (const [i, { series, value }] of samples.entries()) {
    const indicator = series.slice(0, series.indexOf('@'))
    if (!key.startsWith(`${indicator}#`) || typeof value !== 'number' || !isDoubtful(value)) continue
    if (readers.of(records[origins[i] ?? -1]).some((reader) => reader.key === key)) held.add(i)
  }
  return held
}
