import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { fetchLive } from '../support/live-screen.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** SensorThings, Open311, CAP and pushed text files, from the played departments over HTTP to what a screen is given. */
const POLLED = ['reservoir', 'feedback', 'weather-alerts']
const KEY = 'a-key-of-the-station-for-tests'

let departments: Departments
let deployment: CopiedDeployment
let server: TestServer
beforeAll(async () => {
  departments = await startDepartments()
  deployment = await copyDeployment()
  for (const source of POLLED) await deployment.edit(`sources/${source}.yaml`, (text) => text.replace(/every: \w+/, 'every: 2s'))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, TEST_DEPARTMENTS_URL: departments.url, LOG_LEVEL: 'silent', IOC_ENVIRONMENT_FILES_KEY: KEY })
  departments.sendFilesTo({ url: `${server.url}/api/v1/sources/environment-files/readings`, key: KEY })
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
  await departments?.stop()
})

interface Health {
  id: string
  lastRunAt?: number
  error?: { kind: string; message: string }
}

const health = async (id: string): Promise<Health | undefined> =>
  ((await (await fetch(`${server.url}/api/v1/sources`)).json()) as { sources: Health[] }).sources.find((source) => source.id === id) // our own answer
const values = async () => new Map((await fetchLive(server.url, ['disaster', 'feedback', 'environment'])).values.map((value): [string, typeof value] => [value.series, value]))
const play = (fault: string, ...names: string[]) => fetch(`${departments.url}/control`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ departments: Object.fromEntries(names.map((name) => [name, { fault }])) }),
})

it.each([
  ['hydro.dau-tieng-level@site.dau-tieng', 'reservoir'], ['hydro.vam-co-dong-level@site.go-dau-ha', 'reservoir'], ['feedback.open@tn2025', 'feedback'], ['feedback.received@tn2025-25459', 'feedback'],
  ['disaster.alerts-active@tn2025', 'weather-alerts'], ['disaster.risk-level@tn2025-25459', 'weather-alerts'], ['env.no2-1h@site.env-kk-phuoc-dong', 'environment-files'],
])('shows %s, told by %s, live', async (series, source) => {
  const shown = await waitUntil(`${series} is told`, async () => (await values()).get(series)?.source !== undefined && (await values()).get(series), { withinMs: 60_000, everyMs: 200 })
  expect(shown).toMatchObject({ source, freshness: 'live', value: expect.any(Number) })
})

it('keeps what was known, and says why nothing new comes, when they close their doors', async () => {
  await play('unauthorized', 'hydro', 'feedback', 'alerts')
  for (const source of POLLED) await waitUntil(`${source} is refused`, async () => (await health(source))?.error?.kind === 'auth', { withinMs: 60_000, everyMs: 200 })
  const kept = (await values()).get('disaster.alerts-active@tn2025')
  expect(kept?.value).toEqual(expect.any(Number))
  const refusedOnceMore = Date.now()
  await waitUntil('it is refused once more', async () => ((await health('weather-alerts'))?.lastRunAt ?? 0) > refusedOnceMore, { withinMs: 60_000, everyMs: 200 })
  expect((await values()).get('disaster.alerts-active@tn2025')).toMatchObject({ value: kept?.value, at: kept?.at })
  await play('none', 'hydro', 'feedback', 'alerts')
  for (const source of POLLED) await waitUntil(`${source} is back`, async () => (await health(source))?.error === undefined, { withinMs: 60_000, everyMs: 200 })
})

it('takes no file with another key, and no figure out of a file of another shape', async () => {
  const send = (key: string, body: string) => fetch(`${server.url}/api/v1/sources/environment-files/readings`, {
    method: 'POST', body, headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain; name="TAYNINH_X_KK-PHUOC-DONG_20261015100000.txt"' },
  })
  expect((await send('khoa-sai-khoa-sai', 'x')).status).toBe(401)
  const refused = await send(KEY, '<html></html>')
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('cần 5')])
  const stamp = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll(/\D/g, '')
  const calibrating = await send(KEY, `SO2\t0.0\tµg/m3\t${stamp}\t01\n`)
  expect(await calibrating.json()).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'bad-quality', reason: expect.stringContaining('hiệu chuẩn') }] })
})

it('keeps no person: not in the bytes behind a figure either', async () => {
  const runs = (await (await fetch(`${server.url}/api/v1/sources/feedback/runs`)).text())
  expect(runs).toContain('sha256')
  expect(runs).not.toMatch(/0900000000|Người|Số nhà/)
})
