import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Run, SourceId } from '#contract'
import { type Bus, BusFullError } from '../../server/bus/index.ts'
import { createListener } from '../../server/ingest/listener.ts'
import { listeningSource, stationMessage } from '../support/listening-source.ts'
import { startTestBroker, type TestBroker } from '../support/mosquitto.ts'
import { openLogAt, readWholeLog } from '../support/read-log.ts'
import { startTestRedis, type TestRedis } from '../support/redis.ts'
import { waitUntil } from '../support/wait-until.ts'

const ENVIRONMENT = 'environment' as SourceId
let broker: TestBroker
let redis: TestRedis
let rawDir: string
let bus: Bus
beforeAll(async () => {
  rawDir = await mkdtemp(path.join(tmpdir(), 'ioc-test-raw-'))
  redis = await startTestRedis({ appendfsync: 'no' })
  broker = await startTestBroker()
  bus = openLogAt(redis.socketPath)
})
afterAll(async () => {
  await bus?.close()
  await broker?.stop()
  await redis?.stop()
  await rm(rawDir, { recursive: true, force: true })
})
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

let tests = 0
const nextClient = () => `listen-${(tests += 1)}`

async function startListener(instance: string, clientId: string, over: Partial<Bus> = {}) {
  const own: Bus = new Proxy(bus, { get: (target, name: keyof Bus) => over[name] ?? target[name] })
  const { source, deps } = await listeningSource({ broker, rawDir, bus: own, instance, clientId })
  const listener = createListener(source, deps)
  const before = (await bus.runs(ENVIRONMENT, 1))[0]?.id
  listener.start()
  stops.push(() => listener.stop())
  return { deps, stop: () => listener.stop(), onLine: () => waitUntil('a pass says the line stands', async () => (await bus.runs(ENVIRONMENT, 1))[0]?.id !== before) }
}

/** What the log holds of one value; each test sends its own. */
const logged = async (value: number) => (await readWholeLog(bus)).flatMap(({ samples }) => samples).filter((sample) => sample.value === value)
const latestRuns = () => bus.runs(ENVIRONMENT, 20)

it('makes one pass of what comes in a moment, and keeps the way back to the bytes', async () => {
  const { deps, onLine } = await startListener('a', nextClient())
  await onLine()
  const from = Date.now() - 60_000
  await Promise.all(Array.from({ length: 20 }, (_, n) => broker.publish(...stationMessage(100 + n, from + n * 1_000))))
  await waitUntil('all are on the log', async () => (await logged(119)).length === 1 && (await logged(100)).length === 1)
  const runs = (await latestRuns()).filter(({ accepted }) => accepted > 0)
  expect(runs.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20)
  expect(runs.length).toBeLessThan(15)
  const lines = (await Promise.all(runs.flatMap(({ raw }) => raw).map(async (answer) => Buffer.from(await deps.rawStore.open(answer)).toString('utf8')))).join('').trimEnd().split('\n')
  expect(lines).toHaveLength(20)
  expect(lines.map((line) => JSON.parse(line) as { from: string; text: string })).toContainEqual({ from: `${broker.url}/quantrac/kk-tan-ninh/pm25-1h`, contentType: undefined, text: stationMessage(100, from)[1] })
  expect(runs[0]?.fence).toBeGreaterThan(0)
})

it('takes a later value for the same moment for the correction it is, also within one pass', async () => {
  const { onLine } = await startListener('a', nextClient())
  await onLine()
  const at = Date.now() - 5_000
  await Promise.all([201, 202].map((value) => broker.publish(...stationMessage(value, at))))
  await waitUntil('both are on the log', async () => (await logged(201)).length === 1 && (await logged(202)).length === 1)
  expect((await latestRuns()).flatMap(({ rejects }) => rejects)).toEqual([])
})

it('tells what it cannot read, and goes on behind it', async () => {
  const { onLine } = await startListener('a', nextClient())
  await onLine()
  const [topic] = stationMessage(0, 0)
  await broker.publish(topic, '{"giaTri":')
  const run = await waitUntil('the reject is told', async () => (await latestRuns()).find(({ rejected }) => rejected === 1))
  expect(run).toMatchObject({ error: { kind: 'malformed' }, rejects: [{ code: 'not-an-object', raw: expect.stringContaining('giaTri') as unknown }] })
  await broker.publish(...stationMessage(301, Date.now()))
  await waitUntil('the next one counts', async () => (await logged(301)).length === 1)
})

it('counts once what was written but not acknowledged when the process was killed', async () => {
  const clientId = nextClient()
  const { url, reader } = broker
  const options = JSON.stringify({ broker: { url, reader }, rawDir, instance: 'killed', clientId, socketPath: redis.socketPath })
  const child = fork(path.resolve(import.meta.dirname, '../support/listening-process.ts'), [options], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  const gone = once(child, 'exit')
  const at = Date.now()
  await broker.publish(...stationMessage(401, at))
  expect(await gone).toEqual([null, 'SIGKILL'])
  expect(await logged(401)).toHaveLength(1)
  await broker.publish(...stationMessage(402, at + 1_000))
  await startListener('follower', clientId)
  await waitUntil('the follower has taken over', async () => (await logged(402)).length === 1)
  const came = (await latestRuns()).filter(({ accepted }) => accepted > 0).slice(0, 3)
  expect(came.reduce((sum: number, { accepted }: Run) => sum + accepted, 0)).toBeGreaterThanOrEqual(3) // 401 came a second time
  expect(await logged(401)).toHaveLength(1)
})

it('stops taking while the bus is full, acknowledges nothing, and goes on without a gap', async () => {
  let full = true
  let refused = 0
  const over: Partial<Bus> = {
    publish: (batch) => {
      if (!full || batch.samples.length === 0) return bus.publish(batch)
      refused += 1
      return Promise.reject(new BusFullError({ kind: 'memory', detail: 'test' }))
    },
  }
  const clientId = nextClient()
  const { onLine } = await startListener('a', clientId, over)
  await onLine()
  const since = Date.now()
  const at = Date.now() - 300_000
  for (let n = 0; n < 250; n += 1) await broker.publish(...stationMessage(1_000 + n, at + n * 1_000))
  await waitUntil('it was refused and tried again', () => refused >= 2)
  expect(await logged(1_000)).toEqual([])
  full = false
  await waitUntil('all are on the log', async () => {
    const values = new Set((await readWholeLog(bus)).flatMap(({ samples }) => samples).map(({ value }) => value))
    return Array.from({ length: 250 }, (_, n) => 1_000 + n).every((value) => values.has(value))
  })
  for (const value of [1_000, 1_125, 1_249]) expect(await logged(value)).toHaveLength(1)
  expect((await bus.runs(ENVIRONMENT, 100)).filter(({ startedAt, error }) => startedAt >= since && error !== undefined)).toEqual([]) // the line stood all the time
})

it('listens in one process at a time; the other follows when the first ends', async () => {
  const clientId = nextClient()
  const first = await startListener('one', clientId)
  await first.onLine()
  const second = await startListener('two', clientId)
  await broker.publish(...stationMessage(501, Date.now()))
  await waitUntil('the first takes it', async () => (await logged(501)).length === 1)
  const fence = (await latestRuns())[0]?.fence ?? 0
  await first.stop()
  await broker.publish(...stationMessage(502, Date.now() + 1_000))
  await second.onLine()
  await waitUntil('the second takes over', async () => (await logged(502)).length === 1)
  expect((await latestRuns())[0]?.fence).toBeGreaterThan(fence)
})

it('says that the broker is gone, and is back by itself', async () => {
  const { onLine } = await startListener('a', nextClient())
  await onLine()
  await broker.kill()
  await waitUntil('the cut is told', async () => (await latestRuns()).some(({ error }) => error?.kind === 'unreachable'))
  await waitUntil('it is back', async () => (await latestRuns())[0]?.error === undefined)
  await broker.publish(...stationMessage(601, Date.now()))
  await waitUntil('it hears again', async () => (await logged(601)).length === 1)
})
