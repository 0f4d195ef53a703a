import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createGuardedFetch, type DriverIo } from '#kit'
import { type HostileServer, startHostileServer } from '../../../tests/support/hostile-server.ts'
import { HttpJsonConfig } from './config.ts'
import { httpJson } from './driver.ts'

let server: HostileServer
/** What the token endpoint hands out next, and which tokens the list accepts. */
const tokens = { issued: 0, good: new Set<string>(), form: '', authorization: '' }

const json = (response: ServerResponse, body: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const query = (request: IncomingMessage) => new URL(request.url ?? '', 'http://x').searchParams

beforeAll(async () => {
  server = await startHostileServer({
    '/pages': (request, response) => {
      const page = Number(query(request).get('trang'))
      json(response, { tong: 3, ds: page <= 3 ? [page * 10, page * 10 + 1].slice(0, page === 3 ? 1 : 2).map((n) => ({ n })) : [] })
    },
    '/same': (_request, response) => json(response, { ds: [{ n: 1 }, { n: 2 }] }),
    '/links': (request, response) => {
      const page = Number(query(request).get('p') ?? '1')
      json(response, { ds: [{ n: page }], sau: page < 3 ? `/links?p=${page + 1}` : null })
    },
    '/circle': (request, response) => json(response, { ds: [{ n: query(request).get('p') }], sau: query(request).get('p') === '2' ? '/circle' : '/circle?p=2' }),
    '/endless': (request, response) => {
      const page = Number(query(request).get('p') ?? '1')
      json(response, { ds: [{ n: page }], sau: `/endless?p=${page + 1}` })
    },
    '/elsewhere': (_request, response) => json(response, { ds: [], sau: 'http://10.9.9.9/steal' }),
    '/etag': (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
      return response.writeHead(200, { 'content-type': 'application/json', etag: '"v1"' }).end('[{"n":1}]')
    },
    '/modified': (request, response) => {
      if (request.headers['if-modified-since'] !== undefined) return response.writeHead(304).end()
      return response.writeHead(200, { 'last-modified': 'Thu, 15 Oct 2026 00:00:00 GMT' }).end('[]')
    },
    '/renamed': (_request, response) => json(response, { data: { rows: [], total: 0 } }),
    '/token': (request, response) => {
      tokens.authorization = request.headers.authorization ?? ''
      tokens.form = ''
      request.on('data', (chunk: Buffer) => (tokens.form += chunk.toString()))
      request.on('end', () => {
        tokens.issued += 1
        tokens.good.add(`token-${tokens.issued}`)
        json(response, { access_token: `token-${tokens.issued}`, token_type: 'Bearer', expires_in: 60 })
      })
    },
    '/token-refused': (_request, response) => json(response, { error: 'invalid_client' }, 400),
    '/token-odd': (_request, response) => response.end('access_token=hidden'),
    '/guarded': (request, response) => {
      const token = (request.headers.authorization ?? '').replace('Bearer ', '')
      if (!tokens.good.has(token)) return json(response, {}, 401)
      const page = Number(query(request).get('trang'))
      if (page === 2) tokens.good.delete('token-1') // runs out while pages are being read
      if (!tokens.good.has(token)) return json(response, {}, 401)
      return json(response, { ds: page <= 3 ? [{ n: page }] : [] })
    },
  })
})
afterAll(() => server.close())
beforeEach(() => {
  tokens.issued = 0
  tokens.good.clear()
})

const io = (bookmark?: string): DriverIo => {
  const { signal } = new AbortController()
  return { fetch: createGuardedFetch({ allow: ['127.0.0.0/8'], timeoutMs: 10_000 }), connect: () => Promise.reject(new Error('no lines here')), signal, now: () => Date.now(), bookmark }
}
const collect = (path: string, more: object = {}, bookmark?: string) =>
  httpJson.collect(HttpJsonConfig.parse({ url: `${server.origin}${path}`, recordsAt: '/ds', ...more }), io(bookmark))
const asked = (path: string) => server.requests.filter((request) => request.path.startsWith(path)).length
const numbers = (records: unknown[]) => (records as { n: number }[]).map((record) => record.n)

describe('pages', () => {
  const paging = { kind: 'page', param: 'trang', sizeParam: 'co', size: 2 }

  it('are read by number until one is shorter', async () => {
    const { records, raw } = await collect('/pages', { paging, query: { nam: 2026 } })
    expect(numbers(records)).toEqual([10, 11, 20, 21, 30])
    expect(raw).toHaveLength(3)
    expect(server.requests.at(-1)?.path).toBe('/pages?nam=2026&trang=3&co=2')
  })

  it('are read until an empty one when the size is not known, and to the stated number when it is', async () => {
    expect(numbers((await collect('/pages', { paging: { kind: 'page', param: 'trang' } })).records)).toHaveLength(5)
    expect(server.requests.at(-1)?.path).toBe('/pages?trang=4')
    expect(numbers((await collect('/pages', { paging: { kind: 'page', param: 'trang', totalPagesAt: '/tong' } })).records)).toHaveLength(5)
    expect(server.requests.at(-1)?.path).toBe('/pages?trang=3')
  })

  it('are read by link until there is none', async () => {
    expect(numbers((await collect('/links', { paging: { kind: 'next', at: '/sau' } })).records)).toEqual([1, 2, 3])
  })

  it.each([
    ['/same', paging, 'trang lặp lại'], ['/circle', { kind: 'next', at: '/sau' }, 'trang lặp lại'], ['/endless', { kind: 'next', at: '/sau' }, 'quá 5 trang'],
    ['/elsewhere', { kind: 'next', at: '/sau' }, '10.9.9.9'], ['/same', { kind: 'page', param: 'trang', totalPagesAt: '/x' }, 'tổng số trang'],
  ])('of %s end with an error, never with half a list', async (path, paging, message) => {
    const before = server.requests.length
    await expect(collect(path, { paging, maxPages: 5 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining(message) })
    expect(server.requests.length - before).toBeLessThanOrEqual(5)
  })

  it('share one size limit', async () => {
    const before = asked('/endless')
    await expect(collect('/endless', { paging: { kind: 'next', at: '/sau' }, maxPages: 1000, maxBytes: 1024 })).rejects.toMatchObject({ message: expect.stringContaining('giới hạn') })
    expect(asked('/endless') - before).toBeLessThan(50)
  })
})

describe('asking whether anything changed', () => {
  it.each([['/etag', [{ n: 1 }]], ['/modified', []]])('by %s gives "unchanged" the second time and keeps its bookmark', async (path, records) => {
    const first = await collect(path, { recordsAt: '' })
    expect(first.records).toEqual(records)
    const second = await collect(path, { recordsAt: '' }, first.bookmark)
    expect(second).toEqual({ records: [], raw: [], unchanged: true, bookmark: first.bookmark })
  })

  it('is not done for another question, with a broken bookmark, or when switched off', async () => {
    const { bookmark } = await collect('/etag', { recordsAt: '' })
    expect((await collect('/etag', { recordsAt: '', query: { nam: 2027 } }, bookmark)).unchanged).toBeUndefined()
    expect((await collect('/etag', { recordsAt: '' }, '{"of":')).unchanged).toBeUndefined()
    expect((await collect('/etag', { recordsAt: '', conditional: false }, bookmark)).unchanged).toBeUndefined()
  })
})

describe('OAuth2', () => {
  const auth = { kind: 'oauth2', clientId: 'i:oc', clientSecret: 'bí mật', scope: 'doc', tokenUrl: '' }
  const paging = { kind: 'page', param: 'trang' }

  it('asks for a token by header, and for one fresh token when it runs out between pages', async () => {
    const { records } = await collect('/guarded', { auth: { ...auth, tokenUrl: `${server.origin}/token` }, paging })
    expect(numbers(records)).toEqual([1, 2, 3])
    expect(tokens.issued).toBe(2)
    expect(tokens.form).toBe('grant_type=client_credentials&scope=doc')
    expect(Buffer.from(tokens.authorization.replace('Basic ', ''), 'base64').toString()).toBe('i%3Aoc:b%C3%AD+m%E1%BA%ADt')
  })

  it('asks by form where a department wants that', async () => {
    await collect('/guarded', { auth: { ...auth, tokenUrl: `${server.origin}/token`, sendAs: 'body' }, paging })
    expect(new URLSearchParams(tokens.form).get('client_secret')).toBe('bí mật')
    expect(tokens.authorization).toBe('')
  })

  describe('between passes', () => {
    const settings = () => HttpJsonConfig.parse({ url: `${server.origin}/guarded`, recordsAt: '/ds', auth: { ...auth, tokenUrl: `${server.origin}/token` }, query: { trang: 1 } })
    const keeping = (at: number, memory: Map<string, unknown>): DriverIo => ({ ...io(), now: () => at, memory })
    const NOW = Date.parse('2026-10-15T03:00:00Z')

    it('is held until shortly before it ends, and written into nothing that is kept', async () => {
      const memory = new Map<string, unknown>()
      const passes = []
      for (const after of [0, 20_000, 47_000]) passes.push(await httpJson.collect(settings(), keeping(NOW + after, memory)))
      expect(tokens.issued).toBe(1)
      expect(JSON.stringify(passes)).not.toContain('token-1')
      await httpJson.collect(settings(), keeping(NOW + 50_000, memory))
      expect(tokens.issued).toBe(2)
    })

    it('is asked for anew, once, where it is refused before its time', async () => {
      const memory = new Map<string, unknown>()
      await httpJson.collect(settings(), keeping(NOW, memory))
      tokens.good.clear()
      expect(numbers((await httpJson.collect(settings(), keeping(NOW + 1_000, memory))).records)).toEqual([1])
      expect(tokens.issued).toBe(2)
    })

    it('is not held on to once a fresh one was refused too', async () => {
      const memory = new Map<string, unknown>()
      const closed = { ...settings(), url: `${server.origin}/401` }
      await expect(httpJson.collect(closed, keeping(NOW, memory))).rejects.toMatchObject({ kind: 'auth' })
      expect([tokens.issued, memory.size]).toEqual([1, 0])
      await httpJson.collect(settings(), keeping(NOW, memory))
      expect(tokens.issued).toBe(2)
    })

    it('is shared with no other source, and held by none that was given no memory', async () => {
      await httpJson.collect(settings(), keeping(NOW, new Map()))
      await httpJson.collect(settings(), keeping(NOW, new Map()))
      await httpJson.collect(settings(), io())
      await httpJson.collect(settings(), io())
      expect(tokens.issued).toBe(4)
    })
  })

  it('says auth when a fresh token is refused, without asking again', async () => {
    const before = asked('/token')
    await expect(collect('/401', { auth: { ...auth, tokenUrl: `${server.origin}/token` } })).rejects.toMatchObject({ kind: 'auth' })
    expect(asked('/token') - before).toBe(1)
  })

  it('says auth when no token is given, malformed when the answer holds none, and never quotes it', async () => {
    await expect(collect('/guarded', { auth: { ...auth, tokenUrl: `${server.origin}/token-refused` } })).rejects.toMatchObject({ kind: 'auth' })
    const odd: unknown = await collect('/guarded', { auth: { ...auth, tokenUrl: `${server.origin}/token-odd` } }).catch((error: unknown) => error)
    expect(odd).toMatchObject({ kind: 'malformed', message: expect.not.stringContaining('hidden') })
  })
})

it('sends bearer, basic and own headers', async () => {
  await collect('/same', { auth: { kind: 'bearer', token: 't' }, headers: { 'X-Api-Key': 'k' } })
  expect(server.requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer t', 'x-api-key': 'k', accept: 'application/json' })
  await collect('/same', { auth: { kind: 'basic', username: 'u', password: 'p' } })
  expect(server.requests.at(-1)?.headers.authorization).toBe('Basic dTpw')
})

it('names what was found instead of the list when a field was renamed', async () => {
  await expect(collect('/renamed', { recordsAt: '/data/items' })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringMatching(/"\/data\/items"; "\/data" chỉ có: rows, total/) })
  await expect(collect('/renamed', { recordsAt: '/x/y' })).rejects.toMatchObject({ message: expect.stringContaining('câu trả lời chỉ có: data') })
})

it.each([[{ url: 'ftp://x/' }], [{ url: 'http://x/', foo: 1 }], [{ url: 'http://x/', headers: { 'a b': 'c' } }], [{ url: 'http://x/', headers: { Host: 'y' } }], [{ url: 'http://x/', method: 'POST' }],
  [{ url: 'http://x/', auth: { kind: 'bearer', token: 'a\nb' } }], [{ url: 'http://x/', paging: { kind: 'page', param: 'p', sizeParam: 's' } }], [{ url: 'http://x/', tls: { cert: '-----BEGIN CERTIFICATE-----' } }], [{}]])(
  'refuses the settings %j', (settings) => expect(HttpJsonConfig.safeParse(settings).success).toBe(false))
