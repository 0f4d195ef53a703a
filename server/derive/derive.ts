import { CURSOR_ZERO, type Cursor, type KeptSample, type Run, type RunId, type SeriesName, type SourceId } from '#contract'
import { type BatchSample, type Bus, BusFullError, BusUnavailableError, FencedError, type Lease } from '../bus/bus.ts'
import { pause } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Book, type BookDeps, createBook } from './book.ts'
import type { Recalled } from './recall.ts'

export interface DeriveDeps extends BookDeps {
  bus: Bus
  log: Log
  instance: string
  /** What history tells of these series from a moment on; undefined as long as it has not read as far as this. Without it the past before our start is not followed. */
  heldSince?(query: SinceQuery): Promise<ReadonlyMap<SeriesName, Recalled> | undefined>
}

export interface SinceQuery {
  names: readonly SeriesName[]
  from: number
  epoch: string
  cursor: Cursor
  /** How many moments before it. */
  before: number
  most: number
}

export interface Derive {
  start(): void
  stop(): Promise<void>
  /** The very figures one was made of, while this process computes and it stands. */
  madeOf(series: SeriesName, at: number, period?: string): readonly KeptSample[] | undefined
}

const LEASE = 'derive'
const LEASE_MS = 15_000
const STANDBY_MS = 3_000
const RETRY_MS = 1_000
const READ_COUNT = 500
const BLOCK_MS = 1_000
/** What came in within it is computed and published together. */
const BEAT_MS = 250
/** History writes within a second or two; one that is away so long is not waited for. */
const RECALL_WITHIN_MS = 60_000
/** Of one series; two hundred of them make a rate of the province. */
const MOST_RECALLED = 200
const RECALLED_BEFORE = 8
/** In a line of the log. */
const NAMED = 5

/** Figures made of others, back onto the bus: with coverage, and as old as the part that falls due first. */
export function createDerive(deps: DeriveDeps): Derive {
  const { bus, clock, log } = deps
  const leaving = new AbortController()
  let ended: Promise<void> = Promise.resolve()
  let isDown = false
  let current: Book | undefined
  /** Computed and not yet said, and under which lease: a correction of the past is made once and would else be lost with a bus that refuses. */
  let unsaid: [SourceId, BatchSample[]][] = []
  let fence = -1

  async function run(): Promise<void> {
    while (!leaving.signal.aborted) {
      try {
        const lease = await bus.acquire(LEASE, LEASE_MS, deps.instance)
        if (lease === undefined) {
          await pause(clock, STANDBY_MS, leaving.signal)
          continue
        }
        try {
          await follow(lease)
        } finally {
          current = undefined
          await bus.release(lease, deps.instance).catch(() => {})
        }
      } catch (thrown) {
        if (leaving.signal.aborted) return
        const isExpected = thrown instanceof BusUnavailableError || thrown instanceof FencedError || thrown instanceof BusFullError
        if (!isDown || !isExpected) log.warn({ reason: describeError(thrown) }, 'computed figures wait')
        isDown = true
        await pause(clock, RETRY_MS, leaving.signal)
      }
    }
  }

  /** From the latest values on, until the lease is lost, the bus was emptied, or the log went on without us. */
  async function follow(lease: Lease): Promise<void> {
    if (lease.fence > fence + 1) unsaid = [] // somebody else was here meanwhile and knows better
    fence = lease.fence
    await sayAll(lease)
    const latest = await bus.latest()
    const book = createBook(deps)
    book.prime(latest.samples)
    current = book
    let cursor: Cursor = latest.cursor
    while (!leaving.signal.aborted && (await bus.renew(lease, LEASE_MS, deps.instance))) {
      if (book.isOutdated()) return // another graph: it begins anew with the latest values
      unsaid.push(...book.compute())
      await sayAll(lease)
      if (await recallPast(book, { epoch: latest.epoch, cursor })) continue
      const { epoch, entries, trimmed } = await bus.read(cursor, { count: READ_COUNT, blockMs: BLOCK_MS, signal: leaving.signal })
      if (epoch !== latest.epoch || (trimmed && cursor !== CURSOR_ZERO)) return // what we missed stands among the latest values
      for (const entry of entries) for (const sample of entry.samples) book.take(sample)
      cursor = entries.at(-1)?.cursor ?? cursor
      if (isDown) log.info({}, 'computed figures go on')
      isDown = false
      if (entries.length > 0 && entries.length < READ_COUNT) await pause(clock, BEAT_MS, leaving.signal)
    }
  }

  let waitingSince: number | undefined
  /** What changed of a past that is not held is asked of history, and followed when it answers. Did anything come of it? */
  async function recallPast(book: Book, place: { epoch: string; cursor: Cursor }): Promise<boolean> {
    const wanted = book.wanted()
    if (wanted === undefined) {
      waitingSince = undefined
      return false
    }
    waitingSince ??= clock.now()
    let reason = 'history has not read so far'
    const past = await deps.heldSince?.({ ...wanted, ...place, before: RECALLED_BEFORE, most: MOST_RECALLED }).catch((thrown: unknown) => {
      reason = describeError(thrown)
      return undefined
    })
    if (past === undefined && deps.heldSince !== undefined && clock.now() - waitingSince < RECALL_WITHIN_MS) return false
    waitingSince = undefined
    const unknown = past === undefined ? book.giveUp() : book.recall(past)
    if (unknown.length > 0) {
      const why = past === undefined ? (deps.heldSince === undefined ? 'there is no history' : reason) : 'it does not reach back so far'
      log.warn({ reason: why, from: new Date(wanted.from).toISOString(), series: unknown.slice(0, NAMED), more: Math.max(0, unknown.length - NAMED) }, 'a late correction is not followed into the past')
    }
    return true
  }

  async function sayAll(lease: Lease): Promise<void> {
    for (let [next] = unsaid; next !== undefined; [next] = unsaid) {
      const [source, samples] = next
      await bus.publish({ run: runOf(source, samples, lease), samples, lease })
      unsaid.shift()
    }
  }

  let runs = 0
  function runOf(source: SourceId, samples: readonly BatchSample[], lease: Lease): Run {
    const now = clock.now()
    runs += 1
    return {
      id: `${source}:${now.toString(36)}-${deps.instance}-${runs}` as RunId, // our own words
      source, startedAt: now, endedAt: now, fence: lease.fence, raw: [], accepted: samples.length, unchanged: 0, rejected: 0, rejects: [],
      newestAt: Math.max(...samples.map(({ at }) => at)),
    }
  }

  return {
    start: () => {
      ended = run()
    },
    async stop() {
      leaving.abort()
      await ended
    },
    madeOf: (series, at, period) => current?.explain(series, at, period)?.inputs(),
  }
}
