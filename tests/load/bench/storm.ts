import { openLog } from '../../support/read-log.ts'
import { startTestServer } from '../../support/server.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { type Child, startChild } from './child.ts'
import { type Ends, withCleanUp } from './clean-up.ts'
import { fetchCatalogue, publishBatch, realSeries, someValue } from './feed-series.ts'
import type { Row } from './row.ts'
import type { StormOrder, StormOutcome } from './storm-screens.ts'

const CLIENTS = 1_000
const SERIES = 5_000
const CHANGING = 20
const EVERY_MS = 100
const BATCH = 500
/** Each round takes as long as it takes; more of them would say little more. */
const MOST_ROUNDS = 5

/** A thousand screens live again after kill -9 of the server, each with a snapshot of 5,000 series, against the same thousand that only shake hands. */
export const measureStorm = ({ rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const sides = { floor: await startFloor(ends), ours: await startOurs(ends) }
    const { floor, ours } = await alternate(Math.min(rounds, MOST_ROUNDS), sides)
    const of = (key: keyof StormOutcome) => ({ ours: ours.map((one) => one[key]), floor: floor.map((one) => one[key]) })
    const left = ours.filter((one) => one.live < CLIENTS).map((one) => CLIENTS - one.live)
    return [
      { what: `storm: ${CLIENTS} screens live again after kill -9, ${SERIES} series, from the first accept to the last screen`, unit: 'ms', ...of('allLiveMs'), goal: { of: 'ratio', atMost: 1.4 }, ...(left.length > 0 && { note: `screens not live in the time allowed, by round: ${left.join(', ')}` }) },
      { what: 'storm: the median screen', unit: 'ms', ...of('medianLiveMs') },
      { what: 'storm: of it until the first handshake is let in', unit: 'ms', ...of('firstInMs') },
      { what: 'storm: from the first handshake to the last screen', unit: 'ms', ours: ours.map(sinceFirstIn), floor: floor.map(sinceFirstIn) },
      { what: 'storm: from kill -9 to the last screen', unit: 'ms', ...of('sinceBlowMs') },
      { what: 'storm: bytes to all of them', unit: 'MB', ours: ours.map((one) => one.bytes / 1e6), floor: floor.map((one) => one.bytes / 1e6) },
    ]
  })

const sinceFirstIn = ({ allLiveMs, firstInMs }: StormOutcome): number => allLiveMs - firstInMs

async function startScreens(order: StormOrder, ends: Ends): Promise<Child> {
  const screens = startChild('storm-screens.ts')
  ends.push(screens.kill)
  await screens.ask('connect', order)
  return screens
}

/** Answers the blow: kill, start again, wait for all. */
async function startOurs(ends: Ends): Promise<() => Promise<StormOutcome>> {
  const server = await startTestServer({ LOG_LEVEL: 'silent', IOC_ROLES: 'hub,api' })
  ends.push(server.stop)
  const bus = await openLog(server.dataDir)
  ends.push(() => bus.close())
  const series = realSeries(await fetchCatalogue(server.url), SERIES)
  for (let first = 0; first < SERIES; first += BATCH) await publishBatch(bus, series.slice(first, first + BATCH).map((one, i) => ({ ...one, value: someValue(first + i) })))
  let turn = 0
  /** News for the screens, until the work is done. */
  async function feedDuring<T>(work: Promise<T>): Promise<T> {
    const done = new AbortController()
    const ended = work.finally(() => done.abort())
    ended.catch(() => undefined) // told by the answer
    while (!done.signal.aborted) {
      const first = (turn++ * CHANGING) % SERIES
      await publishBatch(bus, series.slice(first, first + CHANGING).map((one, i) => ({ ...one, value: someValue(turn + i) })))
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
    return ended
  }
  const screens = await feedDuring(startScreens({ url: server.url, clients: CLIENTS, feeds: [...new Set(series.map((one) => one.feed))] }, ends))
  return async () => {
    await screens.ask('arm')
    const [, outcome] = await feedDuring(Promise.all([server.restart(), screens.ask<StormOutcome>('again')]))
    return outcome
  }
}

async function startFloor(ends: Ends): Promise<() => Promise<StormOutcome>> {
  let server = startChild('storm-floor-server.ts')
  ends.push(() => server.kill())
  const port = await server.ask<number>('listen', 0)
  await server.ask('talk')
  const screens = await startScreens({ url: `http://127.0.0.1:${port}`, clients: CLIENTS, feeds: [] }, ends)
  await server.ask('hush')
  return async () => {
    await screens.ask('arm')
    await server.kill()
    server = startChild('storm-floor-server.ts')
    const started = server.ask('listen', port).then(() => server.ask('talk'))
    const [, outcome] = await Promise.all([started, screens.ask<StormOutcome>('again')])
    await server.ask('hush')
    return outcome
  }
}
