import { afterEach, expect, it, vi } from 'vitest'
import { Duration, type SeriesName } from '#contract'
import { fetchTexts } from '../locale/index.ts'
import { ApiProblem, createApi } from './index.ts'
import type { Fetch } from './request.ts'
import { backOf, trailStep } from './trail-step.ts'

afterEach(() => vi.unstubAllGlobals())

const asked: { path: string; init: RequestInit | undefined }[] = []
const answering = (body: unknown, init?: ResponseInit): Fetch => async (path, request) => {
  asked.push({ path: path as string, init: request })
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), init)
}

it('says unauthorized when the server wants the token', async () => {
  const problem = { title: 'Unauthorized', status: 401, code: 'unauthorized', detail: 'Cần mã truy cập' }
  await expect(createApi(answering(problem, { status: 401 })).catalogue()).rejects.toMatchObject({ code: 'unauthorized', status: 401 })
})

it('says unreadable, and where, when a proxy answers with its own page or the shape is another', async () => {
  await expect(createApi(answering('<html>login</html>')).catalogue()).rejects.toMatchObject({ code: 'unreadable' })
  await expect(createApi(answering({ id: 'main', title: 5, scene: 's' })).wall('main')).rejects.toThrow('/title')
})

it('says offline when nobody answers', async () => {
  const thrown = await createApi(() => Promise.reject(new TypeError('failed'))).catalogue().catch((one: unknown) => one)
  expect(thrown).toBeInstanceOf(ApiProblem)
  expect(thrown).toMatchObject({ code: 'offline' })
})

it('asks in the language of its page, and says in it that nobody answered', async () => {
  const hear = async () => {
    await createApi(answering({ id: 'main', title: 5, scene: 's' })).wall('main').catch(() => undefined)
    return [asked.at(-1)?.init?.headers, await createApi(() => Promise.reject(new TypeError('failed'))).catalogue().catch((thrown: unknown) => (thrown as ApiProblem).detail)] as const
  }
  expect(await hear()).toEqual([{ 'Accept-Language': 'vi' }, 'không có trả lời từ máy chủ'])
  await fetchTexts('en')
  vi.stubGlobal('document', { documentElement: { lang: 'en' } })
  expect(await hear()).toEqual([{ 'Accept-Language': 'en' }, 'the server does not answer'])
})

it('reads the state of a server that is not ready', async () => {
  const body = { ready: false, parts: [], system: { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: false } }
  expect(await createApi(answering(body, { status: 503 })).ready()).toMatchObject({ ready: false })
})

it('shows its ETag and takes 304 for the same', async () => {
  const api = createApi((path, init) => answering(null, { status: 200 })(path, init).then(() => new Response(null, { status: 304 })))
  expect(await api.live(['tthc', 'ioc'], '"7"')).toEqual({ kind: 'same' })
  expect(asked.at(-1)).toMatchObject({ path: '/api/v1/live?feeds=tthc,ioc', init: { headers: { 'If-None-Match': '"7"' } } })
})

it('asks the past back from the time of the server, thinned for a panel, and leaves words out', async () => {
  const samples = [{ at: '2026-10-15T07:00:00Z', value: 96.8 }, { at: '2026-10-15T07:30:00Z', value: 'on' }]
  const body = { series: 'a.b@c', from: '2026-10-14T08:00:00Z', to: '2026-10-15T08:00:00Z', samples }
  const api = createApi(answering(body))
  expect(await api.trail('a.b@c' as SeriesName, 86_400_000)).toEqual([[Date.parse('2026-10-15T07:00:00Z'), 96.8]])
  expect(asked.at(-1)?.path).toBe('/api/v1/series/a.b/c?step=5m&back=86400s')
})

it('asks so far back in words the server reads, from a minute to three years', () => {
  expect([60_000, 86_400_000, 99_360_000, 3 * 365 * 86_400_000].map((ms) => Duration.parse(backOf(ms)))).toEqual(['60s', '86400s', '28h', '26280h'])
})

it('asks for at most about 300 points, and short trails raw', () => {
  expect([60_000, 3_600_000, 86_400_000, 172_800_000].map(trailStep)).toEqual(['raw', '30s', '5m', '10m'])
})
