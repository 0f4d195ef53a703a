import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Run, SourceId } from '#contract'
import type { Live } from '../../client/live/index.ts'
import type { Bus } from '../../server/bus/index.ts'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { fetchLive, openLive, shownBy, shownByServer } from '../support/live-screen.ts'
import { type PolledServer, startPolledServer, tthcLike } from '../support/polling-source.ts'
import { countSamples, openLogAt, readWholeLog, sampleKey } from '../support/read-log.ts'
import { startTestRedis, type TestRedis } from '../support/redis.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** Both processes look at whole seconds: the longer the rhythm, the less likely that they keep out of each other's way by chance. */
const EVERY_MS = 4_000
const PASSES = 4
const FEEDS = ['push-demo', 'tthc']
const TTHC = 'tthc' as SourceId // one of the deployment's

let redis: TestRedis
let polled: PolledServer
let deployment: CopiedDeployment
let bus: Bus
let ingests: TestServer[] = []
let hubs: TestServer[] = []
let screens: Live[] = []

beforeAll(async () => {
  redis = await startTestRedis()
  bus = openLogAt(redis.socketPath)
  polled = await startPolledServer()
  deployment = await copyDeployment()
  await deployment.edit('sources/tthc.yaml', () => tthcLike('tthc', `${polled.origin}/good`, { every: '4s', timeout: '3s' }))
  const start = (roles: string) => startTestServer({ IOC_ROLES: roles, REDIS_URL: redis.socketPath, IOC_DEPLOYMENT: deployment.dir, LOG_LEVEL: 'silent' })
  const all = await Promise.all(['ingest', 'ingest', 'hub,api', 'hub,api'].map(start))
  ingests = all.slice(0, 2)
  hubs = all.slice(2)
  screens = hubs.map(({ url }) => openLive(url, FEEDS))
  await waitUntil('both screens are connected', () => screens.every((live) => live.connection().state === 'live'))
})
afterAll(async () => {
  for (const live of screens) live.stop()
  await Promise.all([...ingests, ...hubs].map((server) => server.stop()))
  await bus?.close()
  await redis?.stop()
  await polled?.close()
  await deployment?.remove()
})

const at = <T>(list: readonly T[], index: number): T => list[index] ?? (() => { throw new Error(`no ${index}`) })()

/** Oldest first. */
const runsOfTthc = async (): Promise<Run[]> => (await bus.runs(TTHC, 200)).toReversed()

it('brings what either ingest takes to the screens of both hubs, at equal cursors with equal values', async () => {
  const batches = [makeBatch(), makeBatch()]
  for (const [index, batch] of batches.entries()) {
    expect((await postReadings(at(ingests, index).url, batch.body)).status).toBe(200)
    for (const live of screens) await waitUntil('the screen shows it', () => batch.samples.every(({ series, value }) => live.entry(series as never)?.value === value))
  }
  const counts = countSamples(await readWholeLog(bus))
  expect(batches.flatMap(({ samples }) => samples).map((sample) => counts.get(sampleKey(sample)))).toEqual(Array<number>(48).fill(1))
  await waitUntil('both screens stand at one place and show the same', () => {
    const [one, other] = screens.map((live) => ({ cursor: live.mark()?.cursor, shown: shownBy(live) }))
    return one?.cursor !== undefined && JSON.stringify(one) === JSON.stringify(other)
  })
  await waitUntil('both hubs answer the same over HTTP', async () => {
    const [one, other] = await Promise.all(hubs.map(async ({ url }) => fetchLive(url, FEEDS)))
    return one !== undefined && other !== undefined && one.cursor === other.cursor && shownByServer(one) === shownByServer(other)
  })
})

it('gives each process only the doors of its role', async () => {
  expect((await fetch(`${at(ingests, 0).url}/api/v1/live?feeds=tthc`)).status).toBe(404)
  expect((await postReadings(at(hubs, 0).url, makeBatch().body)).status).toBe(404)
})

it('polls a source once per slot though two processes would', async () => {
  const before = (await runsOfTthc()).length
  const runs = await waitUntil('some more passes', async () => {
    const all = await runsOfTthc()
    return all.length >= before + PASSES ? all : undefined
  }, { withinMs: 60_000 })
  const gaps = runs.slice(1).map((run, index) => run.startedAt - at(runs, index).startedAt)
  // The slot is kept for nine tenths of the rhythm; what is left of the allowance is the way to Redis and back on a busy machine.
  expect(Math.min(...gaps)).toBeGreaterThan(EVERY_MS * 0.6)
  expect(runs.slice(1).filter((run, index) => run.startedAt < at(runs, index).endedAt || run.fence <= at(runs, index).fence)).toEqual([])
  expect(polled.askedAt.length).toBeLessThanOrEqual((await runsOfTthc()).length + 1)
})

it('goes on polling and taking in with one ingest when the other is killed', async () => {
  await at(ingests, 0).kill()
  const killedAt = Date.now()
  const batch = makeBatch()
  expect((await postReadings(at(ingests, 1).url, batch.body)).status).toBe(200)
  for (const live of screens) await waitUntil('the screen shows it', () => batch.samples.every(({ series, value }) => live.entry(series as never)?.value === value))
  // A pass that died with its process holds its lease until that runs out: the time limit and 10 s.
  await waitUntil('the other polls', async () => (await runsOfTthc()).filter((run) => run.startedAt > killedAt).length >= 3, { withinMs: 60_000 })
})
