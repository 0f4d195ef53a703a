import { io } from 'socket.io-client'
import { EVENT, type Watch } from '#contract'

/** What one attempt to connect tells us; after `closed` it tells nothing more. */
export interface SocketHandlers {
  opened: () => void
  /** Refused, cut or gone. */
  closed: () => void
  snapshot: (raw: unknown) => void
  frame: (raw: unknown) => void
  refused: (raw: unknown) => void
  /** What the wall shows now, for a window that watches with its name. */
  wall: (raw: unknown) => void
}

/** One websocket; reconnecting is the link's business. */
export interface LiveSocket {
  watch: (watch: Watch) => void
  close: () => void
}

export type Connect = (on: SocketHandlers) => LiveSocket

/** The only door to socket.io-client. Websocket only: long polling would cost the hub ten times as much. */
export function connectTo(url?: string, headers: Record<string, string> = {}): Connect {
  return (on) => {
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: headers }
    const socket = url === undefined ? io(options) : io(url, options)
    socket.on('connect', () => on.opened())
    socket.on('connect_error', () => on.closed())
    socket.on('disconnect', () => on.closed())
    socket.on(EVENT.snapshot, (raw: unknown) => on.snapshot(raw))
    socket.on(EVENT.frame, (raw: unknown) => on.frame(raw))
    socket.on(EVENT.refused, (raw: unknown) => on.refused(raw))
    socket.on(EVENT.wall, (raw: unknown) => on.wall(raw))
    return {
      watch: (watch) => void socket.emit(EVENT.watch, watch),
      close: () => {
        socket.removeAllListeners()
        socket.close()
      },
    }
  }
}
