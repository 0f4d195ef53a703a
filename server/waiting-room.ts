import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Screens that come while the server is still starting. */
export interface WaitingRoom {
  /** From now on whoever stands behind the server is asked; those who wait are brought before it, in the order they came. */
  open(): void
  /** Sends all away who still wait. */
  close(): void
}

/** Nobody waits longer: a first start may have to fetch a Redis, and a screen must be able to say that there is no server. */
const LONGEST_WAIT_MS = 10_000
/** More than this are sent away at once: each one that waits holds a connection. */
const MOST_WAITING = 5_000
const AT_ONCE = 50

interface Waiting {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
  late: NodeJS.Timeout
}

/**
 * Lets those who want a websocket wait until the parts stand. After a crash every screen is back within a moment; sent away,
 * they would all ask again ten times a second, and answering them would slow down the very start they are waiting for.
 */
export function createWaitingRoom(server: Server): WaitingRoom {
  const waiting = new Set<Waiting>()

  function sendAway(one: Waiting): void {
    forget(one)
    // Nobody reads from it any more, so it would not notice that the other side has ended too.
    one.socket.once('finish', () => one.socket.destroy()).end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  }

  function forget(one: Waiting): void {
    clearTimeout(one.late)
    waiting.delete(one)
  }

  function wait(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Somebody who knows what to do with it has come meanwhile.
    if (server.listenerCount('upgrade') > 1) return
    const one: Waiting = { request, socket, head, late: setTimeout(() => sendAway(one), LONGEST_WAIT_MS) }
    one.late.unref()
    waiting.add(one)
    socket.on('error', ignore)
    if (waiting.size > MOST_WAITING) sendAway(one)
  }

  /** A few at a time: a thousand handshakes in one go would keep everything else waiting. */
  function letIn(): void {
    for (const one of [...waiting].slice(0, AT_ONCE)) {
      forget(one)
      one.socket.off('error', ignore)
      if (!one.socket.destroyed) server.emit('upgrade', one.request, one.socket, one.head)
    }
    if (waiting.size > 0) setImmediate(letIn)
  }

  server.on('upgrade', wait)
  return {
    open() {
      server.off('upgrade', wait)
      letIn()
    },
    close() {
      server.off('upgrade', wait)
      for (const one of waiting) sendAway(one)
    },
  }
}

/** A screen that gives up while it waits is no fault of ours. */
const ignore = (): void => {}
