import type { FeedId, SourceId } from '#contract'

/** One hash tag for all, so that on a cluster one script may touch them together. */
const PREFIX = '{ioc}:'

/** Every key and stream of the bus. */
export const KEYS = {
  /** Random id of this set of data: another one means that Redis was emptied. */
  epoch: `${PREFIX}epoch`,
  /** The ordered log: a stream, one entry per batch. */
  log: `${PREFIX}log`,
  /** Cursor of the newest entry that was trimmed away. */
  trimmed: `${PREFIX}trimmed`,
  /** Durable readers and what they have taken: hash name -> cursor. */
  readers: `${PREFIX}readers`,
  /** Names of the series: a list, the index is the handle. Only ever appended to. */
  names: `${PREFIX}names`,
  /** Feeds that have latest values: a set. */
  feeds: `${PREFIX}feeds`,
  /** Last run of each source, and last good one: hashes source -> run. */
  lastRuns: `${PREFIX}runs:last`,
  lastGoodRuns: `${PREFIX}runs:good`,
  bookmarks: `${PREFIX}bookmarks`,
  /** Pages of a feed that have latest values: a set of numbers. */
  pages: (feed: FeedId | '') => `${PREFIX}pages:${feed}`,
  /** A page of latest values: hash handle -> entry (codec.ts), and under `v` the mark of who wrote it last. */
  latest: (feed: FeedId | '', page: number | '') => `${PREFIX}latest:${feed}${page === '' ? '' : `:${page}`}`,
  /** The last passes of a source: a stream. */
  runs: (source: SourceId) => `${PREFIX}runs:of:${source}`,
  /** Good passes of a source per half hour: a hash. */
  beats: (source: SourceId) => `${PREFIX}beats:${source}`,
  /** Answer kept under an idempotency key of a source. */
  answer: (source: SourceId, key: string) => `${PREFIX}answer:${source}:${key}`,
  note: (key: string) => `${PREFIX}note:${key}`,
  lease: (name: string) => `${PREFIX}lease:${name}`,
  /** Counter that gives each holder of a lease a higher number. */
  fence: (name: string) => `${PREFIX}fence:${name}`,
} as const
