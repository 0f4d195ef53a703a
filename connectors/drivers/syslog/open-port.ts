import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { SourceError } from '#kit'
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

/** Opens the port over UDP and TCP. Answers with how to close it, once both stand. */
export async function openPort(config: SyslogConfig, heard: Heard): Promise<() => Promise<void>> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const one of closing) await one()
  }
  try {
    // UDP and TCP under one number: where any is as good, TCP takes the one UDP was given.
    let { port } = config
    if (config.udp) port = await openUdp({ ...config, port }, heard, closing)
    if (config.tcp) await openTcp({ ...config, port }, heard, closing)
    return close
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

function openTcp({ host, port, maxMessageBytes, maxConnections }: SyslogConfig, heard: Heard, closing: (() => Promise<void>)[]): Promise<void> {
  const lines = new Set<Socket>()
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
    const splitter = createFrameSplitter(maxMessageBytes, {
      message: heard.message,
      tooLong: heard.unreadable,
      lost() {
        heard.unreadable()
        line.destroy()
      },
    })
    line.on('data', (bytes: Buffer) => splitter.push(bytes))
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

function explain(cause: unknown, { host, port }: SyslogConfig): SourceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const why: Record<string, string> = {
    EADDRINUSE: 'cổng đang được chương trình khác dùng', EACCES: 'không có quyền mở cổng này (dưới 1024 cần quyền riêng)', EADDRNOTAVAIL: 'máy này không có địa chỉ đó',
  }
  return new SourceError('config', `Không nghe được syslog ở ${host}:${port}: ${why[code] ?? 'không mở được cổng'}`, { cause })
}
