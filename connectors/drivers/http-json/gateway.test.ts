import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedFetch, type DriverIo } from '#kit'
import { type HostileServer, startHostileServer } from '../../../tests/support/hostile-server.ts'
import { HttpJsonConfig } from './config.ts'
import { httpJson } from './driver.ts'

/** What a provincial gateway asks beside plain JSON: pages by offset, windows, XML, SOAP, signatures, few requests. */
let server: HostileServer
let lastBody = ''

const json = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}) => response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const xml = (response: ServerResponse, body: string, status = 200) => response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body)
const envelope = (body: string) => `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
const query = (request: IncomingMessage) => new URL(request.url ?? '', 'http://x').searchParams
const bodyOf = async (request: IncomingMessage) => {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return (lastBody = Buffer.concat(pieces).toString('utf8'))
}

/** Five records, by offset; the total they state is `tong`. */
function byOffset(request: IncomingMessage, response: ServerResponse, tong: number): void {
  const from = Number(query(request).get('boQua'))
  json(response, { tong, ds: [0, 1, 2, 3, 4].slice(from, from + Number(query(request).get('lay'))).map((n) => ({ n })) })
}

beforeAll(async () => {
  server = await startHostileServer({
    '/offset': (request, response) => byOffset(request, response, 5),
    '/offset-more': (request, response) => byOffset(request, response, 9),
    '/offset-fewer': (request, response) => byOffset(request, response, 3),
    '/breaks-off': (request, response) => (query(request).get('boQua') === '0' ? byOffset(request, response, 5) : response.writeHead(429, { 'retry-after': '7' }).end()),
    '/echo': (request, response) => json(response, [Object.fromEntries(query(request))]),
    '/deep': (_request, response) => response.end(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    '/deep-xml': (_request, response) => xml(response, `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`),
    '/xml': (_request, response) => xml(response, '<goc><ds><xa ma="1"><so>5</so></xa><xa ma="2"><so>6</so></xa></ds><mot><xa ma="1"/></mot><khong/><doi><phuong/></doi></goc>'),
    '/entity': (_request, response) => xml(response, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    '/soap': (request, response) => void bodyOf(request).then((body) => xml(response, envelope(`<r:LayResponse xmlns:r="urn:r"><ds><xa>${body.length}</xa></ds></r:LayResponse>`))),
    '/not-soap': (_request, response) => xml(response, '<loi>bảo trì</loi>'),
    '/fault': (request, response) => {
      const code = query(request).get('ma') ?? ''
      xml(response, envelope(`<s:Fault><faultcode>${code}</faultcode><faultstring>khóa ky-bi-mat không đúng</faultstring></s:Fault>`), Number(query(request).get('trangThai') ?? '500'))
    },
    '/fault-12': (_request, response) => xml(response, '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="vi">Thiếu tham số</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>', 400),
    '/signed': (request, response) => {
      const { headers } = request
      const digest = createHash('sha256').update('').digest('hex')
      const wanted = createHmac('sha256', 'ky-bi-mat').update(['GET', request.url, headers['x-date'], digest].join('\n')).digest('hex')
      if (headers['x-key-id'] !== 'ioc' || headers['x-content-digest'] !== digest || headers['x-signature'] !== wanted) return response.writeHead(401).end()
      return json(response, { ds: [{ n: query(request).get('p') }], sau: query(request).get('p') === '2' ? null : '/signed?p=2&ten=Tân%20Ninh' })
    },
    '/other-clock': (_request, response) => response.writeHead(401, { date: new Date(Date.now() - 3_600_000).toUTCString() }).end(),
  })
})
afterAll(() => server.close())

const io = (bookmark?: string, now = Date.now()): DriverIo =>
  ({ fetch: createGuardedFetch({ allow: ['127.0.0.0/8'], timeoutMs: 10_000 }), signal: new AbortController().signal, now: () => now, bookmark })
const collect = (path: string, more: object, way = io()) => httpJson.collect(HttpJsonConfig.parse({ url: `${server.origin}${path}`, recordsAt: '/ds', ...more }), way)

describe('pages by offset', () => {
  const paging = { kind: 'offset', param: 'boQua', sizeParam: 'lay', size: 2 }

  it.each([[paging, 3], [{ ...paging, totalAt: '/tong' }, 3], [{ ...paging, size: 5, totalAt: '/tong' }, 1]])('are read to the end %j', async (one, pages) => {
    const { records, raw } = await collect('/offset', { paging: one })
    expect(records).toEqual([0, 1, 2, 3, 4].map((n) => ({ n })))
    expect(raw).toHaveLength(pages)
  })

  it.each([['/offset-more', 'đọc được 5 bản ghi trong khi máy chủ báo có 9'], ['/offset-fewer', 'đọc được 4 bản ghi trong khi máy chủ báo có 3']])(
    'that are not as many as %s says are an error', async (path, message) => {
      await expect(collect(path, { paging: { ...paging, totalAt: '/tong' } })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining(message) })
    })

  it('fail as a whole when a later page is refused, and wait as long as that page asks', async () => {
    await expect(collect('/breaks-off', { paging })).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 7_000 })
  })

  it('take no more requests than the department allows', async () => {
    const before = server.requests.length
    await expect(collect('/offset', { paging, maxRequests: 2 })).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('hơn 2 lần hỏi') })
    expect(server.requests.length - before).toBe(2)
  })
})

describe('windows', () => {
  const NOW = Date.parse('2026-10-15T03:00:00Z')
  const HOUR = 3_600_000
  const window = { from: 'tu', to: 'den', lookBack: '2h', first: '1d', longest: '2d' }
  const ask = async (bookmark: string | undefined, now: number, more: object = {}) => {
    const { records, bookmark: next } = await collect('/echo', { recordsAt: '', window: { ...window, ...more } }, io(bookmark, now))
    return { asked: records[0] as { tu: string; den: string }, next }
  }

  it('begin a day back, then go on where the last one ended, a while further back for rows that come late', async () => {
    const first = await ask(undefined, NOW)
    expect(first.asked).toEqual({ tu: '2026-10-14T10:00:00+07:00', den: '2026-10-15T10:00:00+07:00' })
    const second = await ask(first.next, NOW + HOUR)
    expect(second.asked).toEqual({ tu: '2026-10-15T08:00:00+07:00', den: '2026-10-15T11:00:00+07:00' })
  })

  it('catch up piece by piece after a long silence, leaving nothing out', async () => {
    let { next } = await ask(undefined, NOW)
    const later = NOW + 5 * 24 * HOUR
    let reached = NOW
    for (let pass = 0; reached < later; pass += 1) {
      const one = await ask(next, later)
      expect(Date.parse(one.asked.tu)).toBeLessThanOrEqual(reached - 2 * HOUR)
      expect(Date.parse(one.asked.den) - Date.parse(one.asked.tu)).toBeLessThanOrEqual(48 * HOUR)
      reached = Date.parse(one.asked.den)
      next = one.next
      expect(pass).toBeLessThan(5)
    }
  })

  it('begin anew for another question', async () => {
    const { next } = await ask(undefined, NOW)
    expect((await ask(next, NOW + HOUR, { lookBack: '3h' })).asked.tu).toBe('2026-10-14T11:00:00+07:00')
  })

  it('keep no bookmark of a pass that failed, and survive a broken one and a clock set back', async () => {
    await expect(collect('/500', { window }, io(undefined, NOW))).rejects.toMatchObject({ kind: 'unreachable' })
    expect((await ask('{"of":', NOW)).asked.tu).toBe('2026-10-14T10:00:00+07:00')
    const { next } = await ask(undefined, NOW)
    expect((await ask(next, NOW - HOUR)).asked).toEqual({ tu: '2026-10-15T07:00:00+07:00', den: '2026-10-15T09:00:00+07:00' })
  })

  it.each([['date', '2026-10-14'], ['epoch-s', '1791946800']])('write moments as %s', async (format, tu) => {
    expect((await ask(undefined, NOW, { format })).asked.tu).toBe(tu)
  })
})

describe('XML', () => {
  const ask = (path: string, recordsAt: string) => collect(path, { answer: 'xml', recordsAt })

  it('is read into records: several, one, none', async () => {
    expect((await ask('/xml', '/goc/ds/xa')).records).toEqual([{ '@ma': '1', so: '5' }, { '@ma': '2', so: '6' }])
    expect((await ask('/xml', '/goc/mot/xa')).records).toEqual([{ '@ma': '1' }])
    expect((await ask('/xml', '/goc/khong/xa')).records).toEqual([])
  })

  it.each([['/xml', '/goc/doi/xa', 'chỉ có: phuong'], ['/entity', '/a', 'DOCTYPE'], ['/deep-xml', '/a', 'quá 64 tầng']])('%s at %s is refused', async (path, at, message) => {
    await expect(ask(path, at)).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining(message) })
  })

  it('and JSON of 10,000 levels is refused too', async () => {
    await expect(collect('/deep', {})).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('quá 64 tầng') })
  })
})

describe('SOAP', () => {
  const soap = { action: 'urn:lay', body: '<Lay><nam>{nam}</nam><ten>{ten}</ten><la>{la}</la></Lay>' }
  const at = { recordsAt: '/LayResponse/ds/xa' }

  it.each([['1.1', 'text/xml; charset=utf-8', '"urn:lay"'], ['1.2', 'application/soap+xml; charset=utf-8; action="urn:lay"', undefined]])(
    '%s is asked by POST, values filled in as text, unknown names left alone', async (version, contentType, action) => {
      const { records } = await collect('/soap', { ...at, soap: { ...soap, version }, query: { nam: 2026, ten: '<a>&"' } })
      expect(records).toEqual([String(lastBody.length)])
      expect(lastBody).toContain('<Lay><nam>2026</nam><ten>&lt;a&gt;&amp;&quot;</ten><la>{la}</la></Lay>')
      expect(server.requests.at(-1)).toMatchObject({ path: '/soap', headers: { 'content-type': contentType } })
      expect(server.requests.at(-1)?.headers['soapaction']).toBe(action)
    })

  it.each([['s:Server', '500', 'unreachable'], ['s:Client', '500', 'config'], ['wsse:FailedAuthentication', '500', 'auth'], ['wsse:InvalidSecurityToken', '200', 'auth'], ['s:Client', '400', 'config']])(
    'fault %s with status %s is of kind %s, quoted without secrets', async (code, status, kind) => {
      const auth = { kind: 'hmac', keyId: 'ioc', secret: 'ky-bi-mat' }
      const thrown: unknown = await collect(`/fault?ma=${code}&trangThai=${status}`, { ...at, soap, auth }).catch((error: unknown) => error)
      expect(thrown).toMatchObject({ kind, message: expect.stringContaining('khóa … không đúng') })
      expect(String(thrown)).not.toContain('ky-bi-mat')
    })

  it('fault of SOAP 1.2 is read, and what is no SOAP is named', async () => {
    await expect(collect('/fault-12', { ...at, soap })).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('"Sender: Thiếu tham số"') })
    await expect(collect('/not-soap', { ...at, soap })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('không phải là SOAP, chỉ thấy "loi"') })
  })
})

describe('signed requests', () => {
  const auth = { kind: 'hmac', keyId: 'ioc', secret: 'ky-bi-mat', keyHeader: 'X-Key-Id' }
  const paging = { kind: 'next', at: '/sau' }

  it('are signed anew for every page', async () => {
    expect((await collect('/signed', { auth, paging })).records).toEqual([{ n: null }, { n: '2' }])
  })

  it('that are refused are auth, and say so when only the clocks disagree', async () => {
    await expect(collect('/signed', { auth: { ...auth, secret: 'khac-han' }, paging })).rejects.toMatchObject({ kind: 'auth', message: expect.not.stringContaining('khac-han') })
    await expect(collect('/other-clock', { auth })).rejects.toMatchObject({ kind: 'auth', message: expect.stringContaining('lệch nhau 60 phút') })
  })
})

it.each([[{ soap: { body: '<a/>' }, paging: { kind: 'next', at: '/x' } }], [{ window: { from: 'a', to: 'b', lookBack: '2d', longest: '1d' } }], [{ window: { from: 'a', to: 'b', lookBack: '1h', first: '8d' } }],
  [{ auth: { kind: 'hmac', keyId: 'a', secret: 'b', dateHeader: 'a b' } }], [{ paging: { kind: 'offset', param: 'p', sizeParam: 's' } }]])(
  'refuses the settings %j', (settings) => expect(HttpJsonConfig.safeParse({ url: 'http://x/', ...settings }).success).toBe(false))
