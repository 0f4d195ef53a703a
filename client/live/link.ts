import { type Cursor, FeedId, type Frame, type LiveAnswer, PROTOCOL, Refused, type Snapshot, WallState } from '#contract'
import { readFrame, readSnapshot } from './read-message.ts'
import type { Connect, LiveSocket } from './socket.ts'
import type { Timing } from './timing.ts'

/** `same`: nothing changed since the ETag we showed. */
export type FetchLive = (
  feeds: readonly string[],
  etag: string | undefined,
) => Promise<{ kind: 'same' } | { kind: 'new'; answer: LiveAnswer; etag: string | undefined }>

export interface LinkDeps {
  feeds: readonly string[]
  /** The wall this window is a tile of. */
  wall?: string | undefined
  connect: Connect
  fetchLive?: FetchLive | undefined
  timing: Timing
  inflate: (bytes: Uint8Array) => Promise<string>
  /** Where our copy stands, when a gap may be filled from there. */
  resumeFrom: () => { epoch: string; cursor: Cursor } | undefined
  snapshot: (snapshot: Snapshot) => void
  frame: (frame: Frame) => void
  answer: (answer: LiveAnswer) => void
  /** The server was heard, though it had nothing new. */
  heard: () => void
  refused: (refused: Refused) => void
  wallState: (state: WallState) => void
}

/** Keeps a line to the hub: websocket first, the same snapshot over HTTP where a proxy refuses it. */
export interface Link {
  start: () => void
  stop: () => void
  /** Asks again: what we miss, or everything. */
  ask: (everything: boolean) => void
  /** The page is seen again: a line that was silent meanwhile is not trusted to be there. */
  wake: () => void
  isPolling: () => boolean
}

const OPEN_WITHIN_MS = 5_000
const SILENT_MS = 6_000
const POLL_MS = 2_000
const RETRY_WHILE_POLLING_MS = 30_000
const RETRY_MOST_MS = 5_000
const ASK_AGAIN_MS = 2_000
/** A frame comes each second even if empty. */
const HEARD_MS = 1_500
/** More frames than a minute of them are not kept for a snapshot that does not get unpacked. */
const MOST_WAITING = 240

export function createLink(deps: LinkDeps): Link {
  const { timing } = deps
  const feeds = deps.feeds.map((feed) => FeedId.parse(feed))
  let socket: LiveSocket | undefined
  /** Raised with each attempt: what an older attempt still tells is not listened to. */
  let attempt = 0
  let failures = 0
  let isPolling = false
  let pollWorks = false
  let etag: string | undefined
  let askedAt = -Infinity
  /** When this attempt began, or something came over it. */
  let aliveAt = -Infinity
  let cancelRetry = () => {}
  let cancelSilence = () => {}
  let cancelPoll = () => {}
  /** Frames that came while a snapshot before them is still being unpacked. */
  let waiting: unknown[] | undefined

  function open(): void {
    const mine = ++attempt
    const guard = (task: (raw: unknown) => void) => (raw?: unknown) => void (mine === attempt && task(raw))
    waiting = undefined
    aliveAt = timing.now()
    expectWithin(OPEN_WITHIN_MS)
    socket = deps.connect({
      opened: guard(() => {
        askedAt = -Infinity
        ask(false)
      }),
      closed: guard(lose),
      snapshot: guard((raw) => void takeSnapshot(raw, mine)),
      frame: guard(takeFrame),
      refused: guard(takeRefusal),
      wall: guard(takeWallState),
    })
  }

  function expectWithin(ms: number): void {
    cancelSilence()
    const mine = attempt
    cancelSilence = timing.after(ms, () => mine === attempt && lose())
  }

  function lose(): void {
    attempt++
    cancelSilence()
    socket?.close()
    socket = undefined
    failures++
    if (failures >= 2) poll()
    cancelRetry()
    const base = isPolling && pollWorks ? RETRY_WHILE_POLLING_MS : Math.min(RETRY_MOST_MS, 250 * 2 ** failures)
    cancelRetry = timing.after(base * (0.5 + timing.random()), open)
  }

  function ask(everything: boolean): void {
    if (!socket || timing.now() - askedAt < ASK_AGAIN_MS) return
    askedAt = timing.now()
    socket.watch({ protocol: PROTOCOL, feeds, ...(deps.wall !== undefined && { wall: deps.wall }), ...(everything ? undefined : deps.resumeFrom()) })
  }

  function good(): void {
    failures = 0
    aliveAt = timing.now()
    expectWithin(SILENT_MS)
    stopPolling()
  }

  /** A machine that slept has a clock that stood still: then only the next second tells whether the line is there. */
  function wake(): void {
    const isRunning = socket !== undefined && timing.now() - aliveAt < HEARD_MS
    if (isRunning) return expectWithin(HEARD_MS)
    cancelRetry()
    socket?.close()
    failures = 0
    open()
  }

  async function takeSnapshot(raw: unknown, mine: number): Promise<void> {
    const queue: unknown[] = []
    waiting = queue
    try {
      const snapshot = await readSnapshot(raw, deps.inflate)
      if (mine !== attempt) return
      good()
      deps.snapshot(snapshot)
    } catch {
      if (mine === attempt) ask(true)
    }
    if (waiting !== queue) return
    waiting = undefined
    for (const frame of queue) takeFrame(frame)
  }

  function takeFrame(raw: unknown): void {
    if (waiting) return waiting.length < MOST_WAITING ? void waiting.push(raw) : lose()
    let frame: Frame
    try {
      frame = readFrame(raw)
    } catch {
      return ask(true)
    }
    good()
    deps.frame(frame)
  }

  function takeRefusal(raw: unknown): void {
    const refused = Refused.safeParse(raw)
    if (refused.success) deps.refused(refused.data)
  }

  function takeWallState(raw: unknown): void {
    const state = WallState.safeParse(raw)
    if (state.success) deps.wallState(state.data)
  }

  function poll(): void {
    if (isPolling || !deps.fetchLive) return
    isPolling = true
    void pollOnce()
  }

  async function pollOnce(): Promise<void> {
    const startedAt = timing.now()
    try {
      const got = await deps.fetchLive!(deps.feeds, etag) // checked by poll()
      if (!isPolling) return
      pollWorks = true
      if (got.kind === 'new') {
        etag = got.etag
        deps.answer(got.answer)
      } else deps.heard()
    } catch {
      pollWorks = false
    }
    if (isPolling) cancelPoll = timing.after(Math.max(POLL_MS / 2, startedAt + POLL_MS - timing.now()), () => void pollOnce())
  }

  function stopPolling(): void {
    isPolling = false
    pollWorks = false
    etag = undefined
    cancelPoll()
  }

  return {
    start: open,
    stop() {
      attempt++
      cancelSilence()
      cancelRetry()
      stopPolling()
      socket?.close()
      socket = undefined
    },
    ask,
    wake,
    isPolling: () => isPolling,
  }
}
