import { answerParent } from './child.ts'
import { openRawClient } from './raw-client.ts'
import { isFrame, watchPacket } from './read-updates.ts'
import { percentile } from './statistics.ts'

/** Screens that come back whenever they are cut: each tries again every 100 ms, give or take a half. */
export interface StormOrder {
  url: string
  clients: number
  /** None: a bare handshake, and then any message counts. */
  feeds: string[]
}

export interface StormOutcome {
  /** From the listener's first accept until the last screen was live: it had its snapshot and news after it. */
  allLiveMs: number
  medianLiveMs: number
  /** From the blow to the last screen: what the start takes before it listens is in it. */
  sinceBlowMs: number
  /** From the first accept until the first handshake was let in: the server listens before its parts stand. */
  firstInMs: number
  bytes: number
  /** How many were live when the time was up; those that were not count as the time allowed. */
  live: number
}

const RETRY_MS = 100
const CONNECT_AT_ONCE = 100
const ALLOWED_MS = 60_000

let order: StormOrder
/** Of connections that ended, since the blow. */
let bytes = 0
let armedAt = 0
/** Cut since the blow; live again since the first accept. */
let cut = new Set<number>()
let liveAt = new Map<number, number>()
let acceptedAt: number | undefined
let firstInAt: number | undefined
let awaited = 0
let told: (() => void) | undefined

const retryMs = (): number => RETRY_MS * (0.5 + Math.random())

function live(which: number): void {
  if (liveAt.has(which)) return
  liveAt.set(which, performance.now())
  if (liveAt.size >= awaited) told?.()
}

function open(which: number): void {
  const openedAt = performance.now()
  let hasSnapshot = order.feeds.length === 0
  const client = openRawClient({
    url: order.url,
    protocol: 'socket.io',
    onConnect: () => void (acceptedAt ??= performance.now()),
    onReady(own) {
      firstInAt ??= performance.now()
      if (order.feeds.length > 0) own.sendText(watchPacket(order.feeds))
    },
    onBinary: () => void (hasSnapshot = true),
    onText(payload) {
      if (hasSnapshot && (order.feeds.length === 0 || isFrame(payload))) live(which)
    },
    onEnd() {
      if (openedAt > armedAt) bytes += client.bytes()
      cut.add(which)
      liveAt.delete(which)
      setTimeout(() => open(which), retryMs())
    },
  })
  opened[which] = client
}

const opened: ReturnType<typeof openRawClient>[] = []

function untilLive(count: number): Promise<void> {
  awaited = count
  return new Promise((resolve) => {
    setTimeout(resolve, ALLOWED_MS).unref()
    told = resolve
    if (liveAt.size >= count) resolve()
  })
}

answerParent({
  async connect(wanted: StormOrder) {
    order = wanted
    for (let next = 0; next < order.clients; next += CONNECT_AT_ONCE) {
      for (let which = next; which < Math.min(order.clients, next + CONNECT_AT_ONCE); which += 1) open(which)
      await untilLive(Math.min(order.clients, next + CONNECT_AT_ONCE))
    }
    if (liveAt.size < order.clients) throw new Error(`only ${liveAt.size} of ${order.clients} screens came live before the storm`)
  },
  /** Said before the blow. */
  arm() {
    cut = new Set()
    bytes = 0
    armedAt = performance.now()
    acceptedAt = undefined
    firstInAt = undefined
  },
  /** Said with the blow. */
  async again(): Promise<StormOutcome> {
    while (cut.size < order.clients) await new Promise((resolve) => setTimeout(resolve, 1))
    await untilLive(order.clients)
    const start = acceptedAt ?? NaN
    const took = Array.from({ length: order.clients }, (_, which) => (liveAt.get(which) ?? start + ALLOWED_MS) - start)
    return {
      allLiveMs: Math.max(...took), medianLiveMs: percentile(took, 50), sinceBlowMs: Math.max(...took) + start - armedAt, firstInMs: (firstInAt ?? NaN) - start,
      bytes: bytes + opened.reduce((sum, client) => sum + client.bytes(), 0), live: liveAt.size,
    }
  },
})
