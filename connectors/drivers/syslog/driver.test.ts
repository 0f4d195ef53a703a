import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createSenderGuard, type ListenIo } from '#kit'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { SyslogConfig } from './config.ts'
import { syslog } from './driver.ts'
import { parseMessage } from './parse-message.ts'
import { createFrameSplitter } from './split-frames.ts'

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

/** The driver on a free port of loopback, telling its counts ten times a second. */
async function hear({ allow = [] as string[], deliver = () => Promise.resolve(), ...settings }: { allow?: string[]; deliver?: () => Promise<void> } & Record<string, unknown> = {}) {
  const port = await freePort()
  const leaving = new AbortController()
  const told: Counts[] = []
  const raw: string[] = []
  let online = false
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')), connect: () => Promise.reject(new Error('no line here')), accepts: createSenderGuard(allow),
    signal: leaving.signal, now: () => Date.now(), bookmark: undefined, onLine: () => void (online = true),
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
  return { port, told, raw, listening, sum, severities: (name: string) => sum(({ severity }) => severity[name] ?? 0) }
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

describe('frames of a stream', () => {
  const split = (pieces: Buffer[], maxBytes = 100) => {
    const heard: string[] = []
    const splitter = createFrameSplitter(maxBytes, { message: (bytes) => heard.push(bytes.toString()), tooLong: () => heard.push('TOO LONG'), lost: () => heard.push('LOST') })
    for (const piece of pieces) splitter.push(piece)
    return heard
  }

  it('come out whole however the stream is cut', () => {
    const texts = fc.array(fc.record({ text: fc.stringMatching(/^<1>[a-zà-ỹ ]{0,30}$/u), counted: fc.boolean() }), { maxLength: 8 })
    fc.assert(fc.property(texts, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (all, sizes) => {
      const stream = Buffer.concat(all.map(({ text, counted }) => Buffer.from(counted ? `${Buffer.byteLength(text)} ${text}` : `${text}\n`)))
      const pieces: Buffer[] = []
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1
        pieces.push(stream.subarray(at, at + size))
        at += size
      }
      expect(split(pieces)).toEqual(all.map(({ text }) => text))
    }))
  })

  it.each([
    ['a long one by line', [`<1>${'a'.repeat(300)}\n<1>b\n`], ['TOO LONG', '<1>b']], ['a long one by length', [`300 ${'a'.repeat(300)}4 <1>b`], ['TOO LONG', '<1>b']],
    ['a length no message has', ['99999999999 <1>a'], ['LOST']], ['what is no frame', ['GET / HTTP/1.1\r\n<1>a\n'], ['LOST']], ['a long one in pieces', ['<1>', 'a'.repeat(200), 'a'.repeat(200), '\n<1>b\n'], ['TOO LONG', '<1>b']],
  ])('of %s leave the others', (_, pieces, expected) => expect(split(pieces.map((piece) => Buffer.from(piece)))).toEqual(expected))
})

it.each([
  ['<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3"] text', 'notice', 20], ['<34>1 - - su - ID47 - text', 'critical', 4], ['<0>1 2026-10-15T03:00:00Z h a - - -', 'emergency', 0],
  ['<191>1 - h a - - [x]', 'debug', 23], ['<192>1 - h a - - -', undefined, undefined], ['<007>1 - h a - - -', undefined, undefined], ['<34>2 - h a - - -', undefined, undefined], ['<13>Oct 15 03:00:00 may sshd[12]: x', 'notice', 1],
])('reads %s', (text, severity, facility) => {
  expect(parseMessage(text)?.severity).toBe(severity)
  expect(parseMessage(text)?.facility).toBe(facility)
})

it.each([[{}], [{ port: 70_000 }], [{ port: 514, host: 'may-chu' }], [{ port: 514, udp: false, tcp: false }], [{ port: 514, countEvery: '2d' }]])('refuses the settings %j', (settings) => expect(SyslogConfig.safeParse(settings).success).toBe(false))
