/**
 * What the bus's rules cost: `publish` of 100 samples against the bare MULTI of one HSET and one XADD of the same 100, turn by
 * turn on one Redis that writes to disk before it answers. `npx tsx tests/load/ingest-floor.ts [ms per turn] [turns]`.
 * Goal: at least 0.6 of the floor's throughput, at most twice its CPU in Redis.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { FeedId, Run, RunId, SeriesName, SourceId } from '#contract'
import { createRedisBus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { silentLog } from '../../server/log.ts'
import { startTestRedis } from '../support/redis.ts'

const BATCH = 100
const SERIES = 1_000
const turnMs = Number(process.argv[2] ?? 1_000)
const turns = Number(process.argv[3] ?? 5)

const redis = await startTestRedis({ appendfsync: 'always' })
const client = new Redis(redis.socketPath)
const bus = createRedisBus({ connection: { path: redis.socketPath }, kind: 'private', clock: systemClock, log: silentLog })
let number = 0
let at = Date.now() - 86_400_000

/** Batch after batch the next hundred series, each time with a later moment. */
function nextSamples(): { series: string; at: number; value: number }[] {
  const first = (number++ * BATCH) % SERIES
  at += 7
  return Array.from({ length: BATCH }, (_, i) => ({ series: `tthc.dossiers-${first + i}@tn2025-25459`, at, value: ((at % 9_973) + i) / 100 }))
}

async function publishFloor(): Promise<void> {
  const samples = nextSamples()
  const fields = samples.flatMap(({ series, value }, i) => [series, `${value}|${at}|1|${i}`])
  const text = JSON.stringify(samples.map(({ value }, i) => [i, at, value]))
  await client.multi().hset('{floor}:latest', ...fields).xadd('{floor}:log', '*', 'b', text).exec()
}

async function publishOurs(): Promise<void> {
  const samples = nextSamples()
  const run: Run = {
    id: `tthc:${number.toString(36)}-0a1b2c3d` as RunId, source: 'tthc' as SourceId, startedAt: at, endedAt: at, fence: 1, raw: [], accepted: BATCH, unchanged: 0, rejected: 0, rejects: [],
  }
  await bus.publish({ run, samples: samples.map((sample) => ({ ...sample, series: sample.series as SeriesName, feed: 'tthc' as FeedId })) })
}

async function redisCpuUs(): Promise<number> {
  const text = await client.info('cpu')
  const seconds = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1] ?? 0)
  return (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1e6
}

interface Turn {
  perSecond: number
  redisUs: number
  nodeUs: number
}

async function turn(publish: () => Promise<void>, inFlight: number): Promise<Turn> {
  const [cpu, own, start] = [await redisCpuUs(), process.cpuUsage(), performance.now()]
  let samples = 0
  const until = start + turnMs
  const worker = async () => {
    while (performance.now() < until) {
      await publish()
      samples += BATCH
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const seconds = (performance.now() - start) / 1_000
  const used = process.cpuUsage(own)
  return { perSecond: samples / seconds, redisUs: ((await redisCpuUs()) - cpu) / samples, nodeUs: (used.user + used.system) / samples }
}

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

try {
  for (let i = 0; i < 500; i += 1) await (i % 2 === 0 ? publishOurs() : publishFloor())
  for (const inFlight of [1, 8]) {
    const pairs: [Turn, Turn][] = []
    for (let i = 0; i < turns; i += 1) pairs.push([await turn(publishFloor, inFlight), await turn(publishOurs, inFlight)])
    const show = (which: 0 | 1, name: string) => {
      const of = (key: keyof Turn) => median(pairs.map((pair) => pair[which][key]))
      process.stdout.write(`${inFlight} in flight  ${name}  ${Math.round(of('perSecond'))} samples/s  Redis ${of('redisUs').toFixed(2)} us  Node ${of('nodeUs').toFixed(2)} us per sample\n`)
    }
    show(0, 'floor  ')
    show(1, 'publish')
    const ratio = (key: keyof Turn) => median(pairs.map(([floor, ours]) => ours[key] / floor[key])).toFixed(2)
    process.stdout.write(`${inFlight} in flight  ratio    throughput ${ratio('perSecond')}  Redis CPU ${ratio('redisUs')}  Node CPU ${ratio('nodeUs')}\n`)
    await sleep(0)
  }
  for (const key of ['{ioc}:latest:tthc', '{floor}:latest', '{ioc}:names']) {
    process.stdout.write(`${key}  ${Math.round(Number(await client.call('MEMORY', 'USAGE', key, 'SAMPLES', '0')) / SERIES)} bytes per series\n`)
  }
  const bytes = Number(await client.call('MEMORY', 'USAGE', '{ioc}:log', 'SAMPLES', '0'))
  process.stdout.write(`{ioc}:log  ${Math.round(bytes / ((await client.xlen('{ioc}:log')) * BATCH))} bytes per sample\n`)
} finally {
  client.disconnect()
  await bus.close()
  await redis.stop()
}
