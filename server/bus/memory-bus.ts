import { randomUUID } from 'node:crypto'
import { getHeapStatistics } from 'node:v8'
import { type FeedId, type KeptSample, type Run, type SeriesName, type SourceId } from '#contract'
import type { Clock } from '../clock.ts'
import { type Batch, type BatchSample, type Bus, BusFullError, BusUnavailableError, FencedError, type Pressure, type Published } from './bus.ts'
import { createMemoryLeases } from './memory-leases.ts'
import { createMemoryLog, type MemoryLog } from './memory-log.ts'
import { createMemoryNotes } from './memory-notes.ts'
import { judge, remember, type SeriesState } from './rules.ts'

export interface MemoryBusOptions {
  clock: Clock
  /** What this process uses of what it may use; ingest pauses at 85 %. */
  heap?: () => { usedBytes: number; boundBytes: number }
}

const HALF_HOUR_MS = 1_800_000
const BEATS_KEPT = 96
const RUNS_KEPT = 1_000
const FULL_AT = 0.85

interface Books {
  feeds: Map<FeedId, Map<SeriesName, SeriesState<KeptSample>>>
  runs: Map<SourceId, { all: Run[]; lastGood: Run | undefined; beats: Map<number, number> }>
  answers: Map<string, { bodySha256: string; run: Run; until: number }>
  bookmarks: Map<SourceId, string>
}

/** The bus in the memory of this process: for tests, and announced as the last resort. Nothing survives a restart. */
export function createMemoryBus({ clock, heap = nodeHeap }: MemoryBusOptions): Bus {
  const epoch = randomUUID()
  const log = createMemoryLog(clock, epoch)
  const leases = createMemoryLeases(clock)
  const books: Books = { feeds: new Map(), runs: new Map(), answers: new Map(), bookmarks: new Map() }
  let closed = false

  const pressure = (): Pressure => {
    const { usedBytes, boundBytes } = heap()
    if (usedBytes < boundBytes * FULL_AT) return { kind: 'none', detail: '' }
    return { kind: 'memory', detail: `Bộ nhớ của tiến trình đã dùng ${Math.round((usedBytes / boundBytes) * 100)} % / process memory at its bound` }
  }

  function publish(batch: Batch): Published {
    if (closed) throw new BusUnavailableError('bus closed')
    const { idempotency, lease, run } = batch
    const answerKey = `${run.source}:${idempotency?.key ?? ''}`
    const seen = idempotency === undefined ? undefined : books.answers.get(answerKey)
    if (idempotency !== undefined && seen !== undefined && seen.until > clock.now()) {
      return seen.bodySha256 === idempotency.bodySha256 ? { kind: 'repeated', run: seen.run } : { kind: 'conflict' }
    }
    if (lease !== undefined && !leases.holds(lease)) throw new FencedError(`lease ${lease.name} went to somebody else`)
    const now = pressure()
    if (now.kind !== 'none') throw new BusFullError(now)
    const written = write(batch, { books, log })
    if (idempotency !== undefined) keepAnswer(books.answers, answerKey, { bodySha256: idempotency.bodySha256, run: written.run, until: clock.now() + idempotency.keepMs }, clock.now())
    return { kind: 'written', ...written.counts }
  }

  return {
    kind: 'memory',
    publish: async (batch) => publish(batch),
    latest: async (feeds) => ({ epoch, cursor: log.head(), samples: latestOf(books, feeds), runs: lastRuns(books) }),
    read: log.read,
    head: async () => ({ epoch, cursor: log.head() }),
    addReader: log.addReader,
    acknowledge: log.acknowledge,
    removeReader: log.removeReader,
    trim: log.trim,
    acquire: async (name, ttlMs, holder) => leases.acquire(name, ttlMs, holder),
    renew: async (lease, ttlMs, holder) => leases.renew(lease, ttlMs, holder),
    release: async (lease, holder) => leases.release(lease, holder),
    bookmark: async (source) => books.bookmarks.get(source),
    setBookmark: async (source, bookmark) => void books.bookmarks.set(source, bookmark),
    ...createMemoryNotes(clock),
    runs: async (source, count) => (books.runs.get(source)?.all ?? []).slice(-count).toReversed(),
    run: async (source, id) => books.runs.get(source)?.all.find((run) => run.id === id),
    beats: async (source) => new Map(books.runs.get(source)?.beats),
    pressure: async () => pressure(),
    durability: async () => ({ kind: 'none', detail: 'chỉ ở trong bộ nhớ, mất khi dừng / in memory only, gone when it stops' }),
    usage: async () => ({ memoryBytes: heap().usedBytes, memoryBoundBytes: heap().boundBytes, logEntries: log.length() }),
    ping: async () => {},
    close: async () => {
      closed = true
      log.close()
    },
  }
}

/** Node's own limit of its heap: reaching it ends the process. */
const nodeHeap = () => ({ usedBytes: process.memoryUsage().heapUsed, boundBytes: getHeapStatistics().heap_size_limit })

function write({ run, samples }: Batch, { books, log }: { books: Books; log: MemoryLog }): { run: Run; counts: Omit<Extract<Published, { kind: 'written' }>, 'kind'> } {
  const counts = { newer: 0, correction: 0, older: 0, unchanged: 0 }
  const news: KeptSample[] = []
  for (const { feed, ...sample } of samples) {
    const states = books.feeds.get(feed) ?? new Map<SeriesName, SeriesState<KeptSample>>()
    books.feeds.set(feed, states)
    const verdict = judge(states.get(sample.series), { feed, ...sample })
    counts[verdict] += 1
    if (verdict === 'unchanged') continue
    const kept = keep(sample, run)
    remember(states, sample.series, { kept, verdict })
    news.push(kept)
  }
  const finished = { ...run, unchanged: run.unchanged + counts.unchanged }
  keepRun(finished, books)
  const cursor = log.append(finished, news)
  return { run: finished, counts: { cursor, logged: news.length, unchanged: counts.unchanged, corrections: counts.correction, older: counts.older } }
}

const keep = ({ series, at, value, period, state, quality, coverage }: Omit<BatchSample, 'feed'>, run: Run): KeptSample => ({
  series, at, value,
  ...(period === undefined ? {} : { period }),
  ...(state === undefined ? {} : { state }),
  ...(quality === undefined ? {} : { quality }),
  ...(coverage === undefined ? {} : { coverage }),
  source: run.source, run: run.id, receivedAt: run.endedAt,
})

function keepRun(run: Run, { runs }: Books): void {
  const kept = runs.get(run.source) ?? { all: [], lastGood: undefined, beats: new Map<number, number>() }
  runs.set(run.source, kept)
  kept.all.push(run)
  if (kept.all.length > RUNS_KEPT) kept.all.shift()
  if (run.error !== undefined) return
  kept.lastGood = run
  const halfHour = Math.floor(run.endedAt / HALF_HOUR_MS)
  kept.beats.set(halfHour, (kept.beats.get(halfHour) ?? 0) + 1)
  for (const past of kept.beats.keys()) if (past <= halfHour - BEATS_KEPT) kept.beats.delete(past)
}

/** Answers are kept in the order they came, so the outdated ones are mostly in front. */
function keepAnswer(answers: Books['answers'], key: string, answer: { bodySha256: string; run: Run; until: number }, now: number): void {
  for (const [old, { until }] of answers) {
    if (until > now) break
    answers.delete(old)
  }
  answers.delete(key)
  answers.set(key, answer)
}

function latestOf({ feeds }: Books, asked: readonly FeedId[] | undefined): KeptSample[] {
  const bySeries = new Map<SeriesName, KeptSample>()
  for (const [feed, states] of feeds) {
    if (asked !== undefined && !asked.includes(feed)) continue
    for (const [series, { latest }] of states) {
      const held = bySeries.get(series)
      if (held === undefined || held.at < latest.at) bySeries.set(series, latest)
    }
  }
  return [...bySeries.values()]
}

const lastRuns = ({ runs }: Books) => [...runs.values()].flatMap(({ all, lastGood }) => all.slice(-1).map((last) => ({ last, lastGood })))
