import { Redis } from 'ioredis'
import { systemClock } from '../../../server/clock.ts'
import { createRedisBus } from '../../../server/bus/index.ts'
import { silentLog } from '../../../server/log.ts'
import { startTestRedis } from '../../support/redis.ts'
import { loadBenchProvince } from './bench-province.ts'
import { withCleanUp } from './clean-up.ts'
import { publishBatch, realSeries, someValue } from './feed-series.ts'
import type { Row } from './row.ts'

const SERIES = 5_000
const BATCH = 100
/** Passes over all series: one when each is new, and what it has become after many. */
const PASSES = [1, 20]

/** What a series and a logged update weigh in Redis, with the catalogue's real names; the floor is one packed hash and one bare stream with the same names. */
export const measureRedisBytes = (): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const redis = await startTestRedis({ appendfsync: 'no' })
    ends.push(redis.stop)
    const client = new Redis(redis.socketPath)
    ends.push(() => client.disconnect())
    const bus = createRedisBus({ connection: { path: redis.socketPath }, kind: 'private', clock: systemClock, log: silentLog })
    ends.push(() => bus.close())
    const series = realSeries((await loadBenchProvince()).catalogue, SERIES)
    const rows: Row[] = []
    let at = Date.now() - 3_600_000
    let passes = 0
    for (const until of PASSES) {
      for (; passes < until; passes += 1) {
        at += 1_000
        for (let first = 0; first < SERIES; first += BATCH) {
          const samples = series.slice(first, first + BATCH).map((one, i) => ({ ...one, value: someValue(first + i + passes) }))
          await publishBatch(bus, samples, at)
          await client.hset('floor:latest', ...samples.flatMap((one) => [one.series, `${one.value}|${at}|1`]))
          await client.xadd('floor:log', '*', 'b', JSON.stringify(samples.map(({ value }, i) => [first + i, at, value])))
        }
      }
      const latest = await bytesOf(client, (await client.keys('{ioc}:latest:*')))
      const names = await bytesOf(client, ['{ioc}:names'])
      const after = passes === 1 ? 'after its first update' : `after ${passes} updates`
      rows.push({
        what: `redis: bytes per series ${after}, name and latest value`, unit: 'B', ours: [(latest + names) / SERIES], floor: [(await bytesOf(client, ['floor:latest'])) / SERIES],
        goal: { of: 'figure', atMost: 100 }, note: `of these the name ${Math.round(names / SERIES)}`,
      })
    }
    const updates = passes * SERIES
    rows.push({ what: 'redis: bytes per logged update', unit: 'B', ours: [(await bytesOf(client, ['{ioc}:log'])) / updates], floor: [(await bytesOf(client, ['floor:log'])) / updates], goal: { of: 'figure', atMost: 80 } })
    return rows
  })

async function bytesOf(client: Redis, keys: readonly string[]): Promise<number> {
  const sizes = await Promise.all(keys.map(async (key) => Number(await client.call('MEMORY', 'USAGE', key, 'SAMPLES', '0'))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
