import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { EVENT } from '#contract'
import type { Clock } from '../clock.ts'
import type { Emit, Line } from './line.ts'
import { type Beneath, beneath, eventBytes, writeStraight } from './straight.ts'

export interface DoorDeps {
  clock: Clock
  httpServer: HttpServer
  /** Looks up the session the request carries, before `mayEnter` asks who it is. */
  recognise?: ((request: IncomingMessage) => Promise<void>) | undefined
  /** Asked again and again while the line is open: false once the session it came with has ended. */
  isStill?: ((request: IncomingMessage) => Promise<boolean>) | undefined
  /** Tells when it is worth asking at once. */
  onEnded?: ((listener: () => void) => void) | undefined
  /** Asked before the websocket is opened; a refusal is a plain 403. */
  mayEnter(request: IncomingMessage): boolean
  came(line: Line, request: IncomingMessage): void
  asked(line: Line, raw: unknown): void
  gone(line: Line): void
}

/** The only place that touches Socket.IO. */
export interface Door {
  emit: Emit
  open(): void
  close(): Promise<void>
  count(): number
}

/** A watch of 100 feeds is below 9 KB; nothing else is sent to us. */
const LARGEST_MESSAGE = 16_384

/** A session may be ended by another process; so long at most its lines outlive it. */
const ASK_STILL_MS = 5_000

/** A client that does not read would hold us for its close handshake. */
const GOODBYE_MS = 500

export function createDoor(deps: DoorDeps): Door {
  let io: Server | undefined
  let isOpen = false
  let cancelAsking = () => {}

  async function mayEnter(request: IncomingMessage, answer: (error: string | null, isAllowed: boolean) => void): Promise<void> {
    await deps.recognise?.(request)
    const isAllowed = isOpen && deps.mayEnter(request)
    // Engine.IO would say 400 to every refused upgrade; it sees that we have answered and only closes.
    if (!isAllowed && request.headers.upgrade !== undefined) request.socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    answer(isAllowed ? null : 'forbidden', isAllowed)
  }

  /** To a room by its name, or to these; the few that cannot be written to straight get it behind what they still wait for. */
  const emit: Emit = (to, event, payload) => {
    if (io === undefined) return
    const { sockets, adapter } = io.sockets
    const ids = typeof to === 'string' ? (adapter.rooms.get(to) ?? []) : to
    let bytes: Buffer | undefined
    const late: string[] = []
    for (const id of ids) {
      const socket = sockets.get(id)
      if (socket !== undefined && !writeStraight(socket, (bytes ??= eventBytes(event, payload)))) late.push(id)
    }
    if (late.length > 0) io.to(late).emit(event, payload)
  }

  function greet(socket: Socket): void {
    const line = lineOf(socket)
    deps.came(line, socket.request)
    socket.on(EVENT.watch, (raw: unknown) => deps.asked(line, raw))
    socket.on('disconnect', () => deps.gone(line))
  }

  /** Whoever is no longer who they were is cut, and may come back as who they are now. */
  async function askStill(): Promise<void> {
    await Promise.all([...(io?.sockets.sockets.values() ?? [])].map(async (socket) => {
      if (!(await deps.isStill?.(socket.request))) void sayGoodbye(socket)
    }))
  }

  function sayGoodbye(socket: Socket): Promise<void> {
    const ws = beneath(socket).transport?.socket
    return new Promise((resolve) => {
      const cancel = deps.clock.after(GOODBYE_MS, () => ws?.terminate())
      const done = () => {
        cancel()
        resolve()
      }
      if (ws === undefined) done()
      else ws.once('close', done)
      socket.disconnect(true)
    })
  }

  return {
    emit,
    open() {
      isOpen = true
      io = new Server(deps.httpServer, {
        transports: ['websocket'],
        perMessageDeflate: false,
        httpCompression: false,
        serveClient: false,
        maxHttpBufferSize: LARGEST_MESSAGE,
        connectTimeout: 10_000,
        allowRequest: (request, answer) => void mayEnter(request, answer),
      })
      io.on('connection', greet)
      if (deps.isStill !== undefined) {
        cancelAsking = deps.clock.every(ASK_STILL_MS, () => void askStill())
        deps.onEnded?.(() => void askStill())
      }
    },
    async close() {
      isOpen = false
      cancelAsking()
      if (io === undefined) return
      await Promise.all([...io.sockets.sockets.values()].map(sayGoodbye))
      // Not `io.close()`: that would close the HTTP server, which others still use.
      io.engine.close()
      io = undefined
    },
    count: () => io?.engine.clientsCount ?? 0,
  }
}

function lineOf(socket: Socket): Line {
  return {
    id: socket.id,
    enter: (room) => void socket.join(room),
    leave: (room) => void socket.leave(room),
    unsentBytes: () => unsentBytes(beneath(socket)),
    cut: () => terminate(socket),
  }
}

function unsentBytes({ writeBuffer, transport }: Beneath): number {
  let bytes = transport?.socket?.bufferedAmount ?? 0
  for (const { data } of writeBuffer ?? []) bytes += data?.length ?? 0
  return bytes
}

function terminate(socket: Socket): void {
  const ws = beneath(socket).transport?.socket
  if (ws === undefined) socket.disconnect(true)
  else ws.terminate()
}
