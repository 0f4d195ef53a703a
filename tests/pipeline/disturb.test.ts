import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { ReadyAnswer, type SourceHealth, SourcesAnswer } from '#contract'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { fetchLive } from '../support/live-screen.ts'
import { type PolledServer, startPolledServer, tthcLike } from '../support/polling-source.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

const EVERY_MS = 2_000
/** Croner looks once a second, and the machine is small. */
const LATE_AT_MOST_MS = 2_500

/** Id of a source, the path it is asked at, and what must be said of it. */
const BAD: [id: string, path: string, kind: string, says: RegExp][] = [
  ['garbage', '/garbage', 'malformed', /./],
  ['huge', '/huge', 'malformed', /MB|MiB|lớn/],
  ['bomb', '/bomb', 'malformed', /MB|MiB|lớn/],
  ['drip', '/drip', 'unreachable', /3 giây/],
  ['metadata', '/redirect-metadata', 'config', /chuyển hướng.*169\.254\.169\.254/],
  ['login', '/login', 'malformed|auth', /Đăng nhập|đăng nhập|HTML/],
]

let polled: PolledServer
let deployment: CopiedDeployment
let server: TestServer

beforeAll(async () => {
  polled = await startPolledServer()
  deployment = await copyDeployment()
  for (const [id, path] of BAD) await deployment.write(`sources/${id}.yaml`, tthcLike(id, polled.origin + path))
  await deployment.write('sources/partly.yaml', tthcLike('partly', `${polled.origin}/partly`))
  await deployment.edit('sources/tthc.yaml', () => tthcLike('tthc', `${polled.origin}/good`))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
  await polled?.close()
})

const getJson = async (path: string): Promise<unknown> => (await fetch(server.url + path, { signal: AbortSignal.timeout(10_000) })).json()
const healthOf = async (id: string): Promise<SourceHealth | undefined> => SourcesAnswer.parse(await getJson('/api/v1/sources')).sources.find((source) => source.id === id)
const deploymentPart = async () => ReadyAnswer.parse(await getJson('/readyz')).parts.find(({ part }) => part === 'deployment')

it.each(BAD)('says clearly what is wrong with a source that sends %s', async (id, _path, kind, says) => {
  // A pass on a machine that is still starting may run out of time first; what stays is what is told.
  const health = await waitUntil(`${id} has an error of kind ${kind}`, async () => {
    const one = await healthOf(id)
    return one?.error !== undefined && kind.split('|').includes(one.error.kind) ? one : undefined
  }, { withinMs: 60_000 })
  expect(health.error?.message.vi).toMatch(says)
  expect(health).toMatchObject({ accepted: 0, series: { total: 0 } })
})

it('reads no further than the limit of an answer of 50 MB, and follows no redirect', () => {
  const asked = polled.requests.filter(({ path }) => path.startsWith('/huge')).length
  expect(asked).toBeGreaterThan(0)
  expect(polled.hugeBytesSent() / asked).toBeLessThan(20 * 1024 * 1024)
})

it('keeps the good part of an answer and tells the rest', async () => {
  const health = await waitUntil('the source has run well', async () => {
    const one = await healthOf('partly')
    return one?.lastGoodRunAt === undefined || one.error !== undefined ? undefined : one
  })
  expect(health.accepted).toBeGreaterThan(20)
  expect(health.rejected).toBeGreaterThanOrEqual(2)
  const { runs } = z.object({ runs: z.array(z.object({ rejects: z.array(z.object({ code: z.string(), reason: z.object({ vi: z.string(), en: z.string() }) })) })) }).parse(await getJson('/api/v1/sources/partly/runs'))
  expect(runs[0]?.rejects.map(({ code }) => code)).toEqual(expect.arrayContaining(['unknown-locality', 'not-an-object']))
})

it('asks the next source on time while all of them misbehave', async () => {
  const from = polled.askedAt.length
  await waitUntil('five more passes', () => polled.askedAt.length >= from + 6)
  const gaps = polled.askedAt.slice(from, from + 6).map((at, index, all) => at - (all[index - 1] ?? at)).slice(1)
  expect(Math.max(...gaps)).toBeLessThan(EVERY_MS + LATE_AT_MOST_MS)
  const { values } = await fetchLive(server.url, ['tthc'])
  expect(values.find(({ series }) => series === 'tthc.dossiers-received@tn2025')).toMatchObject({ value: 120, freshness: 'live' })
})

it('names file, line and column of a bad row in a running deployment, goes on with what runs, and takes the mended file', async () => {
  const rows = await new Promise<number>((resolve) => void deployment.edit('indicators.csv', (text) => {
    const whole = text.endsWith('\n') ? text : `${text}\n`
    resolve(whole.split('\n').length)
    return `${whole}tthc.bad-row,Sai,Wrong,Sai,Wrong,tthc,ops.pasc-2025,hồ sơ,gauge,sideways,0,every 5m,sum,commune,,,,,,\n`
  }))
  const wrong = await waitUntil('the fault is told', async () => {
    const part = await deploymentPart()
    return part?.ok === false ? part : undefined
  })
  expect(wrong.detail).toMatch(new RegExp(`indicators\\.csv:${rows}:\\d+ .*sideways`))
  expect(wrong.needed).toBe(false)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)

  const asked = polled.askedAt.length
  expect((await postReadings(server.url, makeBatch().body)).status).toBe(200)
  await waitUntil('sources go on', () => polled.askedAt.length >= asked + 2)

  await deployment.edit('indicators.csv', (text) => text.replace(/tthc\.bad-row.*\n/, '').replace('Hồ sơ tiếp nhận,Dossiers received,', 'Hồ sơ đã nhận,Dossiers taken in,'))
  await waitUntil('the fault is gone', async () => (await deploymentPart())?.ok === true)
  const Catalogue = z.object({ indicators: z.array(z.object({ id: z.string(), name: z.object({ vi: z.string() }) })) })
  await waitUntil('the new name is told', async () => Catalogue.parse(await getJson('/api/v1/catalogue')).indicators.some(({ id, name }) => id === 'tthc.dossiers-received' && name.vi === 'Hồ sơ đã nhận'))
})
