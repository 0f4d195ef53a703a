import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Live } from '../../client/live/index.ts'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { copyDeployment, type CopiedDeployment, withDue } from '../support/copied-deployment.ts'
import { openLive, watchHonesty } from '../support/live-screen.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** Rule: every 2s grace 1s, so that a value is live for 3 s. Then 1 s more as promised, and what a busy machine takes. */
const RULE_MS = 3_000
const SLACK_MS = 2_500

let departments: Departments
let deployment: CopiedDeployment
let server: TestServer
let live: Live

beforeAll(async () => {
  departments = await startDepartments()
  deployment = await copyDeployment()
  await deployment.edit('indicators.csv', withDue(/^tthc\./, 'every 2s grace 1s'))
  await deployment.edit('indicators.csv', withDue(/^dc\./, 'every 10s grace 10s'))
  await deployment.edit('sources/tthc.yaml', (text) => text.replace('every: 30s', 'every: 1s').replace('timeout: 15s', 'timeout: 1s'))
  await deployment.edit('sources/datacentre.yaml', (text) => text.replace('every: 10s', 'every: 1s'))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, TEST_DEPARTMENTS_URL: departments.url, LOG_LEVEL: 'silent' })
  live = openLive(server.url, ['tthc', 'datacentre'])
})
afterAll(async () => {
  live?.stop()
  await server?.stop()
  await deployment?.remove()
  await departments?.stop()
})

const setFault = async (fault: string): Promise<void> => {
  const body = JSON.stringify({ departments: { tthc: { fault } } })
  const response = await fetch(`${departments.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(response.status).toBe(200)
}

const of = (source: string) => live.series().map((series) => ({ series, entry: live.entry(series) })).filter(({ entry }) => entry?.source === source && entry.at !== undefined)
const isLive = ({ entry }: ReturnType<typeof of>[number]) => entry?.freshness === 'live'

it('lets every number of a silent department leave live by its rule, keeps the others live, and takes it back when it speaks again', async () => {
  await waitUntil('a thousand numbers of tthc are live', () => of('tthc').filter(isLive).length > 1_000 && of('datacentre').some(isLive))
  const honesty = watchHonesty(live)
  await setFault('silent')
  const newest = await waitUntil('no number of tthc is live', () => (of('tthc').some(isLive) ? undefined : Math.max(...of('tthc').map(({ entry }) => entry?.at ?? 0))))
  expect((live.serverNow() ?? 0) - newest).toBeLessThan(RULE_MS + 1_000 + SLACK_MS)
  expect(honesty.worstMs()).toBeLessThan(1_000 + SLACK_MS)
  honesty.stop()

  const others = of('datacentre').filter(({ entry }) => entry?.liveUntil !== undefined)
  expect(others.length).toBeGreaterThan(3)
  expect(others.filter((one) => !isLive(one))).toEqual([])
  await waitUntil('the source itself is told', () => {
    const health = live.sources().get('tthc')
    return health?.error?.kind === 'unreachable' && health.freshness !== 'live' && health.series.live === 0
  })

  await setFault('none')
  await waitUntil('the numbers are live again', () => of('tthc').filter(isLive).length > 1_000, { withinMs: 90_000 })
})
