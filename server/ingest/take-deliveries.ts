import { createHash } from 'node:crypto'
import type { Run } from '#contract'
import type { Deliver, RawPart, RawRecord } from '#kit'
import { BusFullError, BusUnavailableError, type Lease } from '../bus/bus.ts'
import { pause } from '../clock.ts'
import type { ConfiguredSource } from './configure.ts'
import { isUnreadable, newRunId, normaliseInto, unreadableOf, whyNothing } from './pass.ts'
import type { PollerDeps } from './poller.ts'
import { joinTallies } from './scores/tally.ts'
import { sift, type Watched } from './watch-drift.ts'
import { writeDown } from './write-down.ts'

/** Messages come one by one, a pass per message would fsync per message: those of a moment make one. */
const GATHER_MS = 100
const MOST_DELIVERIES = 500
const MOST_BYTES = 2 * 1024 * 1024
const TRY_AGAIN_MS = 1_000
const ANSWER_KEPT_MS = 600_000

interface Waiting {
  records: RawRecord[]
  raw: RawPart
  resolve(): void
  reject(reason: Error): void
}

export interface Taker {
  deliver: Deliver
  /** Resolves when no pass is under way any more; what still waits is refused. */
  ended(): Promise<void>
}

export interface TakerOptions {
  source: ConfiguredSource
  lease: Lease
  deps: PollerDeps
  /** Ends it; whatever waits is refused and must come again. */
  signal: AbortSignal
  /** Told of each pass on the log. */
  onPass(run: Run): void
}

/**
 * Makes passes of deliveries: each resolves once its pass is on the log. While the bus is full or away the deliveries wait,
 * and since nothing is acknowledged, the sender stops. A pass tried again is the same run, written once.
 */
export function createTaker(options: TakerOptions): Taker {
  const { signal, deps } = options
  const waiting: Waiting[] = []
  let turning: Promise<void> | undefined

  async function turn(): Promise<void> {
    while (waiting.length > 0 && !signal.aborted) {
      if (waiting.length < MOST_DELIVERIES) await pause(deps.clock, GATHER_MS, signal)
      const batch = takeBatch(waiting)
      try {
        await writePass(batch, options)
        for (const one of batch) one.resolve()
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown : new Error('the pass failed', { cause: thrown })
        for (const one of batch) one.reject(reason)
      }
    }
    turning = undefined // with nothing between this and the look above: who delivers now starts the next turn
    for (const one of waiting.splice(0)) one.reject(left(signal))
  }

  return {
    deliver: (records, raw) => new Promise((resolve, reject) => {
      if (signal.aborted) return reject(left(signal))
      waiting.push({ records, raw, resolve, reject })
      turning ??= turn()
    }),
    ended: async () => {
      await turning
    },
  }
}

const left = (signal: AbortSignal): Error => new Error('no longer listening', { cause: signal.reason })

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  const end = waiting.findIndex(({ raw }, index) => index >= MOST_DELIVERIES || (bytes += raw.body.byteLength) > MOST_BYTES)
  return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end))
}

async function writePass(batch: readonly Waiting[], { source, lease, deps, signal, onPass }: TakerOptions): Promise<void> {
  const startedAt = deps.clock.now()
  const raw = await deps.rawStore.keep(source.info.id, writeDown(batch.map(({ raw: part }) => part)), 'application/x-ndjson')
  const reading = readBatch(batch, raw, source, deps)
  const watched = await watchInTheEnd(source, reading, deps, signal)
  const { facts, samples } = watched === undefined ? reading : sift(reading.facts, reading.samples, watched.verdict)
  const run: Run = { id: newRunId(source.info.id, startedAt), source: source.info.id, startedAt, endedAt: deps.clock.now(), fence: lease.fence, ...facts }
  const idempotency = { key: `run:${run.id}`, bodySha256: createHash('sha256').update(run.id).digest('hex'), keepMs: ANSWER_KEPT_MS }
  await inTheEnd(() => deps.bus.publish({ run, samples, lease, idempotency }), deps, signal)
  deps.onAccepted(run.accepted)
  await settleBatch({ source, run, watched, reading, parts: batch.map(({ raw: part }) => part) }, deps, signal)
  onPass(run)
}

/** The bus's own trouble is no reason to lose a delivery; a lost lease is (somebody else listens now). */
async function inTheEnd<T>(work: () => Promise<T>, deps: PollerDeps, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof BusFullError || thrown instanceof BusUnavailableError)) throw thrown
      await pause(deps.clock, TRY_AGAIN_MS * (1 + deps.random()), signal)
      if (signal.aborted) throw thrown
    }
  }
}

const watchInTheEnd = async (source: ConfiguredSource, reading: Read, deps: PollerDeps, signal: AbortSignal): Promise<Watched | undefined> =>
  deps.sent && inTheEnd(async () => deps.sent?.compare(source, reading), deps, signal)

interface Settling {
  source: ConfiguredSource
  run: Run
  watched: Watched | undefined
  reading: Read
  parts: readonly RawPart[]
}

/** Before the sender is told: what is held must not be lost by a kill between. */
async function settleBatch({ source, run, watched, reading, parts }: Settling, deps: PollerDeps, signal: AbortSignal): Promise<void> {
  if (watched === undefined) return
  await inTheEnd(async () => {
    await deps.sent?.settle(source, run, watched, { reading })
    if (run.error?.kind !== 'malformed' || !isUnreadable(source, reading)) return
    const { unreadable } = await unreadableOf(source, { parts, reason: whyNothing(reading) }, deps)
    if (unreadable !== undefined) await deps.quarantine?.hold({ run, findings: [unreadable], scope: 'answer' })
  }, deps, signal)
}

type Read = ReturnType<typeof normaliseInto>

/**
 * Several messages of one moment are read at once. Where two of them give one moment another value, the later is a
 * correction, not a contradiction within one answer: then each is read by itself.
 */
function readBatch(batch: readonly Waiting[], raw: Run['raw'][number], source: ConfiguredSource, deps: PollerDeps): Read {
  const together = normaliseInto(source, batch.flatMap(({ records }) => records), [raw], deps)
  if (batch.length === 1 || !together.facts.rejects.some(({ code }) => code === 'duplicate-record')) return together
  let before = 0
  return batch.map(({ records }): Read => {
    const one = normaliseInto(source, records, [raw], deps)
    const shift = <T extends { index: number }>(all: readonly T[]): T[] => all.map((reject) => ({ ...reject, index: reject.index + before }))
    const shifted = { ...one, facts: { ...one.facts, rejects: shift(one.facts.rejects) }, rejects: shift(one.rejects), origins: one.origins.map((origin) => origin + before) }
    before += one.records.length
    return shifted
  }).reduce(join)
}

function join(a: Read, b: Read): Read {
  const { error: ofA, ...facts } = a.facts
  const tally = joinTallies(a.facts.tally, b.facts.tally)
  const newest = [a.facts.newestAt, b.facts.newestAt].filter((at) => at !== undefined)
  const error = a.samples.length + b.samples.length > 0 ? undefined : (ofA ?? b.facts.error)
  return {
    ...b,
    samples: [...a.samples, ...b.samples],
    origins: [...a.origins, ...b.origins],
    rejects: [...a.rejects, ...b.rejects],
    records: [...a.records, ...b.records],
    facts: {
      ...facts,
      accepted: facts.accepted + b.facts.accepted,
      rejected: facts.rejected + b.facts.rejected,
      rejects: [...facts.rejects, ...b.facts.rejects].slice(0, 50),
      ...(newest.length === 0 ? {} : { newestAt: Math.max(...newest) }),
      ...(tally === undefined ? {} : { tally }),
      ...(error === undefined ? {} : { error }),
    },
  }
}
