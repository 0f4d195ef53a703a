import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { createSenderGuard, type ListenIo } from '#kit'
import { SyslogConfig } from '../../connectors/drivers/syslog/config.ts'
import { syslog } from '../../connectors/drivers/syslog/driver.ts'
import { holdFreePort } from '../../server/engines/free-port.ts'
import { waitUntil } from './wait-until.ts'

export interface HeardCounts {
  from: string
  to: string
  messages: number
  unreadable: number
  dropped: number
  refused: number
  severity: Record<string, number>
  cef: Record<string, number>
  senders: number
  day: Omit<HeardCounts, 'from' | 'to' | 'senders' | 'day'> & { date: string; unheardMs: number }
}

const open: { stop(): Promise<void> }[] = []
/** Ends what a test left open. */
export async function stopHearing(): Promise<void> {
  for (const one of open.splice(0)) await one.stop()
}

/** Free when asked for. */
async function freePort(): Promise<number> {
  const { port, release } = await holdFreePort()
  await release()
  return port
}

interface Hearing {
  allow?: string[]
  deliver?: () => Promise<void>
  now?: () => number
  /** What the one before kept, and what this one keeps. */
  notes?: string[]
}

/** The driver on a free port of loopback, telling its counts ten times a second. */
export async function hear({ allow = [], deliver = () => Promise.resolve(), now = () => Date.now(), notes = [], ...settings }: Hearing & Record<string, unknown> = {}) {
  const port = await freePort()
  const leaving = new AbortController()
  const told: HeardCounts[] = []
  const raw: string[] = []
  let online = false
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')), connect: () => Promise.reject(new Error('no line here')), accepts: createSenderGuard(allow),
    signal: leaving.signal, now, bookmark: notes.at(-1), onLine: () => void (online = true), remember: (note) => Promise.resolve(void notes.push(note)),
  }
  const listening = syslog.listen(SyslogConfig.parse({ port, countEvery: '100ms', ...settings }), io, async (records, part) => {
    await deliver()
    told.push(...(records as HeardCounts[]))
    raw.push(Buffer.from(part.body).toString())
  })
  listening.catch(() => undefined)
  await waitUntil('the port is open', () => online)
  open.push({
    async stop() {
      leaving.abort()
      await listening.catch(() => undefined)
    },
  })
  const sum = (of: (counts: HeardCounts) => number) => told.reduce((all, one) => all + of(one), 0)
  return { port, told, raw, listening, sum, stop: async () => open.at(-1)?.stop(), severities: (name: string) => sum(({ severity }) => severity[name] ?? 0) }
}

export const send = (port: number, ...packets: (string | Buffer)[]): Promise<void> => new Promise((resolve, reject) => {
  const socket = createSocket('udp4')
  let left = packets.length
  for (const packet of packets) socket.send(packet, port, '127.0.0.1', (error) => {
    if (error !== null) reject(error)
    left -= 1
    if (left === 0) socket.close(() => resolve())
  })
})
export const openLine = (port: number): Promise<Socket> => new Promise((resolve, reject) => {
  const line = connect(port, '127.0.0.1', () => resolve(line)).on('error', reject)
})

export const message = (priority: number, text = 'xin chào') => `<${priority}>1 2026-10-15T03:00:00.123Z may-chu sshd 123 ID47 - ${text}`
export const CEF = (severity: string) => message(132, `CEF:0|Hãng|Tường \\| lửa|1.0|100|người dùng root bị khóa|${severity}|src=10.0.0.1 suser=ai-do`)
