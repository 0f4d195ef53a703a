import type { Finding, Reject, Run, SourceId } from '#contract'
import type { NormaliseContext } from '#kit'
import type { Batch } from '../bus/bus.ts'
import type { ConfiguredSource } from './configure.ts'
import { type Extent, judge, type Verdict } from './drift/judge.ts'
import { learn } from './drift/learn.ts'
import { type Profile, profileOf, type ReadAnswer } from './drift/profile.ts'
import type { Shape } from './drift/shape.ts'
import type { Memory, Quarantine } from './quarantine.ts'
import { addLosses, briefFindings } from './scores/tally.ts'

/** An answer read with today's mapping. */
export interface Reading {
  records: readonly unknown[]
  samples: Batch['samples']
  origins: readonly number[]
  rejects: readonly Reject[]
  context: NormaliseContext
}

/** An answer next to what is usual for its source. */
export interface Watched {
  profile: Profile
  verdict: Verdict
  memory: Memory
}

export async function watch(source: ConfiguredSource, reading: Reading, quarantine: Quarantine): Promise<Watched> {
  return compare(source, reading, await quarantine.memory(source.info.id))
}

export function compare(source: ConfiguredSource, reading: Reading, memory: Memory): Watched {
  const profile = profileOf(asAnswer(source, reading))
  return { profile, memory, verdict: judge(profile, memory.learnt, extentOf(source, reading)) }
}

/** Fewer records than these are single messages. */
const BATCH = 5

export function extentOf({ driver }: ConfiguredSource, { records }: Pick<Reading, 'records'>): Extent {
  if (driver.kind === 'poll') return 'whole'
  if (driver.kind === 'listen') return 'few'
  if (driver.handIn !== undefined) return driver.handIn.way === 'file' ? 'handed' : 'few'
  return records.length >= BATCH ? 'batch' : 'few'
}

export function asAnswer(source: ConfiguredSource, { records, samples, origins, rejects, context }: Reading): ReadAnswer {
  const { receivedAt, timeZone, indicators } = context
  return {
    system: source.system, overrides: source.settings.readings, timeZone, indicators, receivedAt, origins, rejects,
    records, samples,
  }
}

type Facts = Pick<Run, 'accepted' | 'rejected' | 'rejects' | 'newestAt' | 'error' | 'unchanged' | 'raw' | 'held' | 'tally' | 'findings'>

/** What counts of an answer: nothing of one that is held, and of another what is not doubtful. */
export function sift(read: Facts, samples: Batch['samples'], { findings, isHeld, doubts, losses }: Verdict): { facts: Facts; samples: Batch['samples'] } {
  const facts: Facts = { ...read, ...briefFindings(findings), ...(read.tally === undefined ? {} : { tally: addLosses(read.tally, losses) }) }
  const [first] = findings.filter(({ severity }) => severity === 'hold-answer')
  if (isHeld && first !== undefined) {
    const { newestAt: _newestAt, ...rest } = facts
    return { facts: { ...rest, accepted: 0, held: samples.length, error: { kind: 'drift', message: first.text } }, samples: [] }
  }
  if (doubts.samples.size === 0) return { facts, samples }
  const good = samples.filter((_, i) => !doubts.samples.has(i))
  const newestAt = good.reduce<number | undefined>((newest, { at }) => Math.max(newest ?? at, at), undefined)
  const { newestAt: _newestAt, ...rest } = facts
  return { facts: { ...rest, accepted: good.length, held: doubts.samples.size, ...(newestAt === undefined ? {} : { newestAt }) }, samples: good }
}

/** Told once the bus has the run: what it taught, and what of it waits. */
export async function settle(source: SourceId, run: Run, { profile, verdict, memory }: Watched, quarantine: Quarantine, shape?: Shape): Promise<void> {
  const { findings, isHeld, doubts } = verdict
  const isGood = !isHeld && profile.answer.samples.length > 0
  const learnt = isGood ? learn(memory.learnt, profile, doubts) : memory.learnt
  await quarantine.remember(source, { ...memory, learnt, notes: findings.filter(isNote), notedAt: run.endedAt, ...(isGood && shape !== undefined ? { shape } : {}) })
  await holdBack(run, verdict, quarantine)
}

/** What of it does not count waits for a person. */
export async function holdBack(run: Run, { findings, isHeld, doubts }: Verdict, quarantine: Quarantine): Promise<void> {
  if (isHeld || doubts.samples.size > 0 || findings.some(({ severity }) => severity === 'hold-samples')) await quarantine.hold({ run, findings, scope: isHeld ? 'answer' : 'samples' })
}

export const isNote = ({ severity }: Finding): boolean => severity === 'note'
