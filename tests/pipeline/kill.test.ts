import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReadyAnswer } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import { type Blow, runKillRound } from '../load/kill-round.ts'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { copyDeployment, type CopiedDeployment, withDue } from '../support/copied-deployment.ts'
import { freshnessOf, openLive, watchHonesty } from '../support/live-screen.ts'
import { countSamples, openLog, readWholeLog, sampleKey } from '../support/read-log.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { makeSlowFsync } from '../support/slow-fsync.ts'
import { waitUntil } from '../support/wait-until.ts'

const ROUNDS = 2
const SLOW_FSYNC_MS = 30
const KILLS: Blow[] = ['kill server', 'kill redis']
const KEPT_WORD = { lost: [], doubled: [], miscounted: 0, falselyAccepted: 0, unheard: 0 }
/** Verdicts come with the beat and reach this process through a busy machine. */
const LATE_AT_MOST_MS = 1_500
const SERIES = 'ioc.push-demo-01@tn2025'

describe('on a sound disk', () => {
  let deployment: CopiedDeployment
  let server: TestServer
  let log: Bus

  beforeAll(async () => {
    deployment = await copyDeployment()
    await deployment.edit('indicators.csv', withDue(/^ioc\.push-demo/, 'every 1s grace 1s'))
    server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, LOG_LEVEL: 'silent' })
    log = await openLog(server.dataDir)
  })
  afterAll(async () => {
    await log?.close()
    await server?.stop()
    await deployment?.remove()
  })

  it.each(KILLS)('has every accepted sample exactly once in the log after: %s', async (blow) => {
    for (let round = 0; round < ROUNDS; round += 1) expect(await runKillRound(server, log, { blow })).toMatchObject(KEPT_WORD)
  })

  it('accepts nothing while Redis is frozen, shows no old value as live meanwhile, and both come back by themselves', async () => {
    const live = openLive(server.url, ['push-demo'])
    await waitUntil('the screen shows a value', () => live.entry(SERIES as never)?.value !== undefined)
    const honesty = watchHonesty(live)
    const seen = new Set<string>()
    const stopWatching = live.subscribe([SERIES, '#system'], () => {
      seen.add(`reachable ${String(live.system()?.busReachable)}`)
      seen.add(freshnessOf(live, SERIES) ?? 'absent')
    })
    const outcome = await runKillRound(server, log, { blow: 'freeze redis', frozenMs: 6_000 })
    expect(outcome).toMatchObject(KEPT_WORD)
    expect(outcome.resent).toBeGreaterThan(0)
    const batch = makeBatch()
    expect((await postReadings(server.url, batch.body)).status).toBe(200)
    await waitUntil('the screen shows what came after the freeze', () => live.entry(SERIES as never)?.value === batch.samples[0]?.value && live.system()?.busReachable === true)
    expect([...seen]).toEqual(expect.arrayContaining(['live', 'late', 'reachable false', 'reachable true']))
    expect(honesty.looks()).toBeGreaterThan(100)
    expect(honesty.worstMs()).toBeLessThan(LATE_AT_MOST_MS)
    honesty.stop()
    stopWatching()
    live.stop()
  })

  it('makes one run of one Idempotency-Key raced 20 times, and refuses another body under it', async () => {
    const batch = makeBatch()
    const answers = await Promise.all(Array.from({ length: 20 }, () => postReadings(server.url, batch.body, 'raced-key')))
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(200))
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<{ run: string; accepted: number }>))
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    expect(bodies[0]?.accepted).toBe(24)
    const entries = await readWholeLog(log)
    expect(entries.filter(({ run }) => run.id === bodies[0]?.run)).toHaveLength(1)
    const counts = countSamples(entries)
    expect(batch.samples.map((sample) => counts.get(sampleKey(sample)))).toEqual(Array<number>(24).fill(1))
    const other = await postReadings(server.url, makeBatch().body, 'raced-key')
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ code: 'idempotency-key-reused' })
  })
})

describe('on a disk that takes 30 ms for each fsync', () => {
  let dir: string
  let server: TestServer
  let log: Bus

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'ioc-slow-fsync-'))
    server = await startTestServer({ ...(await makeSlowFsync(dir, SLOW_FSYNC_MS)), LOG_LEVEL: 'silent' })
    log = await openLog(server.dataDir)
  })
  afterAll(async () => {
    await log?.close()
    await server?.stop()
    if (dir !== undefined) await rm(dir, { recursive: true, force: true })
  })

  it('answers no batch before the disk has it', async () => {
    expect(await readFile(`/proc/${await server.redisPid()}/maps`, 'utf8')).toContain('slow-fsync.so')
    expect(ReadyAnswer.parse(await (await fetch(`${server.url}/readyz`)).json()).system.durability).toBe('always')
    for (let i = 0; i < 10; i += 1) {
      const sentAt = performance.now()
      expect((await postReadings(server.url, makeBatch().body)).status).toBe(200)
      expect(performance.now() - sentAt).toBeGreaterThan(SLOW_FSYNC_MS)
    }
  })

  it.each(KILLS)('has every accepted sample exactly once in the log after: %s', async (blow) => {
    for (let round = 0; round < ROUNDS; round += 1) expect(await runKillRound(server, log, { blow })).toMatchObject(KEPT_WORD)
  })
})
