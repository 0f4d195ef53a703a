import {
  type Coverage, type Cursor, type Frame, type Freshness, type LiveAnswer, type LiveValue, type SeriesName, type Snapshot, type SourceHealth,
  type SystemState, type Value, type ValueState, type WireSample, type WireSeries, compareCursor,
} from '#contract'

/** What this screen holds of one series. `value` and `at` are absent together. */
export interface LiveEntry {
  source: string
  freshness: Freshness
  /** How long a value counts as live, 0 for calendar rules. */
  liveForMs: number
  value?: Value
  at?: number
  liveUntil?: number
  period?: string
  state?: ValueState
  suspect?: boolean
  coverage?: Coverage
}

/** Our copy of the server's state for the watched feeds, at one place of the log. */
export interface Replica {
  epoch: string
  cursor: Cursor
  /** Empty after a copy by HTTP: then the socket must send a whole snapshot first. */
  handles: Map<number, SeriesName>
  entries: Map<SeriesName, LiveEntry>
  sources: Map<string, SourceHealth>
  system: SystemState
}

/** `gap`: samples are missing before this frame. `unknown`: another log, or a series we were never told of. */
export type Verdict = 'applied' | 'old' | 'gap' | 'unknown'

/** Told of every sample and verdict as it is applied, so that trails grow with it. */
export type Applied = (series: SeriesName, entry: LiveEntry) => void

export function replicaOf(snapshot: Snapshot): Replica {
  const { epoch, cursor, system } = snapshot
  const sources = new Map(snapshot.sources.map((source) => [source.id as string, source]))
  const replica: Replica = { epoch, cursor, system, sources, handles: new Map(), entries: new Map() }
  for (const series of snapshot.series) learn(replica, series)
  for (const sample of snapshot.samples) takeSample(replica, sample)
  for (const [handle, freshness] of snapshot.fresh) takeFreshness(replica, handle, freshness)
  return replica
}

export function replicaOfAnswer(answer: LiveAnswer): Replica {
  const entries = new Map<SeriesName, LiveEntry>()
  for (const value of answer.values) entries.set(value.series, entryOf(value))
  const sources = new Map(answer.sources.map((source) => [source.id as string, source]))
  return { epoch: answer.epoch, cursor: answer.cursor, system: answer.system, handles: new Map(), entries, sources }
}

function entryOf({ at, liveUntil, source, freshness, value, period, state, suspect, coverage }: LiveValue): LiveEntry {
  const moments = {
    at: at === undefined ? undefined : Date.parse(at),
    liveUntil: liveUntil === undefined ? undefined : Date.parse(liveUntil),
  }
  const known = Object.entries({ source, freshness, liveForMs: 0, value, period, state, suspect, coverage, ...moments }).filter(([, part]) => part !== undefined)
  return Object.fromEntries(known) as unknown as LiveEntry // the same fields, less the undefined ones
}

/** Applies a frame in place. Only an `applied` frame moves the cursor. */
export function applyFrame(replica: Replica, frame: Frame, applied: Applied): Verdict {
  if (frame.epoch !== replica.epoch) return 'unknown'
  if (compareCursor(frame.prev, replica.cursor) > 0) return 'gap'
  const order = compareCursor(frame.cursor, replica.cursor)
  // Sent again after we asked from an earlier place: its verdicts are about values we no longer show.
  if (order < 0) return 'old'
  const isNews = order > 0
  for (const series of frame.series ?? []) learn(replica, series)
  const fresh = frame.fresh ?? []
  if ([...(isNews ? frame.samples : []), ...fresh].some(([handle]) => !replica.handles.has(handle))) return 'unknown'
  const touched = new Set<SeriesName>()
  const touch = (series: SeriesName | undefined) => series !== undefined && touched.add(series)
  if (isNews) for (const sample of frame.samples) touch(takeSample(replica, sample))
  for (const [handle, freshness] of fresh) touch(takeFreshness(replica, handle, freshness))
  for (const source of frame.sources ?? []) replica.sources.set(source.id, source)
  if (frame.system) replica.system = frame.system
  if (isNews) replica.cursor = frame.cursor
  for (const series of touched) applied(series, replica.entries.get(series)!) // just written
  return isNews ? 'applied' : 'old'
}

function learn(replica: Replica, [handle, name, source, liveForMs]: WireSeries): void {
  const series = name as SeriesName // our own server's name
  replica.handles.set(handle, series)
  const held = replica.entries.get(series)
  replica.entries.set(series, held ? { ...held, source, liveForMs } : { source, liveForMs, freshness: 'never' })
}

function takeSample(replica: Replica, [handle, at, value, extra]: WireSample): SeriesName | undefined {
  const series = replica.handles.get(handle)
  const held = series && replica.entries.get(series)
  // An older value belongs to history and never replaces a newer one on screen.
  if (!held || (held.at !== undefined && at < held.at)) return undefined
  const { source, liveForMs } = held
  const entry: LiveEntry = { source, liveForMs, freshness: 'live', value, at }
  const liveUntil = extra?.d ?? (liveForMs > 0 ? at + liveForMs : undefined)
  if (liveUntil !== undefined) entry.liveUntil = liveUntil
  if (extra?.p !== undefined) entry.period = extra.p
  if (extra?.st !== undefined) entry.state = extra.st
  if (extra?.q === 1) entry.suspect = true
  if (extra?.c) entry.coverage = { reported: extra.c[0], expected: extra.c[1] }
  replica.entries.set(series, entry)
  return series
}

function takeFreshness(replica: Replica, handle: number, freshness: Freshness): SeriesName | undefined {
  const series = replica.handles.get(handle)
  const held = series && replica.entries.get(series)
  if (!held) return undefined
  replica.entries.set(series, { ...held, freshness })
  return series
}
