import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import {
  type Catalogue, compareCursor, type Due, type DueRule, durationMs, EVENT, Frame, PROTOCOL, type Refused, type Run, type SeriesName, Snapshot, type SourceHealth, type SystemState, type Value, type WireFresh, type WireSample, type WireSeries,
} from '#contract'
import type { Bus } from '../../server/bus/bus.ts'
import { createMemoryBus } from '../../server/bus/memory-bus.ts'
import { systemClock, type Clock } from '../../server/clock.ts'
import { createHub, type Hub, type HubDeps } from '../../server/hub/index.ts'
import { silentLog } from '../../server/log.ts'

const text = (word: string) => ({ vi: word, en: word })
const indicator = (id: string, due: unknown, domain = id.split('.')[0]) => ({
  id, name: text(id), domain, owner: 'gov.test', unit: '', kind: 'gauge', direction: 'none', decimals: 0, due, aggregation: 'last', level: 'province',
})
const source = (id: string, feeds: string[], everyMs?: number) => ({
  id, title: text(id), short: text(id), agency: 'gov.test', system: id, driver: 'push', origin: 'real', feeds, ...(everyMs !== undefined && { everyMs }),
})

/** Two feeds: `tthc` (two minute figures, one of a calendar) and `datacentre`; `many` minute figures more in `load`. */
export function testCatalogue(many = 0): Catalogue {
  const minute = { every: '1m' }
  return {
    deployment: { id: 'test', name: text('Thử'), centre: text('Thử'), timeZone: 'Asia/Ho_Chi_Minh', subject: 'tn2025' },
    demo: false,
    indicators: [
      indicator('tthc.a', minute), indicator('tthc.b', minute), indicator('tthc.daily', { calendar: 'workday', by: '17:00' }), indicator('datacentre.cpu', minute),
      ...Array.from({ length: many }, (_, index) => indicator(`load.n${index}`, minute)),
    ],
    agencies: [], localities: [], sites: [], targets: [],
    sources: [source('tthc', ['tthc'], 60_000), source('datacentre', ['datacentre']), source('load', [])],
  } as unknown as Catalogue // plain texts where the schema has branded ids
}

const DAY_MS = 86_400_000

/** Interval rules as they are; a calendar rule as "until the end of the next day". */
export function testDueOf(rule: DueRule, at: number): Due {
  if ('every' in rule) return { liveUntil: at + durationMs(rule.every) * 1.2, lateUntil: at + durationMs(rule.every) * 3 }
  const day = Math.floor(at / DAY_MS)
  return { liveUntil: (day + 2) * DAY_MS, lateUntil: (day + 3) * DAY_MS }
}

/** The machine's clock with hands that can be moved; timers run as ever. */
export function createShiftedClock(): Clock & { shift(ms: number): void } {
  let shifted = 0
  return { ...systemClock, now: () => Date.now() + shifted, shift: (ms) => void (shifted += ms) }
}

/** A bus that can be cut off, and replaced by another one, as an emptied Redis is. */
export function createLooseBus(clock: Clock): Bus & { cut(isCut: boolean): void; replace(): void } {
  let inner = createMemoryBus({ clock })
  let isCut = false
  const own = { cut: (is: boolean) => void (isCut = is), replace: () => void (inner = createMemoryBus({ clock })) }
  return new Proxy(own, {
    get(target, name) {
      if (name in target) return target[name as keyof typeof target]
      const member = inner[name as keyof Bus]
      if (typeof member !== 'function') return member
      return async (...all: never[]) => {
        if (isCut) throw new Error('bus is cut off')
        const answer: unknown = await (member as (...all: never[]) => Promise<unknown>)(...all)
        if (isCut) throw new Error('bus is cut off')
        return answer
      }
    },
  }) as never // every member of Bus is served by the inner one
}

let runs = 0

/** One batch of one source, now. */
export async function publish(bus: Bus, from: { source: string; now: number; error?: Run['error'] }, samples: { series: string; at: number; value: Value; period?: string }[]): Promise<void> {
  const run = {
    id: `${from.source}:${++runs}`, source: from.source, startedAt: from.now, endedAt: from.now, fence: 0, raw: [],
    accepted: samples.length, unchanged: 0, rejected: 0, rejects: [], ...(from.error !== undefined && { error: from.error }),
  } as unknown as Run // plain texts where the schema has branded ids
  await bus.publish({ run, samples: samples.map((sample) => ({ ...sample, series: sample.series as SeriesName, feed: sample.series.split('.')[0] as never })) })
}

export interface HubRig {
  hub: Hub
  bus: ReturnType<typeof createLooseBus>
  clock: ReturnType<typeof createShiftedClock>
  url: string
  server: Server
  publish(source: string, samples: { series: string; at?: number; value: Value; period?: string }[], error?: Run['error']): Promise<void>
  screen(feeds: string[], options?: ScreenOptions): Screen
  stop(): Promise<void>
}

/** A real hub behind a real port, on a bus in memory. */
export async function startHubRig(over: Partial<HubDeps> & { loose?: ReturnType<typeof createLooseBus> } = {}): Promise<HubRig> {
  const clock = createShiftedClock()
  const bus = over.loose ?? createLooseBus(clock)
  const server = createServer((_request, response) => void response.writeHead(404).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const catalogue = testCatalogue()
  const hub = createHub({
    bus, clock, log: silentLog, httpServer: server, catalogue: () => catalogue, dueOf: testDueOf,
    can: () => true, identify: () => ({ kind: 'local' }), allowOrigin: () => true, beatMs: 20, demo: false, ...over, limits: { joinMs: 5, ...over.limits },
  })
  await hub.start()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const screens: Screen[] = []
  return {
    hub, bus, clock, url, server,
    publish: (from, samples, error) => publish(bus, { source: from, now: clock.now(), ...(error !== undefined && { error }) }, samples.map((sample) => ({ at: clock.now(), ...sample }))),
    screen(feeds, options) {
      const screen = openScreen(url, feeds, options)
      screens.push(screen)
      return screen
    },
    async stop() {
      for (const screen of screens) screen.close()
      await hub.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface ScreenOptions {
  /** Waits this long before it asks again after a gap. */
  askAgainMs?: number
  headers?: Record<string, string>
}

export interface ScreenValue {
  at: number
  value: Value
  freshness: string
}

/** The smallest client that keeps the protocol: the state it ends with must be the server's. */
export interface Screen {
  socket: Socket
  values: Map<string, ScreenValue>
  sources: Map<string, SourceHealth>
  system: SystemState | undefined
  epoch: string
  cursor: string
  snapshots: Snapshot[]
  frames: Frame[]
  refused: Refused[]
  /** Frames that did not follow what it had. */
  gaps: number
  watch(more?: object): void
  /** Cuts the line and comes back with what it has. */
  reconnect(): void
  /** Stops reading from the network, as a frozen screen does. */
  freeze(isFrozen: boolean): void
  close(): void
}

export function openScreen(url: string, feeds: string[], options: ScreenOptions = {}): Screen {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: options.headers ?? {} })
  const names = new Map<number, string>()
  const screen: Screen = {
    socket, values: new Map(), sources: new Map(), system: undefined, epoch: '', cursor: '', snapshots: [], frames: [], refused: [], gaps: 0,
    watch: (more = {}) => void socket.emit(EVENT.watch, { protocol: PROTOCOL, feeds, ...(screen.epoch !== '' && { epoch: screen.epoch, cursor: screen.cursor }), ...more }),
    reconnect: () => void socket.disconnect().connect(),
    freeze(isFrozen) {
      const wire = (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket // below the client's surface
      if (isFrozen) wire.pause()
      else wire.resume()
    },
    close: () => void socket.disconnect(),
  }

  const learn = (series: readonly WireSeries[]) => {
    for (const [handle, name] of series) names.set(handle, name)
  }
  const take = ([handle, at, value]: WireSample) => {
    const name = nameOf(handle)
    const held = screen.values.get(name)
    if (held === undefined || at >= held.at) screen.values.set(name, { at, value, freshness: 'live' })
  }
  const judge = ([handle, freshness]: WireFresh) => {
    const held = screen.values.get(nameOf(handle))
    if (held !== undefined) screen.values.set(nameOf(handle), { ...held, freshness })
  }
  const nameOf = (handle: number): string => {
    const name = names.get(handle)
    if (name === undefined) throw new Error(`handle ${handle} was never introduced`)
    return name
  }

  socket.on('connect', () => screen.watch())
  socket.on(EVENT.refused, (raw: Refused) => void screen.refused.push(raw))
  socket.on(EVENT.snapshot, (raw: Buffer) => {
    const snapshot = Snapshot.parse(JSON.parse(gunzipSync(raw).toString()))
    screen.snapshots.push(snapshot)
    screen.values.clear()
    names.clear()
    learn(snapshot.series)
    for (const sample of snapshot.samples) take(sample)
    for (const fresh of snapshot.fresh) judge(fresh)
    screen.sources = new Map(snapshot.sources.map((one) => [one.id, one]))
    Object.assign(screen, { epoch: snapshot.epoch, cursor: snapshot.cursor, system: snapshot.system })
  })
  socket.on(EVENT.frame, (raw: unknown) => {
    const frame = Frame.parse(raw)
    screen.frames.push(frame)
    if (frame.epoch !== screen.epoch || compareCursor(frame.prev, screen.cursor as Frame['cursor']) > 0) {
      screen.gaps++
      setTimeout(() => screen.watch(frame.epoch === screen.epoch ? {} : { epoch: undefined, cursor: undefined }), options.askAgainMs ?? 10)
      return
    }
    const order = compareCursor(frame.cursor, screen.cursor as Frame['cursor'])
    if (order < 0) return
    const isNews = order > 0
    learn(frame.series ?? [])
    if (isNews) for (const sample of frame.samples) take(sample)
    for (const fresh of frame.fresh ?? []) judge(fresh)
    for (const one of frame.sources ?? []) screen.sources.set(one.id, one)
    if (frame.system !== undefined) screen.system = frame.system
    if (isNews) screen.cursor = frame.cursor
  })
  return screen
}

/** What the server would show of these feeds, in the screen's own shape. */
export async function serverValues(hub: Hub, feeds: string[]): Promise<Map<string, ScreenValue>> {
  const { answer } = await hub.snapshot(feeds as never[]) // branded ids
  return new Map(answer.values.map((one) => [one.series, { at: Date.parse(one.at ?? ''), value: one.value ?? '', freshness: one.freshness }]))
}
