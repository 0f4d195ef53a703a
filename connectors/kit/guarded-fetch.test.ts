import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostileServer, startHostileServer } from '../../tests/support/hostile-server.ts'
import { TEST_CERTIFICATES } from '../../tests/support/test-certificates.ts'
import { createGuardedFetch, describeAddress } from './guarded-fetch.ts'

let server: HostileServer
let port: string
const allow = ['127.0.0.0/8']
beforeAll(async () => {
  server = await startHostileServer({
    '/packed': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('[1]')),
    '/packed-nothing': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.concat(Array.from({ length: 2_000 }, () => gzipSync('')))),
    '/two-cookies': (_request, response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('ok'),
    '/304': (_request, response) => response.writeHead(304, { location: '/good' }).end(),
    '/echo': (request, response) => request.pipe(response),
  })
  port = server.host.split(':')[1] ?? ''
})
afterAll(() => server.close())

const resolveTo = (...addresses: string[]) => async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('the address', () => {
  it('is checked where the connection is made: a name that answers differently the second time fails', async () => {
    const answers = [['127.0.0.1'], ['127.9.9.9']]
    const fetch = createGuardedFetch({ allow: ['127.0.0.1'], timeoutMs: 5_000, resolve: async () => resolveTo(...(answers.shift() ?? []))() })
    expect((await fetch(`http://so.example:${port}/packed`)).status).toBe(200)
    await expect(fetch(`http://so.example:${port}/packed`)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('127.9.9.9') })
  })

  it('is refused when any one address of the name is not permitted', async () => {
    const before = server.requests.length
    const fetch = createGuardedFetch({ allow, timeoutMs: 5_000, resolve: resolveTo('127.0.0.1', '10.0.0.1') })
    await expect(fetch(`http://so.example:${port}/packed`)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('10.0.0.1') })
    expect(server.requests.length).toBe(before)
  })

  it('is refused as a metadata name, whatever is allowed', async () => {
    const fetch = createGuardedFetch({ allow: ['0.0.0.0/0'], timeoutMs: 5_000, resolve: resolveTo('169.254.169.254') })
    await expect(fetch('http://metadata.example/')).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('siêu dữ liệu') })
  })

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/', 'http://ten:mat-khau@127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'khong phai'])(
    'is refused before any connection: %s', async (url) => {
      const thrown: unknown = await createGuardedFetch({ allow: [], timeoutMs: 5_000 })(url).catch((error: unknown) => error)
      expect(thrown).toMatchObject({ kind: 'config' })
      expect(String(thrown)).not.toContain('mat-khau')
    })

  it('is described without user name and query', () => {
    expect(describeAddress('https://a:b@so.example/api/list?token=x#y')).toBe('https://so.example/api/list')
  })
})

it('says unreachable for a name nobody knows', async () => {
  const resolve = async () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }))
  await expect(createGuardedFetch({ allow, timeoutMs: 5_000, resolve })('http://khong-co.example/')).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('DNS') })
})

it('unpacks, joins repeated headers, lets 304 through and sends a body', async () => {
  const fetch = createGuardedFetch({ allow, timeoutMs: 5_000 })
  expect(Buffer.from((await fetch(`${server.origin}/packed`)).body).toString()).toBe('[1]')
  expect((await fetch(`${server.origin}/two-cookies`)).headers['set-cookie']).toBe('a=1, b=2')
  expect((await fetch(`${server.origin}/304`)).status).toBe(304)
  expect(Buffer.from((await fetch(`${server.origin}/echo`, { method: 'POST', body: 'chào' })).body).toString()).toBe('chào')
})

it('holds the size limit a request asks for, on the line and after unpacking', async () => {
  const fetch = createGuardedFetch({ allow, timeoutMs: 5_000 })
  await expect(fetch(`${server.origin}/bomb`, { maxBytes: 4096 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('4 KB') })
  await expect(fetch(`${server.origin}/packed`, { maxBytes: 2 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('2 byte') })
  // Packed pieces that hold nothing: without a limit on the line they could go on for ever.
  await expect(fetch(`${server.origin}/packed-nothing`, { maxBytes: 4096 })).rejects.toMatchObject({ kind: 'malformed' })
})

describe('TLS', () => {
  let secure: HostileServer
  let closed: HostileServer
  const { ca, clientCert: cert, clientKey: key, serverKey } = TEST_CERTIFICATES
  const good = { '/good': (_request: unknown, response: { end(text: string): unknown }) => void response.end('[]') }
  beforeAll(async () => {
    secure = await startHostileServer(good, 'tls')
    closed = await startHostileServer(good, 'client-certificate')
  })
  afterAll(() => Promise.all([secure.close(), closed.close()]))
  const fetch = createGuardedFetch({ allow, timeoutMs: 5_000 })

  it('trusts only the authority it was given', async () => {
    expect((await fetch(`${secure.origin}/good`, { tls: { ca } })).status).toBe(200)
    await expect(fetch(`${secure.origin}/good`)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('tls.ca') })
  })

  it('shows our certificate, and says what is missing without it', async () => {
    expect((await fetch(`${closed.origin}/good`, { tls: { ca, cert, key } })).status).toBe(200)
    await expect(fetch(`${closed.origin}/good`, { tls: { ca } })).rejects.toMatchObject({ message: expect.stringContaining('chứng thư của ta') })
    await expect(fetch(`${closed.origin}/good`, { tls: { ca, cert, key: serverKey } })).rejects.toMatchObject({ kind: 'config' })
  })

  it('says config when the port speaks no TLS', async () => {
    await expect(fetch(`https://${server.host}/good`)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('http hay https') })
  })
})
