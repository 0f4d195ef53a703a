import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import { systemClock } from '../../../server/clock.ts'
import { createRedisBus } from '../../../server/bus/index.ts'
import { createIngest, createRawStore, cronSchedule, type RawStore } from '../../../server/ingest/index.ts'
import { silentLog } from '../../../server/log.ts'
import { startTestRedis } from '../../support/redis.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { benchSource, loadBenchProvince } from './bench-province.ts'
import { type Ends, withCleanUp } from './clean-up.ts'
import { publishBatch, realSeries, someValue, type BenchSeries } from './feed-series.ts'
import type { Row } from './row.ts'

const BATCH = 100
const SERIES = 1_000
const IN_FLIGHT = 8
const WARM_UP_BATCHES = 200

type Send = (samples: (BenchSeries & { value: number })[], at: number) => Promise<unknown>

interface Turn {
  perSecond: number
  redisUs: number
  nodeUs: number
}

/** A hundred readings a batch, eight batches in flight: the whole way in against one MULTI of one HSET and one XADD, both on a Redis that writes to disk before it answers. */
export const measureIngest = ({ seconds, rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const rig = await startRig(ends)
    const turnMs = (seconds * 1_000) / 4
    const compare = async (name: string, floor: Side, ours: Side, goals: { throughput?: number; redis?: number }, inFlight = IN_FLIGHT): Promise<Row[]> => {
      for (let i = 0; i < WARM_UP_BATCHES; i += 1) await ours.send(rig.nextSamples(), rig.nextAt())
      for (let i = 0; i < WARM_UP_BATCHES; i += 1) await floor.send(rig.nextSamples(), rig.nextAt())
      const found = await alternate(rounds, { floor: () => turn(rig, floor, { turnMs, inFlight }), ours: () => turn(rig, ours, { turnMs, inFlight }) })
      const of = (key: keyof Turn) => ({ ours: found.ours.map((one) => one[key]), floor: found.floor.map((one) => one[key]) })
      return [
        { what: `ingest: ${name}`, unit: 'updates/s', ...of('perSecond'), ...(goals.throughput !== undefined && { goal: { of: 'ratio' as const, atLeast: goals.throughput } }) },
        { what: `ingest: ${name}, CPU in Redis`, unit: 'us/update', ...of('redisUs'), ...(goals.redis !== undefined && { goal: { of: 'ratio' as const, atMost: goals.redis } }) },
        { what: `ingest: ${name}, CPU in Node`, unit: 'us/update', ...of('nodeUs') },
      ]
    }
    return [
      ...(await compare('validated and published', rig.floor, rig.validated, { throughput: 0.7, redis: 2 })),
      ...(await compare('the same, raw bytes kept on disk first (all of it)', rig.floor, rig.whole, {})),
      ...(await compare('all of it, one batch in flight', rig.floor, rig.whole, {}, 1)),
      ...(await compare('publish alone', rig.floor, rig.published, {})),
      ...(await compare('price of appendfsync always: the floor with it against the floor with everysec', rig.relaxed, rig.floor, {})),
    ]
  })

interface Side {
  redis: Redis
  send: Send
}

type Rig = Awaited<ReturnType<typeof startRig>>

async function startRig(ends: Ends) {
  const province = await loadBenchProvince()
  const communal = { ...province.catalogue, indicators: province.catalogue.indicators.filter((one) => one.level !== 'province') }
  const series = realSeries(communal, SERIES)
  const [always, everysec] = [await startTestRedis({ appendfsync: 'always' }), await startTestRedis({ appendfsync: 'everysec' })]
  ends.push(always.stop, everysec.stop)
  const [client, relaxed] = [new Redis(always.socketPath), new Redis(everysec.socketPath)]
  ends.push(() => client.disconnect(), () => relaxed.disconnect())
  const bus = createRedisBus({ connection: { path: always.socketPath }, kind: 'private', clock: systemClock, log: silentLog })
  ends.push(() => bus.close())
  const dir = await mkdtemp(path.join(tmpdir(), 'ioc-bench-raw-'))
  ends.push(() => rm(dir, { recursive: true, force: true }))
  const onDisk = createRawStore({ dir, instance: 'bench', clock: systemClock, maxBytesPerSource: 1e9 })
  ends.push(() => onDisk.close())
  const source = benchSource(province)
  const receiveWith = async (rawStore: RawStore): Promise<Send> => {
    const ingest = createIngest({
      bus, rawStore, clock: systemClock, log: silentLog, instance: 'bench', schedule: cronSchedule, random: Math.random, contextFor: (one) => province.contextFor(one),
      fetchFor: () => () => Promise.reject(new Error('nothing is fetched here')),
    })
    await ingest.setSources([source])
    return async (samples, at) => {
      const received = await ingest.receive(source.info.id, { body: asBody(samples, at), contentType: 'application/json' }, undefined)
      if (received?.kind !== 'done' || received.run.accepted !== samples.length) throw new Error(`not all was accepted: ${JSON.stringify(received).slice(0, 500)}`)
    }
  }
  // Times behind us and ever later: each update is news, and none lies in the future.
  let at = Date.now() - 3_600_000
  let batch = 0
  return {
    nextAt: () => (at += 1),
    nextSamples: () => {
      const first = (batch++ * BATCH) % SERIES
      return series.slice(first, first + BATCH).map((one, i) => ({ ...one, value: someValue(i + batch) }))
    },
    floor: { redis: client, send: sendBare(client) },
    relaxed: { redis: relaxed, send: sendBare(relaxed) },
    published: { redis: client, send: (samples, when) => publishBatch(bus, samples, when) } satisfies Side,
    validated: { redis: client, send: await receiveWith({ ...onDisk, keep: async (_source, body) => ({ sha256: '0'.repeat(64), bytes: body.byteLength }) }) },
    whole: { redis: client, send: await receiveWith(onDisk) },
  }
}

const asBody = (samples: readonly (BenchSeries & { value: number })[], at: number): Buffer => {
  const moment = new Date(at).toISOString()
  return Buffer.from(`[${samples.map(({ series, value }) => `${beginningOf(series)}"at":"${moment}","value":${value}}`).join(',')}]`)
}

/** What is the same in every reading of a series is written down once: the sender's work is not ours. */
const beginnings = new Map<string, string>()

function beginningOf(series: string): string {
  const known = beginnings.get(series)
  if (known !== undefined) return known
  const [indicator, subject] = series.split('@')
  const made = `${JSON.stringify({ indicator, subject }).slice(0, -1)},`
  beginnings.set(series, made)
  return made
}

/** The floor: full names, packed values, the batch as JSON. */
const sendBare = (redis: Redis): Send => async (samples, at) => {
  const fields = samples.flatMap(({ series, value }, i) => [series, `${value}|${at}|1|${i}`])
  const text = JSON.stringify(samples.map(({ value }, i) => [i, at, value]))
  await redis.multi().hset('{floor}:latest', ...fields).xadd('{floor}:log', '*', 'b', text).exec()
}

async function turn(rig: Rig, { redis, send }: Side, { turnMs, inFlight }: { turnMs: number; inFlight: number }): Promise<Turn> {
  const [redisBefore, nodeBefore, startedAt] = [await redisCpuUs(redis), process.cpuUsage(), performance.now()]
  let updates = 0
  const worker = async () => {
    while (performance.now() < startedAt + turnMs) {
      await send(rig.nextSamples(), rig.nextAt())
      updates += BATCH
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const seconds = (performance.now() - startedAt) / 1_000
  const node = process.cpuUsage(nodeBefore)
  return { perSecond: updates / seconds, redisUs: ((await redisCpuUs(redis)) - redisBefore) / updates, nodeUs: (node.user + node.system) / updates }
}

async function redisCpuUs(redis: Redis): Promise<number> {
  const text = await redis.info('cpu')
  const seconds = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1] ?? 0)
  return (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1e6
}
