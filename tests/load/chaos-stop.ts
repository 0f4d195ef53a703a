import { setTimeout as pause } from 'node:timers/promises'
import type { Bus } from '../../server/bus/index.ts'
import { fetchLive } from '../support/live-screen.ts'
import { type LonePostgres, makeLonePostgres } from '../support/lone-postgres.ts'
import { openLog, readWholeLog } from '../support/read-log.ts'
import { readReady } from '../support/read-ready.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { compareHistory, type Comparison, takenUntil, waitUntilTaken } from './compare-history.ts'
import { startSteadyLoad } from './steady-load.ts'

export interface StopOptions {
  stoppedMs: number
  burstEveryMs: number
  burstMs: number
  /** Departments that play beside the pushes. */
  departmentsUrl?: string
}

interface Watched {
  /** The longest time /api/v1/live stood still, while figures came in without a pause. */
  liveStoodMs: number
  redisPeakBytes: number
  redisBoundBytes: number
  /** What `/readyz` said last of history, and with which status. */
  said: { status: number; ok: boolean; detail: string }
}

export interface StopOutcome extends Comparison, Watched {
  /** Batches not answered with 200 the first time. */
  refused: number
  /** Samples that had piled up when PostgreSQL came back, and how long it took to write them. */
  backlog: number
  drainedAfterMs: number
}

const LOOK_EVERY_MS = 250
const DRAINED_WITHIN_MS = 600_000

/** PostgreSQL is stopped under load and comes back: what the wall, the log and history did meanwhile. */
export async function runStop(options: StopOptions): Promise<StopOutcome> {
  const postgres = await makeLonePostgres()
  let server: TestServer | undefined
  let log: Bus | undefined
  try {
    await postgres.start()
    server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: postgres.url, ...(options.departmentsUrl === undefined ? {} : { TEST_DEPARTMENTS_URL: options.departmentsUrl }) })
    log = await openLog(server.dataDir)
    return await stopUnderLoad(server, log, postgres, options)
  } finally {
    await log?.close()
    await server?.stop()
    await postgres.remove()
  }
}

async function stopUnderLoad(server: TestServer, log: Bus, postgres: LonePostgres, options: StopOptions): Promise<StopOutcome> {
  const load = startSteadyLoad(server.url, options)
  await pause(options.burstEveryMs)
  await waitUntilTaken(log, postgres.db, 60_000)
  await postgres.stop()
  const watched = await watch(server, log, options.stoppedMs)
  await postgres.start()
  const startedAt = Date.now()
  const backlog = (await readWholeLog(log, await takenUntil(postgres.db))).reduce((sum, { samples }) => sum + samples.length, 0)
  await waitUntilTaken(log, postgres.db, DRAINED_WITHIN_MS)
  const drainedAfterMs = Date.now() - startedAt
  const refused = await load.finish()
  await waitUntilTaken(log, postgres.db, DRAINED_WITHIN_MS)
  return { ...watched, ...(await compareHistory(log, postgres.db)), refused, backlog, drainedAfterMs }
}

/** Looks at the wall's numbers and at Redis all the while. */
async function watch(server: TestServer, log: Bus, forMs: number): Promise<Watched> {
  const until = Date.now() + forMs
  const seen: Watched = { liveStoodMs: 0, redisPeakBytes: 0, redisBoundBytes: 0, said: { status: 0, ok: true, detail: '' } }
  let newest = ''
  let movedAt = Date.now()
  while (Date.now() < until) {
    await pause(LOOK_EVERY_MS)
    const { values } = await fetchLive(server.url, ['push-demo'])
    const now = values.map(({ at }) => at ?? '').toSorted().at(-1) ?? ''
    if (now > newest) [newest, movedAt] = [now, Date.now()]
    seen.liveStoodMs = Math.max(seen.liveStoodMs, Date.now() - movedAt)
    const { memoryBytes, memoryBoundBytes } = await log.usage()
    seen.redisPeakBytes = Math.max(seen.redisPeakBytes, memoryBytes)
    seen.redisBoundBytes = memoryBoundBytes ?? 0
    const { ok, detail, status } = await readReady(server.url, 'history')
    seen.said = { ok, detail, status }
  }
  return seen
}
