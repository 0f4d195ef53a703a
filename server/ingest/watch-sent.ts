import type { Run, SourceId } from '#contract'
import type { Clock } from '../clock.ts'
import type { ConfiguredSource } from './configure.ts'
import { learn, LEARNT_AFTER, relearn } from './drift/learn.ts'
import { profileOf } from './drift/profile.ts'
import type { Shape } from './drift/shape.ts'
import type { Memory, Quarantine } from './quarantine.ts'
import { asAnswer, compare, extentOf, holdBack, isNote, type Reading, type Watched } from './watch-drift.ts'

/** Senders come hundreds of times a second: what is usual is not read and written for each. */
const MEMORY_KEPT_MS = 5_000
const TEACH_EVERY_MS = 5_000
/** Single messages of so long, or so many of them, teach as one answer; few are enough where nothing is known yet. */
const STRETCH_MS = 60_000
const MOST_RECORDS = 200
const FIRST_RECORDS = 20

export interface SentWatcher {
  compare(source: ConfiguredSource, reading: Reading): Promise<Watched>
  /** Told once the bus has the run. */
  settle(source: ConfiguredSource, run: Run, watched: Watched, more: { reading: Reading; shape?: Shape | undefined }): Promise<void>
  /** A delivery that two persons answer for: it counts as it is, and is usual from now on. */
  teachSigned(source: ConfiguredSource, watched: Watched): Promise<void>
}

interface Known {
  source: ConfiguredSource
  memory: Memory
  readAt: number
  taughtAt: number
  stretch: { since: number; readings: Reading[]; records: number } | undefined
}

/** Watches what is sent in: each delivery is judged by itself, and what is usual is learnt in stretches. */
export function createSentWatcher({ quarantine, clock }: { quarantine: Quarantine; clock: Clock }): SentWatcher {
  const all = new Map<SourceId, Known>()

  async function known(source: ConfiguredSource): Promise<Known> {
    const now = clock.now()
    const before = all.get(source.info.id)
    // Another mapping reads other figures.
    if (before !== undefined && before.source === source && now - before.readAt < MEMORY_KEPT_MS) return before
    const memory = await quarantine.memory(source.info.id)
    const one: Known = before?.source === source ? { ...before, memory, readAt: now } : { source, memory, readAt: now, taughtAt: 0, stretch: undefined }
    all.set(source.info.id, one)
    return one
  }

  async function teach(one: Known, readings: readonly Reading[], more: { notes: Memory['notes']; at: number; shape?: Shape | undefined }): Promise<void> {
    const { id } = one.source.info
    one.taughtAt = more.at
    one.memory = await quarantine.memory(id) // somebody may have accepted a change meanwhile
    const profile = profileOf(asAnswer(one.source, together(readings)))
    const { verdict: { doubts } } = compare(one.source, together(readings), one.memory)
    one.memory = { ...one.memory, learnt: learn(one.memory.learnt, profile, doubts), notes: more.notes, notedAt: more.at, ...(more.shape === undefined ? {} : { shape: more.shape }) }
    await quarantine.remember(id, one.memory)
  }

  return {
    compare: async (source, reading) => compare(source, reading, (await known(source)).memory),
    async settle(source, run, { verdict }, { reading, shape }) {
      await holdBack(run, verdict, quarantine)
      const { findings, isHeld, doubts } = verdict
      if (isHeld || doubts.samples.size > 0 || reading.samples.length === 0) return
      const one = await known(source)
      const notes = findings.filter(isNote)
      const now = clock.now()
      const isNew = one.memory.learnt.passes < LEARNT_AFTER
      if (extentOf(source, reading) === 'batch') {
        const isTold = rulesOf(notes) === rulesOf(one.memory.notes)
        if (isNew || !isTold || now - one.taughtAt >= TEACH_EVERY_MS) await teach(one, [reading], { notes, at: now, shape })
        return
      }
      const stretch = (one.stretch ??= { since: now, readings: [], records: 0 })
      stretch.readings.push(reading)
      stretch.records += Math.max(1, reading.records.length)
      if (stretch.records < (isNew ? FIRST_RECORDS : MOST_RECORDS) && now - stretch.since < STRETCH_MS) return
      one.stretch = undefined
      await teach(one, stretch.readings, { notes, at: now, shape })
    },
    async teachSigned(source, { profile, verdict }) {
      const { learnt, ...memory } = await quarantine.memory(source.info.id)
      // A table comes once a month or once a year, and two persons signed it: one is enough to compare the next one with.
      let now = verdict.findings.length > 0 ? relearn(learnt, profile) : learn(learnt, profile, verdict.doubts)
      while (now.passes < LEARNT_AFTER) now = learn(now, profile, verdict.doubts)
      await quarantine.remember(source.info.id, { ...memory, learnt: now, notes: [], notedAt: clock.now() })
      all.delete(source.info.id)
    },
  }
}

const rulesOf = (notes: Memory['notes']): string => notes.map(({ rule }) => rule).sort().join(' ')

function together(readings: readonly Reading[]): Reading {
  const [first] = readings
  if (first === undefined || readings.length === 1) return first as Reading // never empty
  let before = 0
  const origins: number[] = []
  const rejects: Reading['rejects'][number][] = []
  for (const one of readings) {
    for (const origin of one.origins) origins.push(origin + before)
    for (const reject of one.rejects) rejects.push({ ...reject, index: reject.index + before })
    before += one.records.length
  }
  return { records: readings.flatMap(({ records }) => records), samples: readings.flatMap(({ samples }) => samples), origins, rejects, context: readings.at(-1)?.context ?? first.context }
}
