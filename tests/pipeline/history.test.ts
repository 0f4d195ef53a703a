import { afterAll, beforeAll, expect, it } from 'vitest'
import { SeriesAnswer } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import { type HistoryBlow, runHistoryRound } from '../load/history-round.ts'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { type KeptHistory, openKeptHistory } from '../support/kept-history.ts'
import { openLog } from '../support/read-log.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

const ROUNDS = 2
const BLOWS: HistoryBlow[] = ['kill history', 'kill postgres', 'freeze postgres']

let server: TestServer
let log: Bus
let kept: KeptHistory
beforeAll(async () => {
  server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: '' })
  log = await openLog(server.dataDir)
  kept = await openKeptHistory(server.dataDir)
  await waitUntil('history stands', async () => (await kept.db.query('select 1 from reader')).length === 1, { withinMs: 60_000, everyMs: 100 })
})
afterAll(async () => {
  await kept?.close()
  await log?.close()
  await server?.stop()
})

it.each(BLOWS)('holds exactly what was accepted, and counts it right, after: %s', async (blow) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcome = await runHistoryRound(server, log, kept, { blow })
    expect(outcome).toMatchObject({ differing: 0, wrongHours: 0 })
    expect(outcome.corrections).toBeGreaterThan(0)
  }
}, 240_000)

it('answers the past with what was accepted a moment ago, and hours with what they came to', async () => {
  const batch = makeBatch()
  expect((await postReadings(server.url, batch.body)).status).toBe(200)
  const ask = async (step: string) => SeriesAnswer.parse(await (await fetch(`${server.url}/api/v1/series/ioc.push-demo-01/tn2025?step=${step}`)).json())
  await waitUntil('the sample is answered', async () => (await ask('raw')).samples.some(({ value }) => value === batch.samples[0]?.value))
  const hours = await waitUntil('the hour is rolled up', async () => {
    const { samples } = await ask('1h')
    return samples.at(-1)?.bucket !== undefined && samples
  })
  expect(hours.at(-1)?.bucket?.n).toBeGreaterThan(1)
})
