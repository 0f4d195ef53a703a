import { setTimeout as pause } from 'node:timers/promises'
import { Frame, Scene, Wall } from '#contract'
import { type Departments, startDepartments } from '../../../fixtures/departments/start-departments.ts'
import { startTestRedis } from '../../support/redis.ts'
import { startTestServer } from '../../support/server.ts'
import type { BenchTime } from './alternate.ts'
import { startChild } from './child.ts'
import { withCleanUp } from './clean-up.ts'
import { memoryOfTree, type ProcessMemory } from './process-cost.ts'
import { openRawClient, type RawClient } from './raw-client.ts'
import { floorMessage, isFrame, watchPacket } from './read-updates.ts'
import type { Row } from './row.ts'

/** The rhythm of the slowest frequent source, twice. */
const LISTEN_S = 60
const SETTLE_MS = 10_000
const FRAME_HEAD_BYTES = 4

/** All departments play, one wall watches: what the wire carries in an hour, and what all processes weigh. */
export const measureRealLoad = ({ seconds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const departments: Departments = await startDepartments({ port: 0, seed: 2025 })
    ends.push(departments.stop)
    const server = await startTestServer({ TEST_DEPARTMENTS_URL: departments.url, LOG_LEVEL: 'silent' })
    ends.push(server.stop)
    const redis = await startTestRedis()
    ends.push(redis.stop)
    const floor = startChild('floor-server.ts', [redis.socketPath])
    ends.push(floor.kill)
    await floor.ask('listen')
    await pause(Math.min(SETTLE_MS, seconds * 2_000))
    const heard = await listen(server.url, await feedsOfMain(server.url), Math.min(LISTEN_S, seconds * 10))
    const ours = await memoryOfTree(server.pid)
    const bare = [...(await memoryOfTree(floor.pid)), ...(await memoryOfTree(redis.pid() ?? 0))]
    const hourly = 3_600 / heard.seconds / 1e6
    return [
      { what: 'wall: updates at the real load', unit: 'per s', ours: [heard.updates / heard.seconds], note: `heard for ${heard.seconds.toFixed(0)} s; sources speak up to a minute apart` },
      { what: 'wall: bytes on its line in an hour, without the first snapshot', unit: 'MB/h', ours: [heard.bytes * hourly], floor: [heard.floorBytes * hourly] },
      { what: 'memory: all processes, shared pages counted once', unit: 'MiB', ours: [sumOf(ours, 'pssMiB')], floor: [sumOf(bare, 'pssMiB')], note: namesOf(ours) },
      { what: 'memory: resident, shared pages counted each time', unit: 'MiB', ours: [sumOf(ours, 'rssMiB')], floor: [sumOf(bare, 'rssMiB')] },
    ]
  })

const sumOf = (all: readonly ProcessMemory[], key: 'pssMiB' | 'rssMiB'): number => all.reduce((sum, one) => sum + one[key], 0)

/** What each program takes, the largest first. */
function namesOf(all: readonly ProcessMemory[]): string {
  const byName = new Map<string, number>()
  for (const { name, pssMiB } of all) byName.set(name, (byName.get(name) ?? 0) + pssMiB)
  return [...byName].toSorted(([, a], [, b]) => b - a).map(([name, mib]) => `${name} ${mib.toFixed(0)}`).join(', ')
}

async function feedsOfMain(url: string): Promise<string[]> {
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/api/v1${path}`)).json()
  const { scene } = Wall.parse(await get('/walls/main'))
  return Scene.parse(await get(`/scenes/${scene}`)).feeds
}

interface Listened {
  seconds: number
  updates: number
  bytes: number
  /** The same updates in the floor's bare form. */
  floorBytes: number
}

async function listen(url: string, feeds: string[], seconds: number): Promise<Listened> {
  let updates = 0
  let floorBytes = 0
  const count = (payload: Buffer) => {
    if (!isFrame(payload)) return
    const { samples } = Frame.parse((JSON.parse(payload.toString('utf8', 2)) as [string, unknown])[1]) // the event's list
    updates += samples.length
    if (samples.length > 0) floorBytes += FRAME_HEAD_BYTES + floorMessage(samples.map(([handle, at, value]) => ({ handle, at, value: Number(value) }))).length
  }
  const line = await new Promise<RawClient>((resolve, reject) => {
    const client = openRawClient({
      url,
      protocol: 'socket.io',
      onReady: (own) => own.sendText(watchPacket(feeds)),
      onBinary: () => resolve(client),
      onText: count,
      onEnd: () => reject(new Error('the line to the wall was refused or cut')),
    })
  })
  const [startedAt, bytesBefore] = [performance.now(), line.bytes()]
  updates = 0
  floorBytes = 0
  await pause(seconds * 1_000)
  const heard = { seconds: (performance.now() - startedAt) / 1_000, updates, bytes: line.bytes() - bytesBefore, floorBytes }
  line.end()
  return heard
}
