import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LiveAnswer, ReadingsAnswer, RunsAnswer } from '#contract'
import { type DepartmentDatabase, startPostgresDepartment } from '../support/department-database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** Two ways in, through the whole real server: signed messages, and a department's database that we ask. */
const SECRET = 'khoa-ky-dung-de-thu-1'
const TABLES = `create table ioc_giuong_benh (ma_xa text, cap_nhat timestamptz, giuong_ke_hoach int, giuong_su_dung int, ca_cap_cuu int);
create table ioc_sot_xuat_huyet (ma_xa text, cap_nhat timestamptz, so_ca int);
insert into ioc_giuong_benh values ('25459', now(), 1250, 1081, 14), ('25486', now(), 140, 96, 3);
insert into ioc_sot_xuat_huyet values ('25459', now(), 4);`

let department: DepartmentDatabase
let server: TestServer
beforeAll(async () => {
  department = await startPostgresDepartment()
  await department.fill('y_te', TABLES)
  server = await startTestServer({ IOC_SOC_SECRET: SECRET, IOC_HEALTH_DB_URL: department.urlOf('y_te'), IOC_DEPARTMENTS_DB_PASSWORD: department.reader.password, LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await server?.stop()
  await department?.stop()
})

const values = async (feed: string) => {
  const answer = (await (await fetch(`${server.url}/api/v1/live?feeds=${feed}`)).json()) as LiveAnswer // our own server's
  return new Map(answer.values.map((value) => [String(value.series), value]))
}
const message = (soTrongNgay: number) => JSON.stringify({ loai: 'canh-bao', thoiDiem: new Date().toISOString(), mucDo: 'cao', soTrongNgay })
function send(body: string, secret = SECRET) {
  const at = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return fetch(`${server.url}/api/v1/sources/soc/readings`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-ioc-timestamp': at, 'x-ioc-signature': `sha256=${signature}` } })
}

it('takes a signed alert to the wall, once however often it is sent, and nothing from anybody else', async () => {
  const body = message(4)
  const [first, again] = [await send(body), await send(body)].map((answer) => answer.json() as Promise<ReadingsAnswer>)
  expect(await again).toEqual(await first)
  await waitUntil('the alert is shown', async () => (await values('security')).get('soc.alerts-high@tn2025')?.value === 4)
  expect((await send(message(999), 'another-secret-of-16')).status).toBe(401)
  expect((await fetch(`${server.url}/api/v1/sources/soc/readings`, { method: 'POST', body: message(999), headers: { authorization: 'Bearer a-key-for-tests-only' } })).status).toBe(401)
  // No secret was set for the cameras: nobody may send.
  expect((await fetch(`${server.url}/api/v1/sources/cameras/readings`, { method: 'POST', body: '{}' })).status).toBe(401)
  expect((await send(message(5))).status).toBe(200)
  await waitUntil('the next alert is shown', async () => (await values('security')).get('soc.alerts-high@tn2025')?.value === 5)
})

it('asks the department’s database and sums its communes up as the part they are', async () => {
  await waitUntil('the beds are shown', async () => (await values('health')).get('health.beds@tn2025')?.value === 1_390)
  const health = await values('health')
  expect(health.get('health.beds-occupied@tn2025-25459')).toMatchObject({ value: 1_081, source: 'health' })
  expect(health.get('health.beds@tn2025')).toMatchObject({ coverage: { reported: 2, expected: 96 } })
  expect(health.get('health.bed-occupancy@tn2025')?.value).toBeCloseTo((100 * 1_177) / 1_390, 2)
  const { runs } = (await (await fetch(`${server.url}/api/v1/sources/health/runs`)).json()) as RunsAnswer // our own server's
  const good = runs.find(({ accepted }) => accepted > 0)
  expect(good?.rejected).toBe(0)
  expect(good?.raw[0]).toMatchObject({ contentType: 'application/x-ndjson' })
})
