import { type Cursor, factsOf, type Frame, type LiveAnswer, type Point, type SeriesName, type Snapshot, type SourceHealth, type SystemState, type WallState } from '#contract'
import { CONNECTING, type Connection, type ConnectionState, createWatchdog } from './connection.ts'
import { inflate } from './inflate.ts'
import { type FetchLive, createLink } from './link.ts'
import { type LiveEntry, type Replica, applyFrame, replicaOf, replicaOfAnswer } from './replica.ts'
import { createServerClock } from './server-clock.ts'
import { type Connect, connectTo } from './socket.ts'
import { type Store, createStore } from './store.ts'
import { createTicker } from './ticker.ts'
import { type Timing, realTiming } from './timing.ts'
import { type TrailDeps, type Trails, createTrails } from './trails.ts'

export interface LiveDeps extends Partial<Timing> {
  feeds: readonly string[]
  /** The wall this window is a tile of: what it shows is then told on the same line. */
  wall?: string
  /** Defaults to this page's own server. */
  connect?: Connect
  fetchLive?: FetchLive
  fetchTrail?: TrailDeps['fetchTrail']
  inflate?: (bytes: Uint8Array) => Promise<string>
  /** What this device saw last, for a screen that finds no server at all. */
  remembered?: () => Promise<LiveAnswer | undefined>
  /** The server speaks another protocol: load the page anew. */
  reload?: () => void
}

/** Everything the screen knows of the server, as of the last flush. */
export interface Live {
  start: () => void
  stop: () => void
  /** What this screen watches. */
  feeds: readonly string[]
  entry: (series: SeriesName) => LiveEntry | undefined
  /** All series held. */
  series: () => readonly SeriesName[]
  trail: (series: SeriesName) => readonly Point[] | undefined
  keepTrail: (series: SeriesName, ms: number) => void
  sources: () => ReadonlyMap<string, SourceHealth>
  system: () => SystemState | undefined
  connection: () => Connection
  /** What the server said last of the wall. */
  wallState: () => WallState | undefined
  /** Place in the log of what was flushed last. */
  mark: () => Mark | undefined
  serverNow: () => number | undefined
  subscribe: (topics: readonly string[], told: () => void) => () => void
}

export interface Mark {
  epoch: string
  cursor: Cursor
}

/** What one may subscribe to beside a series' name; none of these is a valid name. */
export const TOPIC = { sources: '#sources', system: '#system', connection: '#connection', mark: '#mark', series: '#series', second: '#second', wall: '#wall' } as const
export const trailTopic = (series: SeriesName): string => `#trail ${series}`

export function createLive(deps: LiveDeps): Live {
  const timing: Timing = { ...realTiming, ...given(deps) }
  const clock = createServerClock(timing.now)
  const store = createStore(timing.schedule)
  let replica: Replica | undefined
  const trails = createTrails({
    fetchTrail: deps.fetchTrail,
    liveForMs: (series) => replica?.entries.get(series)?.liveForMs ?? 0,
    grown: (series) => store.stage(trailTopic(series), () => trails.points(series)),
  })
  const watchdog = createWatchdog({ timing, serverNow: clock.now, isPolling: () => link.isPolling(), changed: stageConnection })
  const ticker = createTicker({ timing, serverNow: clock.now, ticked: (second) => store.stage(TOPIC.second, () => second) })
  const link = createLink({
    feeds: deps.feeds,
    wall: deps.wall,
    connect: deps.connect ?? connectTo(),
    fetchLive: deps.fetchLive,
    timing,
    inflate: deps.inflate ?? inflate,
    resumeFrom: () => (replica && replica.handles.size > 0 ? { epoch: replica.epoch, cursor: replica.cursor } : undefined),
    snapshot: (snapshot: Snapshot) => replace(replicaOf(snapshot), snapshot.at),
    answer: (answer: LiveAnswer) => replace(replicaOfAnswer(answer), Date.parse(answer.at)),
    frame: takeFrame,
    heard: watchdog.heard,
    refused: ({ code }) => (code === 'reload' ? deps.reload?.() : watchdog.refused(code)),
    wallState: (state) => store.stage(TOPIC.wall, () => state),
  })

  function replace(next: Replica, at: number): void {
    clock.set(at)
    const before = replica
    replica = next
    for (const series of new Set([...(before?.entries.keys() ?? []), ...next.entries.keys()])) {
      stageEntry(series)
      const is = next.entries.get(series)
      if (is && is.at !== before?.entries.get(series)?.at) grow(trails, series, is)
    }
    // What happened between two snapshots is only in the books of the past; a poll each 2 s misses next to nothing.
    if (before && next.handles.size > 0) trails.seedAll()
    stageRest()
    ticker.look()
    watchdog.heard()
  }

  /** Shown as what it is: figures of then, over a line that is cut. The only place that asks the device's own clock: there is no other. */
  async function remember(): Promise<void> {
    const answer = await deps.remembered?.().catch(() => undefined)
    if (answer === undefined || replica !== undefined) return
    const at = Date.parse(answer.at)
    replica = replicaOfAnswer(answer)
    clock.set(Math.max(at, Date.now()))
    watchdog.remembered(at)
    store.stage(TOPIC.connection, () => watchdog.state())
    for (const series of replica.entries.keys()) stageEntry(series)
    stageRest()
    ticker.look()
  }

  function takeFrame(frame: Frame): void {
    clock.set(frame.at)
    if (replica) follow(replica, frame)
    else link.ask(true)
    ticker.look()
    if (frame.skipped > 0) watchdog.slowed()
    watchdog.heard()
  }

  function follow(mine: Replica, frame: Frame): void {
    const known = mine.entries.size
    const verdict = applyFrame(mine, frame, (series, entry) => {
      stageEntry(series)
      grow(trails, series, entry)
    })
    if (verdict === 'gap' || verdict === 'unknown') link.ask(verdict === 'unknown')
    if (frame.sources || frame.system || mine.entries.size !== known) stageRest()
    store.stage(TOPIC.mark, readMark)
  }

  function stageConnection(was: ConnectionState): void {
    const is = watchdog.state().state
    if (is === 'lost' && replica === undefined) void remember()
    store.stage(TOPIC.connection, () => watchdog.state())
    if ((was === 'lost') !== (is === 'lost')) for (const series of replica?.entries.keys() ?? []) stageEntry(series)
  }

  function stageEntry(series: SeriesName): void {
    store.stage(series, () => {
      const entry = replica?.entries.get(series)
      return entry && watchdog.state().state === 'lost' ? { ...entry, freshness: 'lost' } : entry
    })
  }

  function woken(): void {
    link.wake()
    ticker.look()
    store.flush()
  }

  let leaveShown = () => {}
  const readMark = () => replica && `${replica.epoch} ${replica.cursor}`

  function stageRest(): void {
    store.stage(TOPIC.mark, readMark)
    store.stage(TOPIC.system, () => replica?.system)
    store.stage(TOPIC.sources, () => new Map(replica?.sources))
    store.stage(TOPIC.series, () => [...(replica?.entries.keys() ?? [])])
  }

  return {
    start() {
      watchdog.start()
      ticker.start()
      link.start()
      leaveShown = timing.onShown(woken)
    },
    stop() {
      leaveShown()
      watchdog.stop()
      ticker.stop()
      link.stop()
    },
    ...reading(store),
    feeds: deps.feeds,
    keepTrail: trails.keep,
    serverNow: clock.now,
  }
}

const NO_SOURCES: ReadonlyMap<string, SourceHealth> = new Map()

/** Each topic has one writer above, which fixes its type. */
function reading(store: Store): Omit<Live, 'start' | 'stop' | 'feeds' | 'keepTrail' | 'serverNow'> {
  return {
    entry: (series) => store.get(series) as LiveEntry | undefined,
    series: () => (store.get(TOPIC.series) as SeriesName[] | undefined) ?? [],
    trail: (series) => store.get(trailTopic(series)) as readonly Point[] | undefined,
    sources: () => (store.get(TOPIC.sources) as ReadonlyMap<string, SourceHealth> | undefined) ?? NO_SOURCES,
    system: () => store.get(TOPIC.system) as SystemState | undefined,
    connection: () => (store.get(TOPIC.connection) as Connection | undefined) ?? CONNECTING,
    wallState: () => store.get(TOPIC.wall) as WallState | undefined,
    mark: () => markOf(store.get(TOPIC.mark) as string | undefined),
    subscribe: (topics, told) => store.subscribe(topics, told),
  }
}

function grow(trails: Trails, series: SeriesName, { at, value, period, state, coverage }: LiveEntry): void {
  if (at !== undefined && typeof value === 'number') trails.add(series, at, value, factsOf({ period, state, coverage }))
}

/** Kept as text, so that an unmoved mark is seen to be the same. */
function markOf(text: string | undefined): Mark | undefined {
  if (text === undefined) return undefined
  const at = text.lastIndexOf(' ')
  return { epoch: text.slice(0, at), cursor: text.slice(at + 1) as Cursor } // written by readMark
}

function given({ now, after, schedule, random, onShown }: Partial<Timing>): Partial<Timing> {
  return { ...(now && { now }), ...(after && { after }), ...(schedule && { schedule }), ...(random && { random }), ...(onShown && { onShown }) }
}
