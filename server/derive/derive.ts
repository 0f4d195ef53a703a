import { CURSOR_ZERO, type Cursor, type KeptSample, type Run, type RunId, type SeriesName, type SourceId } from '#contract'
import { type BatchSample, type Bus, BusFullError, BusUnavailableError, FencedError, type Lease } from '../bus/bus.ts'
import { pause } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Book, type BookDeps, createBook } from './book.ts'

export interface DeriveDeps extends BookDeps {
  bus: Bus
  log: Log
  instance: string
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
      const { epoch, entries, trimmed } = await bus.read(cursor, { count: READ_COUNT, blockMs: BLOCK_MS, signal: leaving.signal })
      if (epoch !== latest.epoch || (trimmed && cursor !== CURSOR_ZERO)) return // what we missed stands among the latest values
      for (const entry of entries) for (const sample of entry.samples) book.take(sample)
      cursor = entries.at(-1)?.cursor ?? cursor
      if (isDown) log.info({}, 'computed figures go on')
      isDown = false
      if (entries.length > 0 && entries.length < READ_COUNT) await pause(clock, BEAT_MS, leaving.signal)
    }
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
