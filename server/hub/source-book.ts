import { type Due, type Freshness, freshnessAt, type Run, type SourceHealth, type SourceId, type SourceInfo, worstFreshness } from '#contract'
import { BEATS, beatsOf, graceful, HALF_HOUR_MS } from './heartbeat.ts'
import type { LiveSeries } from './series-book.ts'

/** What is known of a source when the hub begins. */
export interface SourceStart {
  last: Run | undefined
  lastGood: Run | undefined
  /** When its present trouble began. */
  failingSince: number | undefined
  beats: ReadonlyMap<number, number>
}

/** How the sources do, by their runs and their series. */
export interface SourceBook {
  begin(source: SourceId, start: SourceStart): void
  apply(run: Run): void
  health(sources: readonly SourceInfo[], series: Iterable<LiveSeries>, at: { now: number; paused: boolean }): SourceHealth[]
}

interface Kept {
  last: Run | undefined
  lastGood: Run | undefined
  failingSince: number | undefined
  beats: Map<number, number>
  firstSeen: number | undefined
}

interface Tally {
  total: number
  live: number
  newestAt: number
  freshest: Freshness
}

export function createSourceBook(): SourceBook {
  const books = new Map<string, Kept>()

  function healthOf(info: SourceInfo, tally: Tally | undefined, at: { now: number; paused: boolean }): SourceHealth {
    const book = books.get(info.id)
    const lastGoodAt = book?.lastGood?.endedAt
    const newestAt = tally?.newestAt ?? book?.lastGood?.newestAt
    const error = book?.last?.error
    return {
      id: info.id,
      freshness: worstFreshness([passFreshness(info.everyMs, lastGoodAt, at.now), tally?.freshest ?? withoutSeries(info, book)]),
      ...(newestAt !== undefined && { newestAt }),
      ...(book?.last !== undefined && { lastRunAt: book.last.endedAt }),
      ...(lastGoodAt !== undefined && { lastGoodRunAt: lastGoodAt }),
      ...(error !== undefined && { error: { ...error, since: book?.failingSince ?? book?.last?.endedAt ?? at.now } }),
      accepted: book?.last?.accepted ?? 0,
      rejected: book?.last?.rejected ?? 0,
      series: { total: tally?.total ?? 0, live: tally?.live ?? 0 },
      beats: beatsOf({ counts: book?.beats ?? new Map(), firstSeen: book?.firstSeen, lastGoodAt, everyMs: info.everyMs, pauses: info.pauses }, at.now),
      paused: at.paused,
    }
  }

  return {
    begin(source, start) {
      const halves = [...start.beats.keys(), ...[start.last, start.lastGood].filter((run) => run !== undefined).map(halfHourOf)]
      const firstSeen = halves.length === 0 ? undefined : Math.min(...halves)
      books.set(source, { ...start, beats: new Map(start.beats), firstSeen })
    },
    apply(run) {
      const book = books.get(run.source) ?? { last: undefined, lastGood: undefined, failingSince: undefined, beats: new Map<number, number>(), firstSeen: undefined }
      books.set(run.source, book)
      const half = halfHourOf(run)
      book.firstSeen ??= half
      book.last = run
      book.failingSince = run.error === undefined ? undefined : (book.failingSince ?? run.endedAt)
      if (run.error !== undefined) return
      book.lastGood = run
      book.beats.set(half, (book.beats.get(half) ?? 0) + 1)
      for (const old of book.beats.keys()) if (old <= half - BEATS) book.beats.delete(old)
    },
    health(sources, series, at) {
      const tallies = tally(series)
      return sources.map((info) => healthOf(info, tallies.get(info.id), at))
    },
  }
}

/** A source of the past only (hourly courses) owns no latest value: its passes alone tell how it does. */
const withoutSeries = ({ everyMs }: SourceInfo, book: Kept | undefined): Freshness => (everyMs !== undefined && (book?.lastGood?.accepted ?? 0) > 0 ? 'live' : 'never')

const halfHourOf = (run: Run): number => Math.floor(run.endedAt / HALF_HOUR_MS)

const ORDER: Record<Freshness, number> = { live: 0, late: 1, stale: 2, lost: 3, never: 4 }

function tally(all: Iterable<LiveSeries>): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { sample, freshness } of all) {
    const one = tallies.get(sample.source) ?? { total: 0, live: 0, newestAt: 0, freshest: 'never' as const }
    one.total++
    if (freshness === 'live') one.live++
    if (sample.at > one.newestAt) one.newestAt = sample.at
    if (ORDER[freshness] < ORDER[one.freshest]) one.freshest = freshness
    tallies.set(sample.source, one)
  }
  return tallies
}

/** Are its passes on time? A source that sends when it likes has no rhythm to keep. */
function passFreshness(everyMs: number | undefined, lastGoodAt: number | undefined, now: number): Freshness {
  if (everyMs === undefined) return 'live'
  if (lastGoodAt === undefined) return 'never'
  const due: Due = { liveUntil: lastGoodAt + graceful(everyMs), lateUntil: lastGoodAt + Math.max(graceful(everyMs), everyMs * 3) }
  return freshnessAt(due, now)
}
