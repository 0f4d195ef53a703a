import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry, Run, RunId, SourceHealth, SourceId } from '#contract'
import { can, createPeople, isOwnOrigin } from '../access/index.ts'
import { BusFullError, BusUnavailableError } from '../bus/bus.ts'
import { createMemoryBus } from '../bus/memory-bus.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { type ApiDeps, createApi, type Receive } from './index.ts'

const TOKEN = 'the-token-of-this-test'
const RUN: Run = { id: 'push-demo:1-a' as RunId, source: 'push-demo' as SourceId, startedAt: 0, endedAt: 1, fence: 0, raw: [], accepted: 2, unchanged: 0, rejected: 1, rejects: [{ index: 1, code: 'not-a-number', reason: { vi: 'không phải số', en: 'not a number' } }] }

let server: Server
let base: string
let pictureOrigin: string | undefined
let receive: Receive
let audited: Omit<AuditEntry, 'at'>[]

beforeEach(async () => {
  audited = []
  pictureOrigin = undefined
  receive = async () => ({ kind: 'done', run: RUN, why: [] })
  const json = JSON.stringify({ cursor: '1-0' })
  const audit = async (entry: Omit<AuditEntry, 'at'>) => void audited.push(entry)
  const people = createPeople({
    notes: createMemoryBus({ clock: systemClock }), clock: systemClock, random: randomBytes, session: { idleMs: 60_000, lifeMs: 600_000 }, token: TOKEN, isSecure: () => false, audit,
  })
  const deps: ApiDeps = {
    log: silentLog,
    keeper: { ...people, can, isOwnOrigin, audit, addressOf: () => '127.0.0.1' },
    clientDir: '/nonexistent', pictureOrigin: () => pictureOrigin,
    ready: async () => ({ ready: false, system: { bus: 'memory', durability: 'none', pressure: 'none', demo: true, busReachable: true }, parts: [] }),
    metrics: { contentType: 'text/plain', text: async () => 'up 1\n' },
    mounts: [],
    routes: {
      quarantine: { list: () => undefined, decide: () => undefined, isTaken: () => false },
      lineage: { of: () => Promise.resolve(undefined), bytes: () => Promise.resolve(undefined) },
      outlook: { of: () => Promise.resolve(undefined) },
      live: () => ({ etag: '"one"', json, gzip: gzipSync(json) }),
      catalogue: () => { throw new Error('secret detail of ours') },
      map: async () => undefined, scenes: () => [], walls: () => [], wallState: () => undefined, briefing: () => undefined, diagrams: () => [], pictures: { settings: () => [], state: async () => undefined, bytes: () => undefined },
      importMap: async () => ({ taken: false, faults: [], report: [] }), submissions: {} as never, explanations: {} as never, targets: {} as never, boards: {} as never, use: {} as never, // tests/pipeline/submissions.test.ts asks for these
      clock: systemClock,
      past: { range: async () => ({ reach: undefined, samples: [] }) },
      feedOf: (indicator) => (indicator === 'ioc.push-demo' ? 'push-demo' as never : undefined), // branded ids
      health: () => [{ id: 'push-demo' } as SourceHealth], // only the id is looked at
      runs: async () => [RUN], scores: () => undefined, plannedOutages: async () => new Map(), quality: {} as never, running: () => [], latest: async () => [], freshnessOf: () => 'live', // server/api/quality/quality-routes.test.ts asks for these
      isToken: (token) => token === TOKEN, cookieName: 'ioc_token', hasToken: true, people: { ...people, isSecure: () => false },
      place: () => ({ name: { vi: 'Thử', en: 'Test' }, centre: { vi: 'Trung tâm', en: 'Centre' } }),
    },
    readings: { clock: { ...systemClock, now: () => 1_700_000_000_000 }, receive: (...all) => receive(...all), hasKey: (request) => request.get('authorization') === 'Bearer right-key' },
  }
  server = createServer(createApi(deps)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))

const push = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = { authorization: 'Bearer right-key' }) => fetch(`${base}/api/v1/sources/push-demo/readings`, { method: 'POST', body, headers })
const away = { 'x-forwarded-for': '10.1.2.3' }

it('lets a page fetch pictures from nowhere but here, and from the one tile server a deployment names', async () => {
  const allowed = async () => /img-src ([^;]*)/.exec((await fetch(`${base}/healthz`)).headers.get('content-security-policy') ?? '')?.[1]?.trim()
  expect(await allowed()).toBe("'self' data:")
  pictureOrigin = 'https://tiles.example.vn'
  expect(await allowed()).toBe("'self' data: https://tiles.example.vn")
})

describe('the gate', () => {
  it.each(['/api/v1/live?feeds=tthc', '/api/v1/catalogue', '/api/v1/scenes', '/api/v1/walls/main', '/api/v1/walls/main/state', '/api/v1/series/ioc.push-demo/tn2025', '/api/v1/sources', '/api/v1/sources/push-demo/runs', '/api/v1/tables/sources?format=csv', '/api/v1/tables/runs?source=push-demo&format=csv', '/api/v1/samples/ioc.push-demo%40tn2025/lineage', '/api/v1/samples/ioc.push-demo%40tn2025/outlook', '/api/v1/sources/push-demo/runs/push-demo%3A1/raw/0', '/metrics'])('asks a caller from away for the token: %s', async (path) => {
    const answer = await fetch(base + path, { headers: away })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'unauthorized', status: 401 })
    expect((await fetch(base + path, { headers: { ...away, authorization: `Bearer ${TOKEN}` } })).status).not.toBe(401)
  })

  it('gives the one page for a series, whose name holds dots, and for no file that is not there', async () => {
    expect((await fetch(`${base}/figure/ioc.push-demo%40tn2025?at=2026-10-15T03:00:00Z`)).status).toBe(503) // not built here
    expect((await fetch(`${base}/indicator/ioc.push-demo`)).status).toBe(503)
    expect((await fetch(`${base}/no-such.js`)).status).toBe(404)
  })

  it('takes the token once and keeps it in a cookie that scripts cannot read', async () => {
    const login = (token: string) => fetch(`${base}/api/v1/session`, { method: 'POST', body: JSON.stringify({ token }), headers: { ...away, 'content-type': 'application/json' } })
    expect((await login('wrong')).status).toBe(401)
    const cookie = (await login(TOKEN)).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect((await fetch(`${base}/api/v1/live?feeds=tthc`, { headers: { ...away, cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200)
    expect(audited.map((entry) => entry.allowed)).toEqual([false, true])
  })

  it('refuses a change that another site makes a browser send', async () => {
    const answer = await push('[]', { authorization: 'Bearer right-key', origin: 'http://evil.example' })
    expect(answer.status).toBe(403)
  })
})

describe('readings', () => {
  it('answers with the run, the count and each reject', async () => {
    const answer = await push('[{}]')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ run: RUN.id, accepted: 2, rejected: [{ index: 1, code: 'not-a-number', reason: 'không phải số' }] })
  })

  it('refuses a wrong key before reading the body', async () => {
    receive = () => { throw new Error('must not be asked') }
    expect((await push('x'.repeat(1000), {})).status).toBe(401)
  })

  it('refuses a body beyond the limit, also a small one that inflates', async () => {
    expect((await push('x'.repeat(6_000_000))).status).toBe(413)
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    expect((await push(new Uint8Array(bomb), { authorization: 'Bearer right-key', 'content-encoding': 'gzip' })).status).toBe(413)
  })

  it.each([
    ['full', new BusFullError({ kind: 'memory', detail: '' }), '30'],
    ['silent', new BusUnavailableError(), '2'],
  ])('says 503 and when to come again while the bus is %s', async (_what, error, retryAfter) => {
    receive = async () => { throw error }
    const answer = await push('[]')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe(retryAfter)
  })

  it('refuses a key used for another body', async () => {
    receive = async () => ({ kind: 'conflict' })
    expect(await (await push('[]')).json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' })
  })

  it('slows down a sender beyond its rate', async () => {
    const answers = await Promise.all(Array.from({ length: 450 }, () => push('[]')))
    const statuses = new Set(answers.map((answer) => answer.status))
    expect(statuses).toEqual(new Set([200, 429]))
  })
})

describe('answers', () => {
  it('sends an unchanged snapshot as 304', async () => {
    const first = await fetch(`${base}/api/v1/live?feeds=tthc`)
    expect(await first.json()).toEqual({ cursor: '1-0' })
    expect((await fetch(`${base}/api/v1/live?feeds=tthc`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })).status).toBe(304)
  })

  it('names a bad question and an unknown path', async () => {
    expect((await fetch(`${base}/api/v1/live?feeds=Not%20One`)).status).toBe(400)
    expect((await fetch(`${base}/api/v1/series/ioc.push-demo/tn2025?step=fast`)).status).toBe(400)
    expect((await fetch(`${base}/api/v1/series/no.such/tn2025`)).status).toBe(404)
    expect(await (await fetch(`${base}/api/v1/nothing`)).json()).toMatchObject({ code: 'not-found' })
  })

  it('refuses in the language that is asked for, and in Vietnamese where none is', async () => {
    const json = { 'content-type': 'application/json' }
    receive = async () => { throw new BusFullError({ kind: 'memory', detail: '' }) }
    const refusals: [string, RequestInit?][] = [
      ['/api/v1/nothing'], ['/api/v1/live?feeds=Not%20One'], ['/api/v1/series/ioc.push-demo/tn2025?step=fast'], ['/api/v1/series/no.such/tn2025'], ['/api/v1/scenes/none'], ['/api/v1/walls/none'],
      ['/api/v1/map'], ['/api/v1/map?day=soon'], ['/api/v1/briefing'], ['/api/v1/sources/none/runs'], ['/api/v1/tables/sources?format=pdf'], ['/api/v1/samples/none/lineage'], ['/api/v1/pictures/none'],
      ['/api/v1/catalogue', { headers: away }], ['/api/v1/session', { method: 'POST', body: '{"token":"wrong"}', headers: { ...away, ...json } }], ['/api/v1/session', { method: 'POST', body: '{', headers: json }],
      ['/api/v1/boards/No', { method: 'DELETE' }], ['/api/v1/targets/none/approve', { method: 'POST' }],
      ['/api/v1/sources/push-demo/readings', { method: 'POST', body: '[]' }], ['/api/v1/sources/push-demo/readings', { method: 'POST', body: '[]', headers: { authorization: 'Bearer right-key' } }],
    ]
    const ask = async (language: string) => Promise.all(refusals.map(async ([path, init]) => {
      const answer = await fetch(base + path, { ...init, headers: { ...init?.headers as Record<string, string> | undefined, 'accept-language': language } }) // plain records, above
      const { title, detail } = await answer.json() as { title: string; detail?: string }
      return { path, said: `${title}. ${detail ?? ''}`, language: answer.headers.get('content-language') }
    }))
    const isVietnamese = (text: string) => /[àáảãạăâèéêìíòóôơùúưỳýđ\u1ea0-\u1ef9]/i.test(text)
    expect((await ask('en-GB,en;q=0.9,vi;q=0.5')).filter(({ said, language }) => isVietnamese(said) || language !== 'en')).toEqual([])
    expect((await ask('fr')).filter(({ said, language }) => !isVietnamese(said) || language !== 'vi')).toEqual([])
  })

  it('keeps a fault of ours to itself', async () => {
    const answer = await fetch(`${base}/api/v1/catalogue`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret detail')
  })

  it('is not ready while a needed part is not', async () => {
    expect((await fetch(`${base}/readyz`)).status).toBe(503)
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
  })
})
