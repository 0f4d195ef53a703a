import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPostgresHome } from '../../server/engines/postgres-home.ts'
import { runStop } from '../load/chaos-stop.ts'
import { compareHistory, waitUntilTaken } from '../load/compare-history.ts'
import { makeBatch, type PushedBatch, postReadings } from '../load/pusher.ts'
import { openKeptHistory } from '../support/kept-history.ts'
import { fetchLive } from '../support/live-screen.ts'
import { makeLonePostgres } from '../support/lone-postgres.ts'
import { countSamples, openLog, readWholeLog, sampleKey } from '../support/read-log.ts'
import { readReady } from '../support/read-ready.ts'
import { startTestServer } from '../support/server.ts'
import { makeTightDisk, type TightDisk } from '../support/tight-disk.ts'
import { waitUntil } from '../support/wait-until.ts'

/** A new database takes 55 MB, and its first writes more: a disk with 64 MB free holds none. */
const FREE_MB = 64
const ROOM_MB = 160
/** Longer than any answer of a Redis that has died since is remembered. */
const SAID_FOR_MS = 3_000

/** Servers and databases start several times here, on a machine that may be busy. */
const SLOW_MS = 240_000

let cleanUp: (() => Promise<unknown>)[]
let scriptDir: string
beforeEach(async () => {
  scriptDir = await mkdtemp(path.join(tmpdir(), 'ioc-faults-'))
  cleanUp = [() => rm(scriptDir, { recursive: true, force: true })]
})
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
})

/** Accepted, and at once on the wall. */
async function pushSeen(url: string): Promise<void> {
  const { body, samples } = makeBatch()
  const answer = await postReadings(url, body)
  expect(answer.status, await answer.text()).toBe(200)
  await waitUntil('the wall shows it', async () => (await fetchLive(url, ['push-demo'])).values.some(({ series, value }) => series === samples[0]?.series && value === samples[0]?.value), { withinMs: 10_000 })
}

/** Each of them accepted. */
async function pushAccepted(url: string, batches: number): Promise<PushedBatch[]> {
  const made = Array.from({ length: batches }, makeBatch)
  for (const { body } of made) expect((await postReadings(url, body)).status).toBe(200)
  return made
}

it('lives without a PostgreSQL, says so, and history takes everything once there is one', async () => {
  const postgres = await makeLonePostgres()
  cleanUp.push(postgres.remove)
  const server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: postgres.url })
  cleanUp.push(server.stop)
  const log = await openLog(server.dataDir)
  cleanUp.push(log.close)
  for (let i = 0; i < 5; i += 1) await pushSeen(server.url)
  const said = await readReady(server.url, 'history')
  expect(said).toMatchObject({ ok: false, needed: false, status: 200, detail: expect.stringMatching(/^chờ từ .*: không nối được PostgreSQL/) })
  expect(said.detail).not.toContain('/var') // no path of this machine
  await postgres.start()
  await waitUntilTaken(log, postgres.db, 60_000)
  const compared = await compareHistory(log, postgres.db)
  expect(compared).toMatchObject({ corrections: 0, differing: 0, wrongHours: 0 })
  expect(compared.samples).toBeGreaterThanOrEqual(5 * 24)
  await waitUntil('it is told as well', async () => (await readReady(server.url, 'history')).ok)
}, SLOW_MS)

it('loses nothing and keeps the wall live while PostgreSQL is stopped, and writes what has piled up', async () => {
  const outcome = await runStop({ stoppedMs: 5_000, burstEveryMs: 2_000, burstMs: 300 })
  expect(outcome).toMatchObject({ refused: 0, differing: 0, wrongHours: 0, said: { ok: false, status: 200 } })
  expect(outcome.backlog).toBeGreaterThan(100)
  expect(outcome.liveStoodMs).toBeLessThan(5_000)
  expect(outcome.redisPeakBytes).toBeLessThan(outcome.redisBoundBytes)
}, SLOW_MS)

it("waits where PostgreSQL's disk is too small or full, says so, and goes on by itself when there is room", async () => {
  let disk: TightDisk | undefined
  const server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: '' }, async (dataDir) => {
    const { folder } = await openPostgresHome({ dataDir, cacheDir: dataDir })
    disk = await makeTightDisk({ scriptDir, at: folder, sizeMb: FREE_MB + ROOM_MB, ballastMb: ROOM_MB })
    return disk.execPath
  })
  cleanUp.push(server.stop)
  const log = await openLog(server.dataDir)
  cleanUp.push(log.close)
  const historySays = (what: RegExp) => waitUntil(`history says ${what.source}`, async () => {
    await pushSeen(server.url)
    const { ok, detail } = await readReady(server.url, 'history')
    return !ok && what.test(detail)
  }, { withinMs: 60_000, everyMs: 100 })

  await historySays(/Đĩa còn 6\d MB, PostgreSQL cần ít nhất 101 MB/)
  await disk?.free(server.pid)
  const kept = await openKeptHistory(server.dataDir, `/proc/${server.pid}/root`)
  cleanUp.push(kept.close)
  await waitUntilTaken(log, kept.db, 60_000)

  await disk?.fill(server.pid)
  await historySays(/đĩa của PostgreSQL đầy/)
  const [postmaster = 0] = await kept.pids()
  process.kill(postmaster, 'SIGKILL')
  await historySays(/PostgreSQL không chạy được, đang thử lại: đĩa đầy/)
  await disk?.free(server.pid)
  await waitUntilTaken(log, kept.db, 60_000)
  expect(await compareHistory(log, kept.db)).toMatchObject({ differing: 0, wrongHours: 0 })
  await waitUntil('it is told as well', async () => (await readReady(server.url, 'history')).ok, { withinMs: 60_000 })
}, SLOW_MS)

it('sends pushers away while the disk of the log is full, keeps what it shows, and takes them again when there is room', async () => {
  let disk: TightDisk | undefined
  const server = await startTestServer({ LOG_LEVEL: 'silent' }, async (dataDir) => {
    await mkdir(dataDir, { recursive: true })
    disk = await makeTightDisk({ scriptDir, at: dataDir, sizeMb: 700, ballastMb: 1 })
    return disk.execPath
  })
  cleanUp.push(server.stop)
  const accepted = await pushAccepted(server.url, 20)
  const refused: PushedBatch[] = []
  // All at once without a single block, where a Redis that writes through cannot live; then only short of room, with Redis well.
  for (const leaveMb of [0, 100]) {
    await disk?.fill(server.pid, leaveMb)
    const refusal = await waitUntil('a pusher is sent away', async () => {
      const batch = makeBatch() // a new one each time: one that was accepted is answered 200 for ever
      const answer = await postReadings(server.url, batch.body, batch.key)
      ;(answer.status === 200 ? accepted : refused).push(batch)
      return answer.status !== 200 && answer
    })
    expect({ status: refusal.status, wait: refusal.headers.has('retry-after') }).toEqual({ status: 503, wait: true })
    let saidSince = Date.now()
    await waitUntil('/readyz says why, and goes on saying so', async () => {
      const { ok, status, detail } = await readReady(server.url, 'capacity')
      if (ok || status !== 503 || !detail.startsWith('Đĩa chỉ còn')) saidSince = Date.now()
      return Date.now() - saidSince > SAID_FOR_MS
    })
    expect((await fetchLive(server.url, ['push-demo'])).values.length).toBeGreaterThan(0)
    await disk?.free(server.pid)
    for (const { body, key } of refused) await waitUntil('it is taken at last', async () => (await postReadings(server.url, body, key)).status === 200)
  }
  await pushSeen(server.url)
  const log = await openLog(path.join(`/proc/${server.pid}/root`, server.dataDir))
  cleanUp.push(log.close)
  const counts = countSamples(await readWholeLog(log))
  const pushed = [...accepted, ...refused].flatMap(({ samples }) => samples)
  expect(pushed.filter((sample) => counts.get(sampleKey(sample)) !== 1)).toEqual([])
}, SLOW_MS)
