import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import type { ListenIo } from '#kit'
import { CEF, hear, message, openLine, send, stopHearing } from '../../../tests/support/hear-syslog.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { SyslogConfig } from './config.ts'
import { syslog } from './driver.ts'

const run = promisify(execFile)
afterEach(stopHearing)

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
  await stopHearing()
  const again = createServer()
  await new Promise<void>((resolve, reject) => again.once('error', reject).listen(port, '127.0.0.1', resolve))
  await new Promise((resolve) => again.close(resolve))
})

it('ends with what hindered it when its counts cannot be written', async () => {
  const { listening } = await hear({ deliver: () => Promise.reject(new Error('no place')) })
  await expect(listening).rejects.toThrow('no place')
})

it.each([[{}], [{ port: 70_000 }], [{ port: 514, host: 'may-chu' }], [{ port: 514, udp: false, tcp: false }], [{ port: 514, countEvery: '2d' }], [{ port: 514, tls: { cert: '-----BEGIN CERTIFICATE-----', key: '-----BEGIN PRIVATE KEY-----' } }], [{ port: 514, timeZone: 'Tay/Ninh' }]])('refuses the settings %j', (settings) => expect(SyslogConfig.safeParse(settings).success).toBe(false))
