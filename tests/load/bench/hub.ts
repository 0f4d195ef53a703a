import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { openLog } from '../../support/read-log.ts'
import { startTestRedis } from '../../support/redis.ts'
import { startTestServer } from '../../support/server.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { type Child, startChild } from './child.ts'
import { type Ends, withCleanUp } from './clean-up.ts'
import { beatEvery, fetchCatalogue, publishBatch, realSeries, someValue } from './feed-series.ts'
import { cpuSeconds } from './process-cost.ts'
import { floorMessage } from './read-updates.ts'
import type { Row } from './row.ts'
import type { SwarmCount, SwarmOrder } from './swarm.ts'

const CLIENTS = 200
const SERIES = 100
const EVERY_MS = 100
/** Code is compiled as it is used: a server asked for the first time would be measured while it warms up. */
const WARM_UP = { everyMs: 16, seconds: 3 }

interface Side {
  pid: number
  swarm: Child
  publish(): Promise<void>
}

interface Turn extends SwarmCount {
  usPerUpdate: number
  carried: number
  cpuPercent: number
}

/** 200 screens, 100 series, 10 times a second: the server's CPU per delivered update, with a frame per batch, against a bare tail to raw WebSockets. */
export const measureHub = ({ seconds, rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const sides = { floor: await startFloor(ends), ours: await startOurs(ends) }
    for (const side of [sides.floor, sides.ours]) await beatEvery(WARM_UP.everyMs, Math.min(WARM_UP.seconds, seconds), side.publish)
    const { floor, ours } = await alternate(rounds, { floor: () => turn(sides.floor, seconds), ours: () => turn(sides.ours, seconds) })
    const of = (key: keyof Turn) => ({ ours: ours.map((one) => one[key]), floor: floor.map((one) => one[key]) })
    return [
      { what: `hub: CPU per delivered update, ${CLIENTS} screens x ${SERIES} x 10/s, beat 0`, unit: 'us', ...of('usPerUpdate'), goal: { of: 'ratio', atMost: 1.4 } },
      { what: 'hub: publish to screen, p99', unit: 'ms', ...of('p99'), goal: { of: 'ratio', atMost: 2, orFigureAtMost: 50 } },
      { what: 'hub: publish to screen, p50', unit: 'ms', ...of('p50') },
      { what: 'hub: bytes per delivered update', unit: 'B', ours: ours.map(bytesPerUpdate), floor: floor.map(bytesPerUpdate), goal: { of: 'figure', atMost: 40 } },
      { what: 'hub: load carried (updates delivered of those due)', unit: '%', ...of('carried'), note: 'below 98 % this machine cannot carry the load and the lines above count for less' },
      { what: 'hub: CPU of the server', unit: '% of a core', ...of('cpuPercent') },
    ]
  })

const bytesPerUpdate = ({ bytes, updates }: SwarmCount): number => bytes / updates

async function turn({ pid, swarm, publish }: Side, seconds: number): Promise<Turn> {
  await beatEvery(EVERY_MS, Math.min(1, seconds), publish)
  await pause(200)
  await swarm.ask('mark')
  const [cpuBefore, startedAt] = [await cpuSeconds(pid), performance.now()]
  const turns = await beatEvery(EVERY_MS, seconds, publish)
  await pause(200) // the last ones are on their way
  const cpu = (await cpuSeconds(pid)) - cpuBefore
  const count = await swarm.ask<SwarmCount>('read')
  return {
    ...count,
    usPerUpdate: (cpu * 1e6) / count.updates,
    carried: (100 * count.updates) / (turns * SERIES * CLIENTS),
    cpuPercent: (100_000 * cpu) / (performance.now() - startedAt),
  }
}

async function startOurs(ends: Ends): Promise<Side> {
  const server = await startTestServer({ LOG_LEVEL: 'silent', IOC_ROLES: 'hub,api', IOC_BEAT_MS: '0' })
  ends.push(server.stop)
  const bus = await openLog(server.dataDir)
  ends.push(() => bus.close())
  const series = realSeries(await fetchCatalogue(server.url), SERIES)
  const publish = () => publishBatch(bus, series.map((one, i) => ({ ...one, value: someValue(i) })))
  await publish()
  const swarm = await startSwarm({ url: server.url, protocol: 'socket.io', clients: CLIENTS, feeds: [...new Set(series.map((one) => one.feed))] }, ends)
  return { pid: server.pid, swarm, publish }
}

async function startFloor(ends: Ends): Promise<Side> {
  const redis = await startTestRedis()
  ends.push(redis.stop)
  const server = startChild('floor-server.ts', [redis.socketPath])
  ends.push(server.kill)
  const client = new Redis(redis.socketPath)
  ends.push(() => client.disconnect())
  const url = await server.ask<string>('listen')
  const publish = async () => {
    const at = Date.now()
    const message = floorMessage(Array.from({ length: SERIES }, (_, i) => ({ handle: i + 1, at, value: someValue(i) })))
    await client.xadd('floor', 'MAXLEN', '~', 10_000, '*', 'b', message)
  }
  const swarm = await startSwarm({ url, protocol: 'ws', clients: CLIENTS, feeds: [] }, ends)
  return { pid: server.pid, swarm, publish }
}

async function startSwarm(order: SwarmOrder, ends: Ends): Promise<Child> {
  const swarm = startChild('swarm.ts')
  ends.push(swarm.kill)
  await swarm.ask('connect', order)
  return swarm
}
