import type { Socket as TcpSocket } from 'node:net'
import type { Socket } from 'socket.io'

/**
 * The shortest way to many screens: the bytes of one event, made once, written to each TCP connection. Socket.IO encodes a
 * broadcast once too, but then builds and tracks a packet per client, which costs more than the write itself (docs/decisions/0013).
 * It looks beneath Socket.IO's surface; where that does not look as expected the event goes the ordinary way.
 */

/** What we read beneath it, because it offers no way to see or drop unsent bytes, nor to write bytes as they are. */
export interface Beneath {
  readyState?: string
  writeBuffer?: { data?: string | Buffer }[]
  transport?: { socket?: { readyState: number; bufferedAmount: number; terminate(): void; once(event: 'close', then: () => void): void } }
}

export const beneath = (socket: Socket): Beneath => socket.conn as unknown as Beneath // see Beneath

const OPEN = 1
const FIN_TEXT = 0x81
const FIN_BINARY = 0x82

/** An event of the main namespace, as Engine.IO 4 and Socket.IO 5 write it: text, and where the payload is bytes, those in a frame of their own. */
export function eventBytes(event: string, payload: unknown): Buffer {
  if (!Buffer.isBuffer(payload)) return frame(FIN_TEXT, Buffer.from(`42${JSON.stringify([event, payload])}`))
  const head = `451-${JSON.stringify([event, { _placeholder: true, num: 0 }])}`
  return Buffer.concat([frame(FIN_TEXT, Buffer.from(head)), frame(FIN_BINARY, payload)])
}

/** True when it was written; false when something may still be before it in a queue, or the way is not what we know. */
export function writeStraight(socket: Socket, bytes: Buffer): boolean {
  const { readyState, writeBuffer, transport } = beneath(socket)
  if (readyState !== 'open' || writeBuffer?.length !== 0 || transport?.socket?.readyState !== OPEN) return false
  const tcp: TcpSocket = socket.request.socket
  if (!tcp.writable) return false
  tcp.write(bytes)
  return true
}

/** One whole WebSocket frame; what a server sends is not masked (RFC 6455, 5.2). */
function frame(first: number, payload: Buffer): Buffer {
  const length = payload.byteLength
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  head[0] = first
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127
  if (head.byteLength === 4) head.writeUInt16BE(length, 2)
  else if (head.byteLength === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}
