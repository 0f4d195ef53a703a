import type { Finding } from '#contract'
import type { Learnt } from './learn.ts'
import type { Profile } from './profile.ts'

/** What one rule found: what a person reads, which samples wait, and what is not to be learnt from. */
export interface Found {
  finding: Omit<Finding, 'held'>
  /** Indexes of samples. */
  samples?: ReadonlySet<number>
  /** Keys of groups that are not learnt from. */
  groups?: readonly string[]
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

/** Beside others, a number needs its place. */
const placed = ({ pointer = '', before, after }: Found['finding']) => ({ ...(before === undefined ? {} : { before: `${pointer} = ${before}` }), ...(after === undefined ? {} : { after: `${pointer} = ${after}` }) })

const MOST_ALONE = 3
const NAMED = 3

/** Where the same is wrong in many places, one finding says so: nobody reads twenty. */
export function condense(found: readonly Found[], { head, tail }: { head(count: number): string; tail: string }): Found[] {
  const [first] = found
  if (first === undefined || found.length <= MOST_ALONE) return [...found]
  const telling = found.toSorted((a, b) => (b.samples?.size ?? 0) - (a.samples?.size ?? 0))
  const named = telling.slice(0, NAMED).map(({ finding: { pointer, before, after } }) => `${pointer ?? ''} (${before ?? ''} thành ${after ?? ''})`)
  const { indicator: _indicator, ...finding } = telling[0]?.finding ?? first.finding
  return [{
    finding: { ...finding, ...placed(finding), text: `${head(found.length)}, như ${named.join(', ')}. ${tail}` },
    samples: new Set(found.flatMap(({ samples = [] }) => [...samples])),
    groups: found.flatMap(({ groups = [] }) => groups),
  }]
}
