import type { Timing } from './timing.ts'

/**
 * How this screen is connected. `degraded`: values come, but slower or not one by one. `lost`: nothing was heard for three
 * seconds, so no value on the screen may pass for live.
 */
export type ConnectionState = 'connecting' | 'live' | 'degraded' | 'lost'

export interface Connection {
  state: ConnectionState
  /** Why it is degraded, or which refusal stands behind `lost`. */
  reason?: 'http' | 'slow' | 'forbidden' | 'bad-request'
  /** The server's time when it was last heard; absent before the first time. */
  heardAt?: number
}

export const CONNECTING: Connection = { state: 'connecting' }

/** A frame goes out each second even if empty; the cut must be painted within 3 s, and a large wall takes its time to paint. */
const LOST_AFTER_MS = 2_500
/** Polls come each 2 s. */
const LOST_AFTER_POLL_MS = 3_000
const SLOW_NOTE_MS = 10_000

export interface WatchdogDeps {
  timing: Timing
  serverNow: () => number | undefined
  isPolling: () => boolean
  changed: (was: ConnectionState) => void
}

/** Judges the connection by what is heard and by monotonic time alone. */
export interface Watchdog {
  start: () => void
  stop: () => void
  heard: () => void
  /** This frame left updates out: we were slow. */
  slowed: () => void
  refused: (reason: 'forbidden' | 'bad-request') => void
  /** The line is cut since before this page was opened; what it shows is of this moment. */
  remembered: (at: number) => void
  state: () => Connection
}

export function createWatchdog({ timing, serverNow, isPolling, changed }: WatchdogDeps): Watchdog {
  let connection = CONNECTING
  let slowUntil = -Infinity
  let cancelLost = () => {}
  let cancelSlow = () => {}

  function set(next: Connection): void {
    const was = connection
    connection = next
    // `heardAt` moves with every frame, yet is read only when the line is cut.
    if (next.state !== was.state || next.reason !== was.reason) changed(was.state)
  }

  function expect(): void {
    cancelLost()
    cancelLost = timing.after(isPolling() ? LOST_AFTER_POLL_MS : LOST_AFTER_MS, () => set({ ...connection, state: 'lost' }))
  }

  function judge(): void {
    const heardAt = serverNow()
    if (heardAt === undefined) return
    if (isPolling()) set({ state: 'degraded', reason: 'http', heardAt })
    else if (timing.now() < slowUntil) set({ state: 'degraded', reason: 'slow', heardAt })
    else set({ state: 'live', heardAt })
  }

  return {
    start: expect,
    stop() {
      cancelLost()
      cancelSlow()
    },
    heard() {
      expect()
      judge()
    },
    slowed() {
      slowUntil = timing.now() + SLOW_NOTE_MS
      cancelSlow()
      cancelSlow = timing.after(SLOW_NOTE_MS, () => connection.state === 'degraded' && judge())
    },
    refused: (reason) => set({ ...connection, state: 'lost', reason }),
    remembered(at) {
      connection = { state: 'lost', heardAt: at }
    },
    state: () => connection,
  }
}
