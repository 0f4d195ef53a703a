import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { type Catalogue, CURSOR_ZERO, type Due, type DueRule, type FeedId, type Snapshot, type SourceHealth, type SystemState, type Thing, type Verb, type Viewer, type WallState } from '#contract'
import type { Bus, LogEntry } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createConditions } from './conditions.ts'
import { createDoor } from './door.ts'
import { feedSetOf } from './feed-set.ts'
import type { Stand } from './frame.ts'
import { createHealthSheet } from './health-sheet.ts'
import { HUB_LIMITS, type HubLimits } from './limits.ts'
import { createPacks } from './packs.ts'
import { createRoom } from './room.ts'
import { createSeriesBook, type LiveSeries } from './series-book.ts'
import type { PaceOf, Written } from './snapshot.ts'
import { type Beginning, createTail } from './tail.ts'
import { createVisitors } from './visitors.ts'
import { createWallWords } from './wall-words.ts'

export interface HubDeps {
  bus: Bus
  catalogue(): Catalogue
  paceOf?: PaceOf | undefined
  /** The catalogue's revision, told to every screen. */
  revision?: (() => string | undefined) | undefined
  dueOf(rule: DueRule, at: number): Due
  clock: Clock
  log: Log
  httpServer: HttpServer
  can(viewer: Viewer, verb: Verb, thing: Thing): boolean
  identify(request: IncomingMessage): Viewer
  /** Sessions of people (door.ts); absent where there are none. */
  recognise?: ((request: IncomingMessage) => Promise<void>) | undefined
  isStill?: ((request: IncomingMessage) => Promise<boolean>) | undefined
  onEnded?: ((listener: () => void) => void) | undefined
  allowOrigin(request: IncomingMessage): boolean
  /** Milliseconds between frames; 0 sends a frame per batch of the log. */
  beatMs?: number
  demo: boolean
  /** Does history keep up? Told to every screen. */
  history?: () => NonNullable<SystemState['history']>
  /** What a wall shows now; nothing is told of walls where it is absent. */
  wallState?: (wall: string) => WallState | undefined
  /** Tells this hub from others on the same log. */
  instance?: string
  limits?: Partial<HubLimits>
}

export interface HubStats {
  clients: number
  /** Clients set aside until they have drained. */
  slow: number
  rooms: number
  series: number
  snapshotsBuilt: number
}

export interface Hub {
  /** Resolves after the first look at the bus; without a bus it goes on trying. The HTTP server's own listeners must be there before. */
  start(): Promise<void>
  stop(): Promise<void>
  /** What `GET /api/v1/live` answers, and the same as it travels on the socket. */
  snapshot(feeds: readonly FeedId[]): Promise<Written & { snapshot: Snapshot }>
  health(): SourceHealth[]
  system(): SystemState
  stats(): HubStats
}

const USUAL_BEAT_MS = 250
const LONGEST_BEAT_MS = 1_000
const HEALTH_EVERY_MS = 1_000
/** So long at most the door stays shut for want of a first look at the bus. */
const FIRST_LOOK_MS = 1_000
/** Past this many samples a beat does not wait for its time. */
const MOST_PENDING = 20_000

export function createHub(deps: HubDeps): Hub {
  const { bus, clock, log } = deps
  const beatMs = deps.beatMs ?? USUAL_BEAT_MS
  const pulseMs = Math.min(LONGEST_BEAT_MS, beatMs === 0 ? USUAL_BEAT_MS : beatMs)
  const limits = { ...HUB_LIMITS, ...deps.limits }
  const instance = deps.instance ?? randomUUID()
  let generation = 0
  let isReachable = false
  let pending: LogEntry[] = []
  let pendingSamples = 0
  let refreshedAt = 0
  let catalogue = deps.catalogue()
  let rulesText = rulesOf(catalogue)
  let cancelPulse = () => {}
  const conditions = createConditions({ bus, clock })
  const sheet = createHealthSheet()
  let book = createSeriesBook({ indicators: [], dueOf: deps.dueOf })
  let stand: Stand = { epoch: '', cursor: CURSOR_ZERO, step: 0, changedStep: 0, at: clock.now(), system: systemNow(), systemStep: 0 }

  const packs = createPacks({ shareMs: limits.shareMs, stand: () => stand, book: () => book, sources: sheet.of, paceOf: deps.paceOf })
  const tail = createTail({
    bus, clock, log, begun, entries,
    sources: () => deps.catalogue().sources.map((source) => source.id),
    reachable: (is) => void (isReachable = is),
  })
  const door = createDoor({
    httpServer: deps.httpServer, clock, recognise: deps.recognise, isStill: deps.isStill, onEnded: deps.onEnded,
    mayEnter: (request) => deps.allowOrigin(request) && deps.can(deps.identify(request), 'read', { kind: 'catalogue' }),
    came: (line, request) => visitors.came(line, deps.identify(request)),
    asked: (line, raw) => visitors.asked(line, raw),
    gone: (line) => visitors.gone(line),
  })
  const walls = createWallWords({ emit: door.emit, stateOf: (wall) => deps.wallState?.(wall) })
  const visitors = createVisitors({
    clock, limits, emit: door.emit, can: deps.can, walls,
    openRoom: (name, set) => createRoom({
      name, set, clock, log, limits, pulseMs, emit: door.emit,
      stand: () => stand, book: () => book, sources: () => sheet.of(set), pack: (atLeast) => packs.take(set, atLeast),
    }),
  })

  function revisionNow(): Pick<SystemState, 'catalogue'> {
    const revision = deps.revision?.()
    return revision === undefined ? {} : { catalogue: revision }
  }

  function systemNow(): SystemState {
    return { bus: bus.kind, ...conditions.now(), demo: deps.demo, busReachable: isReachable, ...(deps.history === undefined ? {} : { history: deps.history() }), ...revisionNow() }
  }

  function begun({ latest, sources }: Beginning): void {
    const now = clock.now()
    const step = stand.step + 1
    generation++
    isReachable = true
    forgetPending()
    catalogue = deps.catalogue()
    rulesText = rulesOf(catalogue)
    book = createSeriesBook({ indicators: catalogue.indicators, dueOf: deps.dueOf })
    for (const sample of latest.samples) book.apply(sample, now, step)
    sheet.begin(sources)
    refreshHealth(now, step)
    // Handles are this hub's own and new each time it begins: a client that comes from another hub, or from before, must not
    // read our numbers by its old list. So the wire's epoch stands for log, hub and beginning together.
    const epoch = createHash('sha256').update(`${latest.epoch}\n${instance}\n${generation}`).digest('base64url').slice(0, 22)
    stand = { epoch, cursor: latest.cursor, step, changedStep: step, at: now, system: systemNow(), systemStep: step }
    for (const room of visitors.rooms()) room.reset()
  }

  function entries(more: readonly LogEntry[]): void {
    for (const entry of more) {
      pending.push(entry)
      pendingSamples += entry.samples.length
    }
    if (beatMs === 0 || pendingSamples > MOST_PENDING) pulse()
  }

  function forgetPending(): void {
    pending = []
    pendingSamples = 0
  }

  function refreshHealth(now: number, step: number): boolean {
    refreshedAt = now
    return sheet.refresh({ sources: catalogue.sources, book, now, paused: conditions.now().pressure !== 'none', step })
  }

  /** Everything that came since the last beat is applied, judged and told at once, so all rooms always stand at the same place. */
  function beat(): void {
    const now = clock.now()
    const step = stand.step + 1
    const came = pending
    forgetPending()
    const changed = applyAll(came, now, step)
    const cursor = came.at(-1)?.cursor ?? stand.cursor
    // With a frame per batch the next batch brings it along: a frame of its own would cost as much as a batch does.
    const mayWaitMs = beatMs === 0 && came.length === 0 ? pulseMs : 0
    const isHealthDue = Math.abs(now - refreshedAt) >= HEALTH_EVERY_MS + mayWaitMs
    if (isHealthDue) followCatalogue()
    const isHealthNew = isHealthDue && refreshHealth(now, step)
    const system = systemNow()
    const isSystemNew = JSON.stringify(system) !== JSON.stringify(stand.system)
    const isNew = changed.size > 0 || isHealthNew || isSystemNew || cursor !== stand.cursor
    stand = {
      epoch: stand.epoch, cursor, step, at: now, system,
      changedStep: isNew ? step : stand.changedStep,
      systemStep: isSystemNew ? step : stand.systemStep,
    }
    for (const room of visitors.rooms()) room.beat(changed)
    walls.beat()
  }

  function applyAll(came: readonly LogEntry[], now: number, step: number): Map<string, Set<LiveSeries>> {
    const changed = new Map<string, Set<LiveSeries>>()
    const note = (series: LiveSeries | undefined) => {
      if (series === undefined) return
      const others = changed.get(series.domain)
      if (others === undefined) changed.set(series.domain, new Set([series]))
      else others.add(series)
    }
    for (const { run, samples } of came) {
      sheet.apply(run)
      for (const sample of samples) note(book.apply(sample, now, step))
    }
    for (const series of book.judge(now, step)) note(series)
    return changed
  }

  /** Other indicators, due rules or sources: begin again, so that nothing is judged by an old rule. */
  function followCatalogue(): void {
    const current = deps.catalogue()
    if (current === catalogue) return
    catalogue = current
    const text = rulesOf(current)
    if (text === rulesText) return
    rulesText = text
    tail.begin()
  }

  /** The clock's own task: a fault in one beat must not end the process, and is told. */
  function pulse(): void {
    try {
      beat()
    } catch (cause) {
      log.error({ cause }, 'a beat of the hub failed')
    }
  }

  return {
    async start() {
      cancelPulse = clock.every(pulseMs, pulse)
      const looked = Promise.all([conditions.start(), tail.start()])
      // Screens that come in before it would get an empty snapshot and then a second one; without a bus they must hear of that.
      await Promise.race([looked, new Promise<void>((resolve) => clock.after(FIRST_LOOK_MS, resolve))])
      door.open()
      await looked
    },
    async stop() {
      cancelPulse()
      conditions.stop()
      await Promise.all([tail.stop(), door.close()])
    },
    async snapshot(feeds) {
      const pack = packs.take(feedSetOf(feeds), stand.changedStep)
      return { snapshot: pack.snapshot, ...(await pack.written()) }
    },
    health: () => sheet.all(),
    system: () => stand.system,
    stats() {
      const rooms = [...visitors.rooms()]
      return {
        clients: door.count(), slow: rooms.reduce((sum, room) => sum + room.slow(), 0), rooms: rooms.length,
        series: [...book.all()].length, snapshotsBuilt: packs.built(),
      }
    },
  }
}

const rulesOf = ({ indicators, sources }: Catalogue): string =>
  JSON.stringify([indicators.map(({ id, domain, due }) => [id, domain, due]), sources.map((source) => source.id)])
