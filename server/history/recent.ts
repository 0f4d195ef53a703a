import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { CURSOR_ZERO, type Cursor, type KeptSample, type SeriesName } from '#contract'
import { type Bus, FOLLOW, type LogEntry } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { StepOf } from './day-of.ts'
import { createSeriesRing, type SeriesRing } from './series-ring.ts'
import { lastOfSteps, thin } from './thin.ts'

export interface RangeQuery {
  series: SeriesName
  from: number
  to: number
  /** Milliseconds per step, of which the last value is given, whole days by local clocks; `raw` gives all. */
  step: number | 'raw'
  /** At most this many, evenly thinned; without it all. */
  limit?: number
}

/** A sample of the past; of a step that PostgreSQL has rolled up also what the step came to. */
export type KeptPast = KeptSample & { bucket?: { n: number; mean: number; min: number; max: number } }

export interface RangeAnswer {
  /** From when on we have everything; before it we know nothing, or not all. Undefined while we have read nothing. */
  reach: number | undefined
  samples: KeptPast[]
}

/** Answers questions about the past. PostgreSQL takes this seat later; the question stays. */
export interface History {
  start(): Promise<void>
  stop(): Promise<void>
  range(query: RangeQuery): Promise<RangeAnswer>
}

export interface RecentDeps {
  bus: Bus
  clock: Clock
  log: Log
  stepOf: StepOf
  maxPointsPerSeries: number
  maxAgeMs: number
}

/** What is long past is read in small pieces: a large one would keep frames and handshakes waiting while it is decoded. */
const CATCH_UP_COUNT = 50
/** After a start the live walls come first; whoever asks for the past is not made to wait for that. */
const START_AFTER_MS = 1_000
const RETRY_MS = 1_000
const TIDY_EVERY_MS = 60_000
/** A question asked while we still read the log waits for us this long. */
const WAIT_MS = 5_000

/** The recent past, read from the log into memory. */
export function createRecent(deps: RecentDeps): History {
  const { bus, clock, log } = deps
  const leaving = new AbortController()
  let rings = new Map<SeriesName, SeriesRing>()
  let epoch: string | undefined
  let cursor: Cursor = CURSOR_ZERO
  /** When the oldest entry we have read was written. */
  let knownSince: number | undefined
  let isCaughtUp = false
  let isDown = false
  let ended: Promise<void> = Promise.resolve()
  let cancelTidying = () => {}
  const asked = createSignal()
  const caughtUp = createSignal()
  const left = createSignal()

  function take({ samples, cursor: at }: LogEntry): void {
    knownSince ??= writtenAt(at)
    for (const sample of samples) {
      const ring = rings.get(sample.series) ?? createSeriesRing(deps.maxPointsPerSeries)
      rings.set(sample.series, ring)
      ring.add(sample)
    }
    cursor = at
  }

  async function readOnce(): Promise<void> {
    const count = isCaughtUp ? FOLLOW.count : CATCH_UP_COUNT
    const answer = await bus.read(cursor, { ...FOLLOW, count, signal: leaving.signal })
    if (leaving.signal.aborted) return
    if (answer.epoch !== epoch) {
      const isFirst = epoch === undefined
      epoch = answer.epoch
      rings = new Map()
      knownSince = undefined
      cursor = CURSOR_ZERO
      if (!isFirst) return
    } else if (answer.trimmed && cursor !== CURSOR_ZERO) {
      log.warn({ cursor }, 'the log was trimmed beyond what recent history had read')
      knownSince = undefined
    }
    for (const entry of answer.entries) take(entry)
    isCaughtUp = answer.entries.length < count
    if (isCaughtUp) caughtUp.give()
    else await yieldToOthers()
  }

  async function follow(): Promise<void> {
    await withinMs(START_AFTER_MS, Promise.race([asked.given, left.given]))
    while (!leaving.signal.aborted) {
      try {
        await readOnce()
        if (isDown) log.info({}, 'recent history reads the log again')
        isDown = false
      } catch (cause) {
        if (leaving.signal.aborted) return
        if (!isDown) log.warn({ cause }, 'recent history cannot read the log, trying again')
        isDown = true
        await withinMs(RETRY_MS, left.given)
      }
    }
  }

  async function withinMs(ms: number, what: Promise<unknown>): Promise<void> {
    let cancel = () => {}
    const late = new Promise<void>((resolve) => {
      cancel = clock.after(ms, resolve)
    })
    await Promise.race([what, late])
    cancel()
  }

  function tidy(): void {
    for (const ring of rings.values()) ring.forgetBefore(clock.now() - deps.maxAgeMs)
  }

  return {
    async start() {
      cancelTidying = clock.every(TIDY_EVERY_MS, tidy)
      ended = follow()
    },
    async stop() {
      cancelTidying()
      leaving.abort()
      left.give()
      await ended
    },
    async range({ series, from, to, step, limit }) {
      asked.give()
      await withinMs(WAIT_MS, caughtUp.given)
      if (knownSince === undefined) return { reach: undefined, samples: [] }
      const oldest = clock.now() - deps.maxAgeMs
      const ring = rings.get(series)
      ring?.forgetBefore(oldest)
      const all = ring?.between(from, to) ?? []
      const stepped = step === 'raw' ? all : lastOfSteps(all, step, deps.stepOf)
      return {
        reach: Math.max(knownSince, oldest, ring?.wholeSince() ?? -Infinity),
        samples: limit === undefined ? stepped : thin(stepped, limit),
      }
    },
  }
}

/** A cursor begins with the moment of writing, by the bus's clock. */
const writtenAt = (cursor: Cursor): number => Number(cursor.split('-')[0])

function createSignal(): { given: Promise<void>; give(): void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}
