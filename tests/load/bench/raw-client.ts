import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { clientFrame, createFrameReader, OPCODE } from './frame-reader.ts'

export interface RawClientOptions {
  /** `http://127.0.0.1:port`. */
  url: string
  protocol: 'ws' | 'socket.io'
  /** The TCP connection stands: the server's listener has accepted it. */
  onConnect?(): void
  onReady?(client: RawClient): void
  /** Engine.IO's and Socket.IO's own messages are kept back. */
  onText?(payload: Buffer): void
  onBinary?(payload: Buffer): void
  /** Refused, cut or closed; told once. */
  onEnd?(): void
}

/** The cheapest client that a server takes for a real one. */
export interface RawClient {
  /** Bytes received since it was opened, head and frames. */
  bytes(): number
  sendText(text: string): void
  end(): void
}

/** Engine.IO's message types, then Socket.IO's. */
const OPEN = 0x30
const PING = 0x32
const MESSAGE = 0x34
const CONNECTED = 0x30

export function openRawClient(options: RawClientOptions): RawClient {
  const { hostname, port, host } = new URL(options.url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const isSocketIo = options.protocol === 'socket.io'
  let received = 0
  let head: Buffer | undefined = Buffer.alloc(0)
  let isReady = false
  const client: RawClient = {
    bytes: () => received,
    sendText: (text) => void socket.write(clientFrame(OPCODE.text, Buffer.from(text))),
    end: () => void socket.destroy(),
  }
  const read = createFrameReader((opcode, payload) => {
    if (opcode === OPCODE.ping) socket.write(clientFrame(OPCODE.pong, payload))
    else if (opcode === OPCODE.binary) options.onBinary?.(payload)
    else if (opcode === OPCODE.text && !(isSocketIo && isOwnBusiness(payload))) options.onText?.(payload)
  })

  function becomeReady(): void {
    isReady = true
    options.onReady?.(client)
  }

  function isOwnBusiness(payload: Buffer): boolean {
    if (payload[0] === PING) client.sendText('3')
    else if (!isReady && payload[0] === OPEN) client.sendText('40')
    else if (!isReady && payload[0] === MESSAGE && payload[1] === CONNECTED) becomeReady()
    else return false
    return true
  }

  function readHead(chunk: Buffer): void {
    head = Buffer.concat([head ?? Buffer.alloc(0), chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    if (head.toString('latin1', 9, 12) !== '101') return void socket.destroy()
    const rest = head.subarray(end + 4)
    head = undefined
    if (!isSocketIo) becomeReady()
    if (rest.byteLength > 0) read(rest)
  }

  socket.on('connect', () => {
    options.onConnect?.()
    const path = isSocketIo ? '/socket.io/?EIO=4&transport=websocket' : '/'
    const key = randomBytes(16).toString('base64')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`)
  })
  socket.on('data', (chunk: Buffer) => {
    received += chunk.byteLength
    if (head === undefined) read(chunk)
    else readHead(chunk)
  })
  socket.on('error', () => undefined)
  socket.on('close', () => options.onEnd?.())
  return client
}
