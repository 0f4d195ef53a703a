import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import type { ListenIo } from '#kit'
import { CEF, hear, message, openLine, stopHearing } from '../../../tests/support/hear-syslog.ts'
import { TEST_CERTIFICATES } from '../../../tests/support/test-certificates.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { SyslogConfig } from './config.ts'
import { syslog } from './driver.ts'

afterEach(stopHearing)

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
