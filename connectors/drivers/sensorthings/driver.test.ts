import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedFetch, type DriverIo, UnreadableField } from '#kit'
import { type HostileServer, startHostileServer } from '../../../tests/support/hostile-server.ts'
import { SensorThingsConfig } from './config.ts'
import { sensorThings } from './driver.ts'
import { observationRecords } from './observation-records.ts'

const stream = (id: number, observations: unknown = [{ phenomenonTime: '2026-10-15T02:00:00Z', result: id }]) => ({
  '@iot.id': id, name: `luồng ${id}`, unitOfMeasurement: { symbol: 'm', name: 'mét', definition: 'x' }, Thing: { name: 'hồ', properties: { maTram: 'H1' } },
  ObservedProperty: { name: 'mực nước', definition: 'urn:x' }, Observations: observations,
})
const json = (response: ServerResponse, body: unknown) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const query = (request: IncomingMessage) => new URL(request.url ?? '', 'http://x').searchParams

let server: HostileServer
beforeAll(async () => {
  const page = (path: string, next: (skip: number) => string | undefined) => (request: IncomingMessage, response: ServerResponse) => {
    const skip = Number(query(request).get('$skip') ?? 0)
    const link = next(skip)
    json(response, { value: [stream(skip + 1), stream(skip + 2)], ...(link === undefined ? {} : { '@iot.nextLink': link.startsWith('?') ? `http://${request.headers.host ?? ''}${path}${link}` : link }) })
  }
  server = await startHostileServer({
    '/pages': page('/pages', (skip) => (skip < 4 ? `?$skip=${skip + 2}` : undefined)),
    '/endless': page('/endless', (skip) => `?$skip=${skip + 2}`),
    '/circle': page('/circle', (skip) => `?$skip=${skip === 0 ? 2 : 0}`),
    '/itself': (request, response) => json(response, { value: [stream(1)], '@iot.nextLink': `${request.url ?? ''}&again=${Math.random()}` }),
    '/elsewhere': (_request, response) => json(response, { value: [], '@iot.nextLink': 'http://10.9.9.9/v1.1/Datastreams?$skip=2' }),
    '/not-a-link': (_request, response) => json(response, { value: [], '@iot.nextLink': 7 }),
    '/root': (_request, response) => json(response, { serverSettings: {}, value2: [] }),
  })
})
afterAll(() => server.close())

const collect = (path: string, more: object = {}) => {
  const signal = new AbortController().signal
  const io: DriverIo = { fetch: createGuardedFetch({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal }), signal, now: () => Date.now(), bookmark: undefined }
  return sensorThings.collect(SensorThingsConfig.parse({ url: `${server.origin}${path}`, ...more }), io)
}

it('asks for the newest observations of each Datastream, with unit, station and property, and for nothing else', async () => {
  await collect('/pages', { observations: 3, pageSize: 40, filter: "properties/public eq 'true'" })
  const asked = new URL(server.requests.findLast(({ path }) => path.includes('expand'))?.path ?? '', 'http://x').searchParams
  expect(asked.get('$top')).toBe('40')
  expect(asked.get('$filter')).toBe("properties/public eq 'true'")
  expect(asked.get('$expand')).toContain('Observations($top=3;$orderby=phenomenonTime desc;')
})

it('reads every page, keeps the bytes of each, and ends where no link is given', async () => {
  const { records, raw } = await collect('/pages')
  expect(records).toMatchObject([1, 2, 3, 4, 5, 6].map((id) => ({ datastream: { id }, result: id, unit: { symbol: 'm' }, thing: { properties: { maTram: 'H1' } } })))
  expect(raw.map(({ from }) => from)).toEqual(Array(3).fill(`${server.origin}/pages`))
})

describe('paging that would not end or leads away', () => {
  it.each([['/endless', 'quá 5 trang'], ['/circle', 'trang lặp lại'], ['/elsewhere', 'máy khác (10.9.9.9)'], ['/not-a-link', 'không phải là địa chỉ'], ['/root', 'chỉ có: serverSettings']])(
    'is malformed: %s', async (path, said) => {
      await expect(collect(path, { maxPages: 5 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringContaining(said) })
    })

  it('is known by its content where only the address changes', async () => {
    await expect(collect('/itself', { maxPages: 5 })).rejects.toMatchObject({ kind: 'malformed' })
  })

  it('counts the bytes of all pages together', async () => {
    await expect(collect('/endless', { maxBytes: 1_500 })).rejects.toMatchObject({ kind: 'malformed', message: expect.stringMatching(/vượt giới hạn/) })
  })
})

const records = (observations: unknown, goodQuality = ['good']) => observationRecords(stream(1, observations), { goodQuality }) as Record<string, unknown>[] // of our own making

it('takes an interval as true at its end, an instant as it is, and leaves what is neither to be refused', () => {
  const times = ['2026-10-15T02:00:00Z', '2026-10-14T02:00:00Z/2026-10-15T02:00:00Z', 'hôm qua', null]
  expect(records(times.map((phenomenonTime) => ({ phenomenonTime, result: 1 }))).map(({ from, time }) => [from, time])).toEqual([
    [undefined, null], [undefined, 'hôm qua'], ['2026-10-14T02:00:00Z', '2026-10-15T02:00:00Z'], [undefined, '2026-10-15T02:00:00Z'],
  ])
})

it.each([[undefined, true], [null, true], ['Good', true], [['good', 'GOOD'], true], ['bad', false], [0, false], [{ nameOfMeasure: 'good' }, false], [['good', 'suspect'], false]])(
  'counts a value of resultQuality %j: %s', (resultQuality, counts) => {
    const [record] = records([{ phenomenonTime: 'x', result: 5, resultQuality }])
    expect(record?.['result'] instanceof UnreadableField).toBe(!counts)
  })

it('names the Datastream that came without observations', () => {
  expect(records('Observations@iot.navigationLink')).toEqual([expect.objectContaining({ code: 'not-an-object', reason: expect.objectContaining({ vi: expect.stringContaining('"luồng 1"') as string }) as unknown })])
  expect(observationRecords('rác', { goodQuality: [] })).toEqual([expect.any(UnreadableField)])
})
