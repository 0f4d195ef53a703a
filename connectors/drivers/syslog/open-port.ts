import type { Text } from '#contract'
import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { about, SourceError } from '#kit'
import type { SyslogConfig } from './config.ts'
import { createFrameSplitter } from './split-frames.ts'

export interface Heard {
  accepts(address: string): boolean
  message(bytes: Buffer): void
  unreadable(): void
  refused(): void
  /** The port is gone. */
  broken(error: Error): void
}

/** A stream that says nothing for so long is gone. */
const SILENT_MS = 15 * 60_000

export interface Port {
  /** Lines that stand and may send. */
  senders(): number
  close(): Promise<void>
}

const HANDSHAKE_WITHIN_MS = 10_000

/** Opens the port over UDP and TCP. Answers once both stand. */
export async function openPort(config: SyslogConfig, heard: Heard): Promise<Port> {
  const standing = new Set<Socket>()
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const one of closing) await one()
  }
  try {
    // UDP and TCP under one number: where any is as good, TCP takes the one UDP was given.
    let { port } = config
    if (config.udp) port = await openUdp({ ...config, port }, heard, closing)
    if (config.tcp) await openTcp({ ...config, port }, { heard, standing, closing })
    return { senders: () => standing.size, close }
  } catch (cause) {
    await close()
    throw explain(cause, config)
  }
}

function openUdp({ host, port, maxMessageBytes }: SyslogConfig, heard: Heard, closing: (() => Promise<void>)[]): Promise<number> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
  closing.push(() => new Promise((resolve) => socket.close(() => resolve())))
  socket.on('message', (bytes, { address }) => {
    if (!heard.accepts(address)) heard.refused()
    else if (bytes.length > maxMessageBytes) heard.unreadable()
    else heard.message(bytes)
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, host, () => {
      socket.off('error', reject)
      socket.on('error', (error) => heard.broken(error))
      resolve(socket.address().port)
    })
  })
}

interface Opening {
  heard: Heard
  standing: Set<Socket>
  closing: (() => Promise<void>)[]
}

function openTcp(config: SyslogConfig, { heard, standing, closing }: Opening): Promise<void> {
  const { host, port, maxConnections } = config
  const lines = new Set<Socket>()
  const hear = (line: Socket) => hearLine(line, config, { heard, standing })
  const secure = secureLines(config, hear, heard)
  const server = createServer((line) => {
    line.on('error', () => undefined) // told by its end
    if (!heard.accepts(line.remoteAddress ?? '')) {
      heard.refused()
      line.destroy()
      return
    }
    lines.add(line)
    line.once('close', () => lines.delete(line))
    line.setTimeout(SILENT_MS, () => line.destroy())
    if (secure === undefined) hear(line)
    else secure(line)
  })
  server.maxConnections = maxConnections
  server.on('drop', () => heard.refused())
  closing.push(() => new Promise((resolve) => {
    for (const line of lines) line.destroy()
    if (server.listening) server.close(() => resolve())
    else resolve()
  }))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', (error) => heard.broken(error))
      resolve()
    })
  })
}

/** A line is shaken hands with only after its address was looked at; so the server for TLS is handed its lines and never listens. */
function secureLines({ tls }: SyslogConfig, hear: (line: Socket) => void, heard: Heard): ((line: Socket) => void) | undefined {
  if (tls === undefined) return undefined
  const server = createTlsServer({ ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: tls.ca !== undefined, minVersion: 'TLSv1.2', handshakeTimeout: HANDSHAKE_WITHIN_MS })
  server.on('secureConnection', hear)
  server.on('tlsClientError', (_, line) => {
    heard.refused()
    line.destroy()
  })
  return (line) => void server.emit('connection', line)
}

function hearLine(line: Socket, { maxMessageBytes }: SyslogConfig, { heard, standing }: Omit<Opening, 'closing'>): void {
  standing.add(line)
  line.on('error', () => undefined).once('close', () => standing.delete(line))
  const splitter = createFrameSplitter(maxMessageBytes, {
    message: heard.message,
    tooLong: heard.unreadable,
    lost() {
      heard.unreadable()
      line.destroy()
    },
  })
  line.on('data', (bytes: Buffer) => splitter.push(bytes))
}

function explain(cause: unknown, { host, port }: SyslogConfig): SourceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const why: Record<string, Text> = {
    EADDRINUSE: { vi: 'cổng đang được chương trình khác dùng', en: 'another program uses the port' }, EACCES: { vi: 'không có quyền mở cổng này (dưới 1024 cần quyền riêng)', en: 'no right to open this port (below 1024 a right of its own is needed)' }, EADDRNOTAVAIL: { vi: 'máy này không có địa chỉ đó', en: 'this machine does not have that address' },
  }
  if (/^ERR_OSSL|^ERR_SSL/.test(code)) return new SourceError('config', { vi: `Không nghe được syslog ở ${host}:${port}: chứng thư hoặc khóa TLS không dùng được`, en: `Cannot listen to syslog at ${host}:${port}: the TLS certificate or key cannot be used` }, { cause })
  return new SourceError('config', about({ vi: `Không nghe được syslog ở ${host}:${port}`, en: `Cannot listen to syslog at ${host}:${port}` }, why[code] ?? { vi: 'không mở được cổng', en: 'the port cannot be opened' }), { cause })
}
