import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LiveAnswer, type RunsAnswer, SeenBriefing, type SubmissionsAnswer } from '#contract'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { handInTables } from '../../fixtures/demonstration/hand-in-tables.ts'
import { holdFreePort } from '../../server/engines/free-port.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { fetchLive } from '../support/live-screen.ts'
import { startTestBroker, type TestBroker } from '../support/mosquitto.ts'
import { startTestPostgres, type TestPostgres } from '../support/postgres.ts'
import { PROVINCE_SYSTEMS } from '../support/province-systems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/**
 * The whole demonstration: every department played over its own protocol, tables handed in and signed off as `npm start` does it. No
 * system of the province's list is without a number, and it is the source's own, not one computed in its place.
 */
const PASSWORD = 'mật khẩu của bản thử'
const KEYS = { soc: 'khoa-ky-dung-de-thu-1', cameras: 'khoa-ky-dung-de-thu-2', files: 'a-key-of-the-station-for-tests', database: 'mat-khau-minh-hoa' }
const FEEDS = ['agriculture', 'app', 'datacentre', 'disaster', 'dti', 'dvc', 'dx-resources', 'economy', 'education', 'egov', 'environment', 'feedback', 'governance', 'health', 'index766', 'ioc', 'media', 'party', 'portal', 'security', 'tourism', 'traffic-order', 'tthc', 'vc']

let broker: TestBroker
let postgres: TestPostgres
let departments: Departments
let deployment: CopiedDeployment
let server: TestServer
beforeAll(async () => {
  broker = await startTestBroker()
  postgres = await startTestPostgres()
  departments = await startDepartments({ broker: { url: broker.url, ...broker.writer } })
  departments.openDatabases({ ...postgres.engine.connection, password: KEYS.database })
  deployment = await copyDeployment()
  const logPort = await holdFreePort()
  await logPort.release()
  server = await startTestServer({
    IOC_DEPLOYMENT: deployment.dir, TEST_DEPARTMENTS_URL: departments.url, IOC_CONFERENCE_SNMP_URL: departments.bridgeUrl, DATABASE_URL: '', IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent',
    IOC_MQTT_URL: broker.url, IOC_MQTT_USER: broker.reader.username, IOC_MQTT_PASSWORD: broker.reader.password,
    IOC_HEALTH_DB_URL: departments.databases.health, IOC_EDUCATION_DB_URL: departments.databases.education, IOC_HOTLINE_DB_URL: departments.databases.hotline, IOC_DEPARTMENTS_DB_PASSWORD: KEYS.database,
    IOC_CALL_CENTRE_URL: departments.callCentre.url, IOC_CALL_CENTRE_USER: departments.callCentre.username, IOC_CALL_CENTRE_PASSWORD: departments.callCentre.password, IOC_CALL_CENTRE_HOST_KEY: departments.callCentre.hostKey,
    IOC_SOC_SECRET: KEYS.soc, IOC_CAMERAS_SECRET: KEYS.cameras, IOC_ENVIRONMENT_FILES_KEY: KEYS.files, IOC_FIREWALL_SYSLOG_PORT: String(logPort.port),
  })
  departments.sendTo({ url: server.url, secrets: { soc: KEYS.soc, cameras: KEYS.cameras } })
  departments.sendLogTo({ host: '127.0.0.1', port: logPort.port })
  departments.sendFilesTo({ url: `${server.url}/api/v1/sources/environment-files/readings`, key: KEYS.files })
  await handIn()
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
  await departments?.stop()
  await postgres?.stop()
  await broker?.stop()
})

const handIn = () => handInTables({ url: server.url, password: PASSWORD, seed: 2025, dropDir: path.join(server.dataDir, 'drop'), now: () => Date.now(), signal: AbortSignal.timeout(110_000) })
const values = async (): Promise<LiveAnswer['values']> => (await fetchLive(server.url, FEEDS)).values.filter(({ value }) => value !== undefined)
const valueOf = async (series: string) => (await values()).find((one) => one.series === series)

/** Told by the exporter of this very machine, which is not started here. */
const OF_THIS_MACHINE = 'dc.storage-used@tn2025'

/** Tells the hours gone by of series that tthc tells now: never the newest word, so never what is shown. */
const PAST_ONLY = 'tthc-hourly'

it.each(PROVINCE_SYSTEMS.flatMap((system) => system.sources.filter((source) => source !== PAST_ONLY).map((source) => ({ ...system, source }))))('$name: $source brings a number', async ({ source, indicators }) => {
  const shown = await waitUntil(`a number of ${source}`, async () => (await values()).find((one) => one.source === source && indicators.test(one.series)), { withinMs: 60_000, everyMs: 300 })
  expect(shown.at).toBeDefined()
})

it(`${PAST_ONLY} brings the hours gone by`, async () => {
  await waitUntil('its pass', async () => ((await (await fetch(`${server.url}/api/v1/sources/${PAST_ONLY}/runs`)).json()) as RunsAnswer).runs.some(({ accepted }) => accepted > 100)) // our own server's answer
})

it('shows the economy out of the drop folder with its period and its state, the province beside what its communes told', async () => {
  const revenue = await waitUntil('the revenue is shown', () => valueOf('eco.budget-revenue@tn2025'))
  expect(revenue).toMatchObject({ source: 'economy', state: 'preliminary', period: expect.stringMatching(/^\d{4}-\d{2}$/) as string })
  expect(await valueOf('eco.grdp-growth@tn2025')).toMatchObject({ state: 'estimated', period: expect.stringMatching(/-Q\d$/) as string })
  // A month's revenue of communes over no plan of theirs gives no rate; the province's is what the department reported.
  expect((await values()).filter(({ series }) => series.startsWith('eco.revenue-vs-plan@')).map(({ series, source }) => [series, source])).toEqual([['eco.revenue-vs-plan@tn2025', 'economy']])
})

it('tells of itself how many sources are connected, and how much of what it knows is in time', async () => {
  const connected = await waitUntil('most sources have answered', async () => {
    const share = await valueOf('ioc.sources-online-rate@tn2025')
    return Number(share?.value) > 70 && share
  }, { withinMs: 60_000, everyMs: 300 })
  // The exporter of the machine is not there: not all are.
  expect(Number(connected.value)).toBeLessThan(100)
  expect(Number((await valueOf('ioc.indicators-fresh-rate@tn2025'))?.value)).toBeGreaterThan(0)
})

it('sums what only communes told, as the part they are', async () => {
  for (const indicator of ['tour.visitors', 'traffic.accidents', 'order.fires', 'agri.sown-area']) {
    const sum = await waitUntil(`${indicator} of the province`, () => valueOf(`${indicator}@tn2025`))
    expect(sum.coverage?.expected, indicator).toBe(96)
    expect(sum.coverage?.reported, indicator).toBeGreaterThan(80)
  }
})

it('leaves no row of the leaders’ pages empty', async () => {
  const { lead, plans, domains } = SeenBriefing.parse(await (await fetch(`${server.url}/api/v1/briefing`)).json())
  const rows = new Set<string>([...lead, ...plans, ...domains.flatMap(({ series }) => series)])
  await waitUntil('every row has a value', async () => {
    const told = new Set<string>((await values()).map(({ series }) => series))
    const empty = [...rows].filter((row) => !told.has(row) && row !== OF_THIS_MACHINE)
    if (empty.length > 0) throw new Error(`no value of ${empty.join(' ')}`)
    return true
  }, { withinMs: 60_000, everyMs: 300 })
})

it('takes the workbook of the drop folder once, however often the demonstration starts', async () => {
  await handIn()
  const cookie = (await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'approver', password: PASSWORD }) })).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { submissions } = (await (await fetch(`${server.url}/api/v1/submissions`, { headers: { cookie } })).json()) as SubmissionsAnswer // our own server's answer
  expect(submissions.filter(({ source }) => source === 'economy').map(({ way, state, fileName, rejected }) => ({ way, state, fileName, rejected }))).toEqual([
    { way: 'drop', state: 'approved', fileName: expect.stringMatching(/^Kinh tế Tây Ninh .*\.xlsx$/) as string, rejected: 0 },
  ])
})
