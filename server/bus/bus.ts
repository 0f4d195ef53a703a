import type { Coverage, Cursor, FeedId, KeptSample, Run, SeriesName, SourceId, SystemState, Value, ValueState } from '#contract'

/**
 * What one pass brings, written in one atomic call: the run, its samples into the ordered log and the latest values, and the
 * answer kept under its idempotency key. Either all of it is there afterwards or nothing.
 */
export interface Batch {
  run: Run
  samples: readonly BatchSample[]
  /** The same key answers with the first run's answer and writes nothing. */
  idempotency?: { key: string; bodySha256: string; keepMs: number }
  /** Written only while this lease still has this fence; a late writer is refused with `FencedError`. */
  lease?: { name: string; fence: number }
}

export interface BatchSample {
  series: SeriesName
  feed: FeedId
  at: number
  value: Value
  period?: string | undefined
  state?: ValueState | undefined
  quality?: 'suspect' | undefined
  coverage?: Coverage | undefined
}

export type Published =
  /** `unchanged` samples were known already, equal in value and not of another coverage, and were not logged again. */
  | { kind: 'written'; cursor: Cursor; logged: number; unchanged: number; corrections: number; older: number }
  /** The key was seen before with the same body: the first run stands. */
  | { kind: 'repeated'; run: Run }
  /** The key was seen before with another body. */
  | { kind: 'conflict' }

/** One entry of the log: a run and those of its samples that were news, in the order they came. */
export interface LogEntry {
  cursor: Cursor
  run: Run
  samples: KeptSample[]
}

export interface Latest {
  epoch: string
  cursor: Cursor
  samples: KeptSample[]
  /** The last run of each source, and its last good one. */
  runs: { last: Run; lastGood: Run | undefined }[]
}

export interface Pressure {
  kind: SystemState['pressure']
  detail: string
}

/** A lease won: `fence` rises with every holder of this name. */
export interface Lease {
  name: string
  fence: number
}

/** How those ask who follow the log at its end. Who asks alike at the same place shares one answer (share-reads.ts). */
export const FOLLOW = { count: 500, blockMs: 500 } as const

/**
 * Redis behind one interface. The promise: once `publish` has resolved with `written`, the batch is as durable as
 * `durability` says; the log is ordered and the same for every reader; the latest value never goes backwards in `at`
 * (equal `at` and period: the later written, a correction, wins).
 */
export interface Bus {
  readonly kind: SystemState['bus']
  /** Throws `BusFullError` at the memory or disk bound, `FencedError`, or `BusUnavailableError` when it cannot say what happened. */
  publish(batch: Batch): Promise<Published>
  /** All latest values of these feeds (all feeds without argument) and the cursor they stand at, one consistent read. */
  latest(feeds?: readonly FeedId[]): Promise<Latest>
  /** Entries after `after`, oldest first, at most `count`; waits up to `blockMs` for the first. `trimmed` is true when entries after `after` are gone. */
  read(after: Cursor, options: { count: number; blockMs: number; signal?: AbortSignal }): Promise<{ epoch: string; entries: LogEntry[]; trimmed: boolean }>
  /** Cursor of the newest entry. */
  head(): Promise<{ epoch: string; cursor: Cursor }>

  /** A durable reader is one the log must not be trimmed past. It starts at the oldest entry kept and acknowledges what it has taken. */
  addReader(name: string): Promise<Cursor>
  acknowledge(name: string, cursor: Cursor): Promise<void>
  removeReader(name: string): Promise<void>
  /** Drops the oldest entries: beyond `maxAgeMs` or `maxEntries`, never past what a durable reader has not acknowledged. */
  trim(keep: { maxAgeMs: number; maxEntries: number }): Promise<{ dropped: number; heldBy: string | undefined }>

  /** Takes the lease if free; undefined when somebody else has it. The time is the bus's own, not this machine's. */
  acquire(name: string, ttlMs: number, holder: string): Promise<Lease | undefined>
  /** False when the lease was lost meanwhile. */
  renew(lease: Lease, ttlMs: number, holder: string): Promise<boolean>
  release(lease: Lease, holder: string): Promise<void>

  /** Small durable notes of a source between passes: a bookmark, an ETag. */
  bookmark(source: SourceId): Promise<string | undefined>
  setBookmark(source: SourceId, bookmark: string): Promise<void>
  /** The last passes of a source, newest first. */
  runs(source: SourceId, count: number): Promise<Run[]>
  run(source: SourceId, id: string): Promise<Run | undefined>
  /** Good passes per half hour (`floor(ms / 1_800_000)`) of a source. */
  beats(source: SourceId): Promise<Map<number, number>>

  /** Small notes of this installation that end by themselves: sessions. Written also while ingest pauses: they are tiny, and people must get in just then. */
  setNote(key: string, value: string, ttlMs: number): Promise<void>
  /** With `keepMs` it lives on for so long from now; one that has ended, or was dropped meanwhile, does not come back. */
  note(key: string, keepMs?: number): Promise<string | undefined>
  dropNote(key: string): Promise<void>

  /** Memory or disk at its bound? Asked often, answered from a cheap read. */
  pressure(): Promise<Pressure>
  durability(): Promise<{ kind: SystemState['durability']; detail: string }>
  /** Bytes used and the bound, for /metrics. */
  usage(): Promise<{ memoryBytes: number; memoryBoundBytes: number | undefined; logEntries: number }>
  ping(): Promise<void>
  close(): Promise<void>
}

/** Ingest must answer 503 with Retry-After; nothing was written. */
export class BusFullError extends Error {
  override readonly name = 'BusFullError'
  readonly pressure: Pressure
  constructor(pressure: Pressure) {
    super(`bus at its ${pressure.kind} bound: ${pressure.detail}`)
    this.pressure = pressure
  }
}

/** No answer in time: the batch may or may not be written. The caller must not say "accepted". */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError'
}

/** The lease went to somebody else; nothing was written. */
export class FencedError extends Error {
  override readonly name = 'FencedError'
}
