import { asText, type Finding, type Text } from '#contract'
import type { Learnt } from './learn.ts'
import type { Profile } from './profile.ts'
import { cut } from './words.ts'

/** What one rule found: what a person reads, which samples wait, and what is not to be learnt from. */
export interface Found {
  finding: Omit<Finding, 'held'>
  /** What a person calls the place; the pointer where there is no name. */
  name?: Text
  /** Indexes of samples. */
  samples?: ReadonlySet<number>
  /** Keys of groups that are not learnt from. */
  groups?: readonly string[]
  /** Records it concerns, where no sample waits for it. */
  count?: number
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
const placed = ({ name, finding: { pointer = '', before, after } }: Found) => {
  const place = name ?? asText(pointer)
  const write = ({ vi, en }: Text): Text => ({ vi: cut(`${place.vi}: ${vi}`), en: cut(`${place.en}: ${en}`) })
  return { ...(before === undefined ? {} : { before: write(before) }), ...(after === undefined ? {} : { after: write(after) }) }
}

const MOST_ALONE = 3
const NAMED = 3

/** Where the same is wrong in many places, one finding says so: nobody reads twenty. */
export function condense(found: readonly Found[], { head, tail }: { head(count: number): Text; tail: Text }): Found[] {
  const [first] = found
  if (first === undefined || found.length <= MOST_ALONE) return [...found]
  const telling = found.toSorted((a, b) => (b.samples?.size ?? 0) - (a.samples?.size ?? 0))
  const named = (language: keyof Text, to: string) => telling.slice(0, NAMED).map(({ name, finding: { pointer, before, after } }) => `${name?.[language] ?? pointer ?? ''} (${before?.[language] ?? ''} ${to} ${after?.[language] ?? ''})`).join(', ')
  const begin = head(found.length)
  const most = telling[0] ?? first
  const { indicator: _indicator, ...finding } = most.finding
  return [{
    finding: { ...finding, ...placed(most), text: { vi: `${begin.vi}, như ${named('vi', 'thành')}. ${tail.vi}`, en: `${begin.en}, such as ${named('en', 'became')}. ${tail.en}` } },
    samples: new Set(found.flatMap(({ samples = [] }) => [...samples])),
    groups: found.flatMap(({ groups = [] }) => groups),
  }]
}
