import { once } from 'node:events'
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net'
import { createServer as createTls } from 'node:tls'
import { afterEach, expect, it } from 'vitest'
import { TEST_CERTIFICATES } from '../../tests/support/test-certificates.ts'
import { createGuardedConnect } from './guarded-connect.ts'
import type { GuardedFetchOptions } from './guarded-fetch.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
})

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port // listening on TCP
}

const echo = () => createTcp((socket) => void socket.on('error', () => undefined).pipe(socket))
const connect = (options: Partial<GuardedFetchOptions> = {}) => createGuardedConnect({ allow: ['127.0.0.0/8'], timeoutMs: 5_000, ...options })
const name = (address: string) => () => Promise.resolve([{ address, family: 4 }])

it('opens a line to an allowed address, also by name, and leaves it open', async () => {
  const port = await listen(echo())
  for (const target of [{ host: '127.0.0.1', port }, { host: 'broker.example', port }]) {
    const line = await connect({ resolve: name('127.0.0.1') })(target)
    line.write('xin chào')
    expect(String((await once(line, 'data'))[0])).toBe('xin chào')
    line.destroy()
  }
})

it.each([[[], '127.0.0.1'], [['10.0.0.0/8'], '127.0.0.1'], [['0.0.0.0/0'], '169.254.169.254'], [[], '[::1]'], [[], 'inside.example']])('with %j does not go to %s', async (allow, host) => {
  let came = 0
  const port = await listen(createTcp((socket) => {
    came += 1
    socket.destroy()
  }))
  await expect(connect({ allow, resolve: name('127.0.0.1') })({ host, port })).rejects.toMatchObject({ kind: 'config' })
  expect(came).toBe(0)
})

it('checks the certificate against the authority it was given', async () => {
  const { ca, serverCert, serverKey } = TEST_CERTIFICATES
  const port = await listen(createTls({ cert: serverCert, key: serverKey }, (socket) => socket.end('an toàn')))
  const line = await connect()({ host: '127.0.0.1', port, tls: { ca } })
  expect(String((await once(line, 'data'))[0])).toBe('an toàn')
  line.destroy()
  await expect(connect()({ host: '127.0.0.1', port, tls: {} })).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('tls.ca') as unknown })
})

it('gives up at its time limit, and at once when told to', async () => {
  // Accepts and says nothing, so that a TLS handshake never ends.
  const port = await listen(createTcp((socket) => void socket.on('error', () => undefined).resume()))
  await expect(connect({ timeoutMs: 200 })({ host: '127.0.0.1', port, tls: {} })).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('200 mili giây') as unknown })
  const leaving = new AbortController()
  const asked = connect({ signal: leaving.signal })({ host: '127.0.0.1', port, tls: {} })
  leaving.abort()
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('dừng giữa chừng') as unknown })
})
