import { CURSOR_ZERO, type Cursor, type FeedId, type KeptSample, type Run, type RunId, type SeriesName, type SourceId } from '#contract'
import type { Batch, BatchSample, Bus } from '../../server/bus/index.ts'

export const NOON = Date.UTC(2026, 9, 15, 5)
export const TTHC = 'tthc' as SourceId
export const PENDING = 'tthc.pending@tn2025' as SeriesName
export const OVERDUE = 'tthc.overdue@tn2025' as SeriesName

let number = 0

export function makeRun(facts: Partial<Run> = {}): Run {
  number += 1
  const source = facts.source ?? TTHC
  return { id: `${source}:r-${number}` as RunId, source, startedAt: NOON, endedAt: NOON + 100, fence: 0, raw: [], accepted: 0, unchanged: 0, rejected: 0, rejects: [], ...facts }
}

export const sample = (value: BatchSample['value'], facts: Partial<BatchSample> = {}): BatchSample => ({ series: PENDING, feed: 'tthc' as FeedId, at: NOON, value, ...facts })

export const batch = (...samples: BatchSample[]): Batch => ({ run: makeRun({ accepted: samples.length }), samples })

/** The whole log from the beginning. */
export async function readAll(bus: Bus) {
  const entries = []
  for (let after: Cursor = CURSOR_ZERO; ; ) {
    const read = await bus.read(after, { count: 500, blockMs: 0 })
    entries.push(...read.entries)
    const last = read.entries.at(-1)
    if (last === undefined) return entries
    after = last.cursor
  }
}

export const told = (samples: readonly KeptSample[]) => samples.map(({ at, value }) => [at - NOON, value])
export const logged = async (bus: Bus) => told((await readAll(bus)).flatMap(({ samples }) => samples))
export const live = async (bus: Bus) => told((await bus.latest()).samples)
