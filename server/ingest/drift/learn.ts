import * as z from 'zod'
import type { Profile } from './profile.ts'

/** A source is only watched until so many of its answers were good. */
export const LEARNT_AFTER = 3
export const KEPT_PASSES = 20
const MOST_SUBJECTS = 500
/** Who has said nothing for so long is not missed any more: communes merge. */
const MISSED_FOR_MS = 7 * 86_400_000
const SUM_EVERY_MS = 3_600_000
const KEPT_SUMS = 24

/** What a source's answers usually look like; small, and lost without harm: it is learnt again. */
export const Learnt = z.object({
  v: z.literal(1),
  passes: z.int(),
  rows: z.array(z.number()),
  /** Subjects that reported, per pass. */
  counts: z.array(z.number()),
  /** [places with another number than zero, newest `at`, when it was seen] */
  subjects: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])),
  /** `missed` passes without it since it was last there; `gaps`: how often it was away and came back. */
  groups: z.record(z.string(), z.object({ pointer: z.string(), medians: z.array(z.number()), top: z.number(), decimals: z.number(), texts: z.number(), missed: z.number(), gaps: z.number() })),
  /** Every field ever seen; `share` of the records that held it at the least, `absent` passes since. */
  fields: z.record(z.string(), z.object({ share: z.number(), absent: z.number(), example: z.string() })),
  duplicates: z.number(),
  /** [sum, newest `at`, when it was last seen] */
  sums: z.array(z.tuple([z.string(), z.number(), z.number()])),
  /** Subjects whose zeros are doubted until they report something else. */
  doubted: z.array(z.string()),
})
export type Learnt = z.infer<typeof Learnt>

export const NOTHING_LEARNT: Learnt = { v: 1, passes: 0, rows: [], counts: [], subjects: {}, groups: {}, fields: {}, duplicates: 0, sums: [], doubted: [] }

/** What a judged answer leaves out of what is learnt from it. */
export interface Doubts {
  /** Keys of groups with a doubtful unit. */
  groups: ReadonlySet<string>
  subjects: ReadonlySet<string>
  /** Indexes of samples that are held. */
  samples: ReadonlySet<number>
  isPartial: boolean
}

/** One good answer more. What was doubted of it teaches nothing. */
export function learn(before: Learnt, profile: Profile, doubts: Doubts): Learnt {
  const { answer: { receivedAt } } = profile
  return {
    v: 1,
    passes: before.passes + 1,
    rows: last(before.rows, profile.rows),
    counts: doubts.isPartial ? before.counts : last(before.counts, profile.subjects.size),
    subjects: learnSubjects(before, profile, doubts),
    groups: learnGroups(before, profile, doubts),
    fields: learnFields(before, profile, doubts),
    duplicates: Math.max(before.duplicates, before.passes < LEARNT_AFTER ? profile.duplicates.count : 0),
    sums: learnSum(before.sums, profile, receivedAt),
    doubted: [...doubts.subjects].slice(0, MOST_SUBJECTS),
  }
}

/** Somebody answers for it: from now on this is what is usual. */
export function relearn(before: Learnt, profile: Profile): Learnt {
  const fresh = learn({ ...NOTHING_LEARNT, sums: before.sums }, profile, { groups: new Set(), subjects: new Set(), samples: new Set(), isPartial: false })
  return { ...fresh, passes: Math.max(before.passes, LEARNT_AFTER), duplicates: profile.duplicates.count }
}

const last = (kept: readonly number[], one: number): number[] => [...kept, one].slice(-KEPT_PASSES)

function learnSubjects({ subjects }: Learnt, { subjects: seen, answer: { receivedAt } }: Profile, doubts: Doubts): Learnt['subjects'] {
  const kept = Object.entries(subjects).filter(([id, [, , seenAt]]) => !(seen.has(id) && !doubts.subjects.has(id)) && receivedAt - seenAt < MISSED_FOR_MS)
  const now = [...seen].filter(([id]) => !doubts.subjects.has(id)).map(([id, { nonzero, at }]): [string, Learnt['subjects'][string]] => [id, [nonzero, at, receivedAt]])
  return Object.fromEntries([...now, ...kept].slice(0, MOST_SUBJECTS))
}

function learnGroups({ groups }: Learnt, { groups: now }: Profile, doubts: Doubts): Learnt['groups'] {
  const learnt = Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, now.has(key) ? group : { ...group, missed: group.missed + 1 }]))
  for (const [key, { pointer, median, top, decimals, texts }] of now) {
    if (doubts.groups.has(key)) continue
    const known = learnt[key] ?? { medians: [], top: 0, decimals: 0, texts: 0, missed: 0, gaps: 0 }
    learnt[key] = {
      pointer, missed: 0, gaps: known.gaps + (known.missed > 0 ? 1 : 0),
      medians: median === undefined ? known.medians : last(known.medians, Number(median.toPrecision(7))),
      top: Math.max(top, known.top), decimals: Math.max(decimals, known.decimals), texts: known.medians.length < LEARNT_AFTER ? Math.max(texts, known.texts) : known.texts,
    }
  }
  return learnt
}

function learnFields({ fields }: Learnt, { fields: now, looked }: Profile, doubts: Doubts): Learnt['fields'] {
  if (looked === 0) return fields
  const learnt: Learnt['fields'] = {}
  for (const [pointer, known] of Object.entries(fields)) {
    const found = now.get(pointer)
    if (found !== undefined) learnt[pointer] = { share: Math.min(known.share, found.count / looked), absent: 0, example: doubts.groups.size > 0 ? known.example : found.example }
    else if (known.absent < KEPT_PASSES) learnt[pointer] = { ...known, absent: known.absent + 1 }
  }
  for (const [pointer, { count, example }] of now) learnt[pointer] ??= { share: count / looked, absent: 0, example }
  return learnt
}

/** A few a day are enough to know yesterday's file again, and the one before it. */
function learnSum(sums: Learnt['sums'], { sum, newestAt }: Profile, now: number): Learnt['sums'] {
  const newest = sums.at(-1)
  if (newestAt === undefined) return sums
  if (newest?.[0] === sum) return [...sums.slice(0, -1), [sum, newestAt, now]]
  if (newest !== undefined && now - newest[2] < SUM_EVERY_MS) return sums
  return [...sums, [sum, newestAt, now] satisfies Learnt['sums'][number]].slice(-KEPT_SUMS)
}

