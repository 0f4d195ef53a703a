import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createGuardedFetch, type DriverIo, UnreadableField } from '#kit'
import { type HostileServer, startHostileServer } from '../../../tests/support/hostile-server.ts'
import { Open311Config } from './config.ts'
import { open311 } from './driver.ts'
import { stripRequest } from './strip-request.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-10-15T03:00:00Z')
const POINTERS = { localityAt: '/extended_attributes/ma_xa', assignedAt: '/agency_responsible', closedAt: '/closed_datetime' }

interface Row { service_request_id: string; status: string; requested_datetime: string; updated_datetime: string; [more: string]: unknown }
const row = (id: string, status: string, requestedAt: number, updatedAt = requestedAt): Row =>
  ({ service_request_id: id, status, requested_datetime: new Date(requestedAt).toISOString(), updated_datetime: new Date(updatedAt).toISOString() })

/** A GeoReport service over `rows`. */
let rows: Row[] = []
let onAsk: (asked: URLSearchParams) => void = () => undefined
const serve = (options: { pages?: boolean; most?: number } = {}) => (request: IncomingMessage, response: ServerResponse) => {
  const asked = new URL(request.url ?? '', 'http://x').searchParams
  onAsk(asked)
  const at = (name: string) => Date.parse(asked.get(name) ?? '')
  const size = Math.min(options.most ?? 1_000, options.pages === true ? Number(asked.get('page_size')) : 1_000)
  const first = options.pages === true ? (Number(asked.get('page')) - 1) * size : 0
  const found = rows
    .filter(({ status, requested_datetime, updated_datetime }) => status === asked.get('status') && Date.parse(requested_datetime) >= at('start_date') && Date.parse(requested_datetime) <= at('end_date')
      && (!asked.has('updated_after') || Date.parse(updated_datetime) >= at('updated_after')))
    .slice(first, first + size)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found))
}

let server: HostileServer
beforeAll(async () => {
  server = await startHostileServer({
    '/pages': serve({ pages: true }), '/small-pages': serve({ pages: true, most: 3 }), '/no-pages': serve({ most: 4 }),
    '/ignores-page': (_request, response) => response.writeHead(200).end(JSON.stringify([row('A1', 'open', NOW)])),
    '/person-in-garbage': (_request, response) => response.writeHead(200).end('Họ Tên 0900000000 [{'),
  })
})
afterAll(() => server.close())
beforeEach(() => {
  rows = []
  onAsk = () => undefined
})

const collect = async (path: string, more: object = {}, { now = NOW, bookmark }: { now?: number; bookmark?: string | undefined } = {}) => {
  const signal = new AbortController().signal
  const io: DriverIo = { fetch: createGuardedFetch({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal }), signal, now: () => now, bookmark }
  const { records, ...rest } = await open311.collect(Open311Config.parse({ url: `${server.origin}${path}`, ...more }), io)
  const [head, ...requests] = records as [{ pass: { days: { from: number; to: number }[] } }, ...{ id: string; status: string }[]] // what the driver promises
  return { ...rest, days: head.pass.days, requests, ids: requests.map(({ id }) => id).sort() }
}

it('asks in windows of at most 90 days that cover the whole time back, for the open ones and for those closed since the first day counted', async () => {
  const asked: URLSearchParams[] = []
  onAsk = (one) => asked.push(one)
  await collect('/pages', { openDays: 200, jurisdiction: 'tayninh' })
  const spans = asked.map((one) => [Date.parse(one.get('start_date') ?? ''), Date.parse(one.get('end_date') ?? '')] as const)
  for (const [from, to] of spans) expect(to - from).toBeLessThanOrEqual(90 * DAY_MS)
  expect(Math.max(...spans.map(([, to]) => to))).toBeGreaterThan(NOW)
  expect(Math.min(...spans.map(([from]) => from))).toBe(NOW + 3_600_000 - 200 * DAY_MS)
  expect(asked.map((one) => one.get('status'))).toEqual(['open', 'closed', 'open', 'closed', 'open', 'closed'])
  expect(new Set(asked.map((one) => one.get('updated_after')))).toEqual(new Set([null, '2026-10-12T17:00:00Z']))
  expect(asked[0]?.get('jurisdiction_id')).toBe('tayninh')
})

describe('reading to the end', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => row(`A${index}`, 'open', NOW - index * 60_000))

  it('asks for pages until one is empty, also where the service gives fewer than asked for', async () => {
    rows = many(10)
    expect((await collect('/pages', { pageSize: 4 })).requests).toHaveLength(10)
    expect((await collect('/small-pages', { pageSize: 4 })).requests).toHaveLength(10)
  })

  it('halves a window that comes back full where there are no pages', async () => {
    rows = [...many(10), row('OLD', 'open', NOW - 80 * DAY_MS)]
    expect((await collect('/no-pages', { paging: 'none', pageSize: 4, openDays: 90 })).requests).toHaveLength(11)
  })

  it('says malformed where a full answer cannot be halved further, or pages repeat, or there are too many', async () => {
    rows = Array.from({ length: 6 }, (_, index) => row(`A${index}`, 'open', NOW))
    await expect(collect('/no-pages', { paging: 'none', pageSize: 4, openDays: 1 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('không biết đã đủ chưa') })
    await expect(collect('/ignores-page')).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('paging: none') })
    rows = many(10)
    await expect(collect('/pages', { pageSize: 1, maxPages: 5 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('quá 5 lần hỏi') })
  })

  it('has a request once, as it stands last, when it is closed between two questions', async () => {
    rows = [row('A1', 'open', NOW - DAY_MS)]
    onAsk = (asked) => {
      if (asked.get('status') === 'closed') rows = [row('A1', 'closed', NOW - DAY_MS, NOW)]
    }
    expect((await collect('/pages')).requests).toMatchObject([{ id: 'A1', status: 'closed' }])
  })
})

describe('days', () => {
  const read = async (bookmark?: string, now = NOW) => (await collect('/pages', { openDays: 1 }, { now, bookmark })).days

  it('begin at midnight of the province: two full ones and today so far', async () => {
    expect((await read()).map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
      ['2026-10-12T17:00:00.000Z', '2026-10-13T17:00:00.000Z'], ['2026-10-13T17:00:00.000Z', '2026-10-14T17:00:00.000Z'], ['2026-10-14T17:00:00.000Z', '2026-10-15T03:00:00.000Z'],
    ])
  })

  it('are more after an outage, at most a month, and the usual ones after a bookmark nobody can read', async () => {
    const { bookmark } = await collect('/pages', { openDays: 1 })
    expect(await read(bookmark, NOW + 6 * DAY_MS)).toHaveLength(7)
    expect(await read(bookmark, NOW + 300 * DAY_MS)).toHaveLength(32)
    for (const odd of ['', '{"readAt":"x"}', JSON.stringify({ readAt: NOW + 9 * DAY_MS })]) expect(await read(odd)).toHaveLength(3)
  })
})

it('gives the same requests whether or not a pass before was missed', async () => {
  rows = [row('A1', 'open', NOW - 2 * DAY_MS), row('A2', 'closed', NOW - 3 * DAY_MS, NOW - DAY_MS)]
  const first = await collect('/pages')
  expect((await collect('/pages', {}, { bookmark: first.bookmark })).ids).toEqual((await collect('/pages')).ids)
})

describe('a person', () => {
  const person = {
    service_request_id: 'PA-1', status: 'closed', status_notes: 'Họ Tên, 0900000000', service_code: '006', description: 'Họ Tên nói', agency_responsible: 'Họ Tên phụ trách', address: 'Số nhà 1 Họ Tên', first_name: 'Họ', last_name: 'Tên', phone: '0900000000', email: 'ho.ten@so.example', lat: 11.312345, long: 106.112345,
    requested_datetime: '2026-10-14T20:00:00+07:00', updated_datetime: '2026-10-14T22:00:00+07:00', extended_attributes: { ma_xa: 'Họ Tên 0900000000' },
  }

  it('is in no record, not in the bytes that are kept, and in no message', async () => {
    rows = [person, { ...person, service_request_id: '0900000000' }, { ...person, service_request_id: 'PA-2', requested_datetime: 'Họ Tên gọi' }].map((one) => ({ ...one, status: 'open' }))
    for (let index = 0; index < 20; index += 1) rows.push(row(`X${index}`, 'open', NOW))
    const signal = new AbortController().signal
    const fetch: DriverIo['fetch'] = async (_url, request) => ({ status: 200, headers: request?.headers ?? {}, body: Buffer.from(JSON.stringify(rows)) })
    const collected = await open311.collect(Open311Config.parse({ url: server.origin, paging: 'none', openDays: 1 }), { fetch, signal, now: () => NOW, bookmark: undefined })
    const all = JSON.stringify([collected, Buffer.from(collected.raw[0]?.body ?? []).toString()])
    expect(collected.records).toHaveLength(25) // the pass, 22 requests, and the unreadable one of each question
    expect(all).not.toMatch(/Họ|Tên|0900000000|so\.example|nhà|11\.31|106\.11/)
    await expect(collect('/person-in-garbage')).rejects.toMatchObject({ message: expect.not.stringMatching(/Họ|0900/) })
  })

  it('leaves what is counted', () => {
    expect(stripRequest({ ...person, extended_attributes: { ma_xa: 25459 } }, POINTERS)).toEqual({
      id: 'PA-1', status: 'closed', assigned: true, locality: '25459', requestedAt: Date.parse('2026-10-14T13:00:00Z'), updatedAt: Date.parse('2026-10-14T15:00:00Z'), closedAt: Date.parse('2026-10-14T15:00:00Z'),
    })
  })
})

it('reads the two requests of the published example, JSON and XML alike', async () => {
  const example = { status_notes: 'Duplicate request.', service_name: 'Sidewalk and Curb Issues', service_code: '006', description: null, agency_responsible: null, service_notice: null, address: '8TH AVE and JUDAH ST', address_id: 545483, zipcode: 94122, lat: 37.762221815, long: -122.4651145 }
  const times = (day: string) => ({ requested_datetime: `2010-04-${day}T06:37:38-08:00`, updated_datetime: `2010-04-${day}T06:37:38-08:00` })
  const both = [{ ...example, ...times('14'), service_request_id: 638344, status: 'closed', expected_datetime: '2010-04-15T06:37:38-08:00' }, { ...example, ...times('19'), service_request_id: 638349, status: 'open', status_notes: null, expected_datetime: '2010-04-19T06:37:38-08:00' }]
  const xml = `<?xml version="1.0" encoding="utf-8"?>\n<service_requests>${both.map((one) => `<request>${Object.entries(one).map(([name, value]) => (value === null ? `<${name}/>` : `<${name}>${value}</${name}>`)).join('')}</request>`).join('')}</service_requests>`
  const read = async (format: string, body: string) => {
    const io: DriverIo = { fetch: async () => ({ status: 200, headers: {}, body: Buffer.from(body) }), signal: new AbortController().signal, now: () => Date.parse('2010-04-20T00:00:00Z'), bookmark: undefined }
    return (await open311.collect(Open311Config.parse({ url: 'https://so.example/requests', format, paging: 'none', openDays: 90 }), io)).records.slice(1)
  }
  const expected = [{ id: '638344', status: 'closed', assigned: false, closedAt: Date.parse('2010-04-14T14:37:38Z'), expectedAt: Date.parse('2010-04-15T14:37:38Z') }, { id: '638349', status: 'open', assigned: false }]
  expect(await read('json', JSON.stringify(both))).toMatchObject(expected)
  expect(await read('xml', xml)).toEqual(await read('json', JSON.stringify(both)))
})

it.each([['[{"service_request_id":"A1"}]', 'json'], ['{}', 'json'], ['<errors/>', 'xml'], ['<service_requests><request>', 'xml'], ['<!DOCTYPE x><service_requests/>', 'xml']])('says malformed for %s', async (body, format) => {
  const io: DriverIo = { fetch: async () => ({ status: 200, headers: {}, body: Buffer.from(body) }), signal: new AbortController().signal, now: () => NOW, bookmark: undefined }
  await expect(open311.collect(Open311Config.parse({ url: 'https://so.example/requests', format, paging: 'none' }), io)).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining('so.example') })
})

it('keeps a bad row beside ten good ones as a named reject', async () => {
  rows = [...Array.from({ length: 10 }, (_, index) => row(`A${index}`, 'open', NOW)), { ...row('BAD', 'open', NOW), updated_datetime: 'x', service_request_id: '' }]
  const { requests } = await collect('/pages')
  expect(requests.at(-1)).toBeInstanceOf(UnreadableField)
})
