import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { createSenderGuard, type ListenIo } from '#kit'
import { TEST_CERTIFICATES } from '../../../tests/support/test-certificates.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { SyslogConfig } from './config.ts'
import { syslog } from './driver.ts'

const run = promisify(execFile)
interface Counts {
  from: string
  to: string
  messages: number
  unreadable: number
  dropped: number
  refused: number
  severity: Record<string, number>
  cef: Record<string, number>
  senders: number
  day: Omit<Counts, 'from' | 'to' | 'senders' | 'day'> & { date: string; unheardMs: number }
}

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  await new Promise((resolve) => server.close(resolve))
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
async function hear({ allow = [], deliver = () => Promise.resolve(), now = () => Date.now(), notes = [], ...settings }: Hearing & Record<string, unknown> = {}) {
  const port = await freePort()
  const leaving = new AbortController()
  const told: Counts[] = []
  const raw: string[] = []
  let online = false
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')), connect: () => Promise.reject(new Error('no line here')), accepts: createSenderGuard(allow),
    signal: leaving.signal, now, bookmark: notes.at(-1), onLine: () => void (online = true), remember: (note) => Promise.resolve(void notes.push(note)),
  }
  const listening = syslog.listen(SyslogConfig.parse({ port, countEvery: '100ms', ...settings }), io, async (records, part) => {
    await deliver()
    told.push(...(records as Counts[]))
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
  const sum = (of: (counts: Counts) => number) => told.reduce((all, one) => all + of(one), 0)
  return { port, told, raw, listening, sum, stop: async () => open.at(-1)?.stop(), severities: (name: string) => sum(({ severity }) => severity[name] ?? 0) }
}

const send = (port: number, ...packets: (string | Buffer)[]): Promise<void> => new Promise((resolve, reject) => {
  const socket = createSocket('udp4')
  let left = packets.length
  for (const packet of packets) socket.send(packet, port, '127.0.0.1', (error) => {
    if (error !== null) reject(error)
    left -= 1
    if (left === 0) socket.close(() => resolve())
  })
})
const openLine = (port: number): Promise<Socket> => new Promise((resolve, reject) => {
  const line = connect(port, '127.0.0.1', () => resolve(line)).on('error', reject)
})

const message = (priority: number, text = 'xin chào') => `<${priority}>1 2026-10-15T03:00:00.123Z may-chu sshd 123 ID47 - ${text}`
const CEF = (severity: string) => message(132, `CEF:0|Hãng|Tường \\| lửa|1.0|100|người dùng root bị khóa|${severity}|src=10.0.0.1 suser=ai-do`)

describe('the real logger', () => {
  it.each([['UDP', ['--udp']], ['TCP, framed by length', ['--tcp', '--octet-count']], ['TCP, framed by line', ['--tcp']]])('is heard over %s', async (_, how) => {
    const { port, severities, sum, raw } = await hear()
    for (const [level, times] of [['crit', 2], ['warning', 1], ['info', 3]] as const) {
      for (let one = 0; one < times; one += 1) await run('logger', ['--server', '127.0.0.1', '--port', String(port), ...how, '--rfc5424', '--priority', `auth.${level}`, '--tag', 'kiem-tra', 'Tài khoản bí-mật đăng nhập sai'])
    }
    await waitUntil('all are counted', () => sum(({ messages }) => messages) === 6)
    expect([severities('critical'), severities('warning'), severities('info'), severities('error')]).toEqual([2, 1, 3, 0])
    expect(sum(({ unreadable }) => unreadable)).toBe(0)
    expect(raw.join('')).toContain('"app":"kiem-tra"')
    expect(raw.join('')).not.toContain('bí-mật')
  })

  it('is heard in the old form too', async () => {
    const { port, severities } = await hear()
    await run('logger', ['--server', '127.0.0.1', '--port', String(port), '--udp', '--rfc3164', '--priority', 'local0.alert', 'cũ'])
    await waitUntil('it is counted', () => severities('alert') === 1)
  })
})

it('counts CEF of security devices by their own grades, and keeps neither names nor addresses', async () => {
  const { port, sum, raw } = await hear()
  await send(port, CEF('10'), CEF('9'), CEF('8'), CEF('5'), CEF('0'), CEF('Very-High'), CEF('Medium'), CEF('lạ'), message(134, 'CEF:0|thiếu'))
  await waitUntil('all are counted', () => sum(({ messages }) => messages) === 9)
  const levels = (name: string) => sum(({ cef }) => cef[name] ?? 0)
  expect(['critical', 'high', 'medium', 'low', 'unknown'].map(levels)).toEqual([3, 1, 2, 1, 1])
  for (const word of ['root', '10.0.0.1', 'ai-do', 'may-chu']) expect(raw.join('')).not.toContain(word)
})

it('names garbage in its count and goes on', async () => {
  const { port, sum, severities } = await hear({ maxMessageBytes: 500 })
  await send(port, 'không phải syslog', Buffer.from([0xff, 0xfe, 0x00]), '<999>1 - - - - - -', '<13>', message(11, 'a'.repeat(900)), message(11))
  await waitUntil('all are counted', () => sum(({ messages, unreadable }) => messages + unreadable) === 6)
  expect([severities('error'), sum(({ unreadable }) => unreadable)]).toEqual([1, 5])
})

it('tells a stretch without messages as 0, one after the other without a gap', async () => {
  const { told } = await hear()
  await waitUntil('three stretches are told', () => told.length >= 3)
  expect(told[0]).toMatchObject({ messages: 0, unreadable: 0, severity: { critical: 0 }, cef: { high: 0 } })
  expect(told[1]?.from).toBe(told[0]?.to)
  expect(told[2]?.from).toBe(told[1]?.to)
})

it('loses no count while what it told is not written yet', async () => {
  let write: () => void = () => undefined
  const written = new Promise<void>((resolve) => (write = resolve))
  const { port, told, sum } = await hear({ deliver: () => written })
  await send(port, message(10), message(10))
  const line = await openLine(port)
  line.write(`${message(10)}\n`)
  write()
  await waitUntil('all are counted', () => sum(({ messages }) => messages) === 3)
  line.destroy()
  await waitUntil('another stretch is told', () => told.length >= 2)
  expect(told[1]?.from).toBe(told[0]?.to)
})

it('drops and says so beyond its bound', async () => {
  const { port, sum } = await hear({ maxMessages: 3 })
  const line = await openLine(port)
  line.write(`${Array.from({ length: 1_000 }, () => message(10)).join('\n')}\n`)
  await waitUntil('all are counted', () => sum(({ messages, dropped }) => messages + dropped) === 1_000)
  expect(sum(({ dropped }) => dropped)).toBeGreaterThan(900)
  line.destroy()
})

it('hears nobody from where nothing was allowed, and counts who tried', async () => {
  const { port, sum } = await hear({ allow: ['10.0.0.0/8'] })
  await send(port, message(10))
  const line = await openLine(port)
  await new Promise((resolve) => line.once('close', resolve).resume())
  await waitUntil('both are counted', () => sum(({ refused }) => refused) === 2)
  expect(sum(({ messages }) => messages)).toBe(0)
})

it('takes no more connections than its bound', async () => {
  const { port, sum } = await hear({ maxConnections: 1 })
  const first = await openLine(port)
  first.write(`${message(10)}\n`)
  await waitUntil('the first is heard', () => sum(({ messages }) => messages) === 1)
  const second = await openLine(port)
  second.on('error', () => undefined)
  await waitUntil('the second is refused', () => sum(({ refused }) => refused) === 1)
  first.destroy()
  second.destroy()
})

describe('the count of the day', () => {
  const MORNING = Date.parse('2026-10-15T01:00:00Z') // 08:00 in the province

  it('goes on where the one before left it, also with what that one had not told', async () => {
    const notes: string[] = []
    const first = await hear({ notes })
    await send(first.port, CEF('9'), CEF('9'), CEF('5'))
    await waitUntil('all are counted', () => first.told.at(-1)?.day.messages === 3)
    await first.stop()
    const second = await hear({ notes })
    await waitUntil('it tells', () => second.told.length > 0)
    expect(second.told[0]).toMatchObject({ messages: 0, day: { messages: 3, cef: { critical: 2, medium: 1 } } })
    await send(second.port, CEF('9'))
    await waitUntil('it goes on', () => second.told.at(-1)?.day.cef['critical'] === 3)
    // Told to nobody before the end: kept all the same.
    const hold = new Promise<void>(() => undefined)
    await second.stop()
    const third = await hear({ notes, deliver: () => hold })
    const line = await openLine(third.port)
    await new Promise<void>((resolve) => line.end(`${CEF('9')}\n`, () => resolve()))
    await new Promise((resolve) => line.once('close', resolve).resume())
    await third.stop()
    expect(JSON.parse(notes.at(-1) ?? '')).toMatchObject({ counts: { messages: 5, cef: { critical: 4 } } })
  })

  it('is kept before it is told, so that it never falls back', async () => {
    const notes: string[] = []
    let kept = 0
    const { port, told } = await hear({ notes, deliver: () => Promise.resolve(void (kept = (JSON.parse(notes.at(-1) ?? '') as { counts: { messages: number } }).counts.messages)) })
    await send(port, CEF('9'))
    await waitUntil('it is told', () => told.at(-1)?.day.messages === 1)
    expect(kept).toBe(1)
  })

  it('begins anew at midnight of the province, each message on its own day', async () => {
    let now = Date.parse('2026-10-15T16:59:50Z') // 23:59:50
    const { port, told } = await hear({ now: () => now })
    await send(port, CEF('9'), CEF('9'))
    await waitUntil('both are counted', () => told.some(({ day }) => day.messages === 2))
    now += 20_000
    await send(port, CEF('9'))
    await waitUntil('the next day is told', () => told.some(({ day }) => day.date === '2026-10-16' && day.messages === 1))
    const lastOfDay = told.findLast(({ day }) => day.date === '2026-10-15')
    expect(lastOfDay).toMatchObject({ to: '2026-10-15T16:59:59.999Z', day: { messages: 2 } })
    expect(told.find(({ day }) => day.date === '2026-10-16')).toMatchObject({ from: '2026-10-15T17:00:00.000Z', day: { unheardMs: 0 } })
  })

  it('says for how long of the day nobody could have heard anything', async () => {
    const notes: string[] = []
    let now = MORNING
    const first = await hear({ notes, now: () => now })
    now += 60_000
    await waitUntil('a minute is told', () => first.told.some(({ to }) => to === new Date(MORNING + 60_000).toISOString()))
    expect(first.told.at(-1)?.day.unheardMs).toBe(8 * 3_600_000)
    await first.stop()
    now += 600_000
    const second = await hear({ notes, now: () => now })
    await waitUntil('it tells', () => second.told.length > 0)
    expect(second.told[0]?.day.unheardMs).toBe(8 * 3_600_000 + 600_000)
  })

  it.each([['of yesterday', JSON.stringify({ date: '2026-10-14', heardMs: 1, counts: { messages: 9, unreadable: 0, dropped: 0, refused: 0, severity: {}, cef: {} } })], ['that is none', '{"of":']])('takes nothing from a note %s', async (_, note) => {
    const { told } = await hear({ notes: [note], now: () => MORNING })
    await waitUntil('it tells', () => told.length > 0)
    expect(told[0]?.day).toMatchObject({ date: '2026-10-15', messages: 0 })
  })

  it('can be had again out of the bytes that were kept', async () => {
    const { port, told, raw } = await hear()
    await send(port, CEF('9'), message(10))
    await waitUntil('both are counted', () => told.at(-1)?.day.messages === 2)
    const again = raw.flatMap((text) => syslog.reopen?.(SyslogConfig.parse({ port: 0 }), [{ body: Buffer.from(text), from: 'x' }]) as unknown[])
    expect(again).toEqual(told)
  })
})

describe('over TLS (RFC 5425)', () => {
  const { ca, serverCert: cert, serverKey: key, clientCert, clientKey } = TEST_CERTIFICATES
  const secure = { udp: false, tls: { cert, key } }
  const openSecure = (port: number, more: object = {}): Promise<Socket> => new Promise((resolve, reject) => {
    const line: Socket = connectTls({ port, host: '127.0.0.1', ca, ...more }, () => resolve(line))
    line.on('error', reject)
  })
  const framed = (text: string) => `${Buffer.byteLength(text)} ${text}`

  it('hears messages framed by length, and counts who stands on the line', async () => {
    const { port, told, sum } = await hear(secure)
    const line = await openSecure(port)
    line.write(framed(CEF('9')) + framed(CEF('5')))
    await waitUntil('both are counted', () => sum(({ messages }) => messages) === 2)
    await waitUntil('one is on the line', () => told.at(-1)?.senders === 1)
    line.destroy()
    await waitUntil('nobody is on the line', () => told.at(-1)?.senders === 0)
  })

  it('hears nobody in clear', async () => {
    const { port, sum } = await hear(secure)
    const line = await openLine(port)
    line.write(`${message(10)}\n`)
    await new Promise((resolve) => line.once('close', resolve).on('error', () => undefined).resume())
    await waitUntil('it is refused', () => sum(({ refused }) => refused) === 1)
    expect(sum(({ messages }) => messages)).toBe(0)
  })

  it('hears only who shows a certificate of the authority, where one is named', async () => {
    const { port, sum } = await hear({ udp: false, tls: { cert, key, ca } })
    const nameless = await openSecure(port)
    nameless.on('error', () => undefined).write(framed(CEF('9')), () => undefined)
    await waitUntil('the nameless one is refused', () => sum(({ refused }) => refused) === 1)
    const known = await openSecure(port, { cert: clientCert, key: clientKey })
    known.write(framed(CEF('9')))
    await waitUntil('the known one is heard', () => sum(({ messages }) => messages) === 1)
    known.destroy()
  })

  it('says config where the certificate cannot be used', async () => {
    const io: ListenIo = { fetch: () => Promise.reject(new Error('no')), connect: () => Promise.reject(new Error('no')), signal: new AbortController().signal, now: () => Date.now(), bookmark: undefined, onLine: () => undefined }
    const spoilt = SyslogConfig.parse({ port: 0, udp: false, tls: { cert, key: '-----BEGIN PRIVATE KEY-----\nkhong\n-----END PRIVATE KEY-----' } })
    await expect(syslog.listen(spoilt, io, () => Promise.resolve())).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('TLS') as string })
  })
})

it('says config where the port is taken, and leaves it when it is stopped', async () => {
  const { port } = await hear()
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no')), connect: () => Promise.reject(new Error('no')), signal: new AbortController().signal, now: () => Date.now(), bookmark: undefined, onLine: () => undefined,
  }
  await expect(syslog.listen(SyslogConfig.parse({ port }), io, () => Promise.resolve())).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('chương trình khác dùng') })
  await open.splice(0)[0]?.stop()
  const again = createServer()
  await new Promise<void>((resolve, reject) => again.once('error', reject).listen(port, '127.0.0.1', resolve))
  await new Promise((resolve) => again.close(resolve))
})

it('ends with what hindered it when its counts cannot be written', async () => {
  const { listening } = await hear({ deliver: () => Promise.reject(new Error('no place')) })
  await expect(listening).rejects.toThrow('no place')
})

it.each([[{}], [{ port: 70_000 }], [{ port: 514, host: 'may-chu' }], [{ port: 514, udp: false, tcp: false }], [{ port: 514, countEvery: '2d' }], [{ port: 514, tls: { cert: '-----BEGIN CERTIFICATE-----', key: '-----BEGIN PRIVATE KEY-----' } }], [{ port: 514, timeZone: 'Tay/Ninh' }]])('refuses the settings %j', (settings) => expect(SyslogConfig.safeParse(settings).success).toBe(false))
