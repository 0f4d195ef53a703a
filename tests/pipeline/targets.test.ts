import { afterAll, beforeAll, expect, it } from 'vitest'
import { Catalogue, LiveAnswer, Submission, TargetRegistration } from '#contract'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { dtiTable } from '../support/submission-rig.ts'
import { waitUntil } from '../support/wait-until.ts'

const PASSWORD = 'mật khẩu của bản thử'
const TOTAL = 'dti.total@tn2025'

let deployment: CopiedDeployment
let server: TestServer
const cookies = new Map<string, string>()
beforeAll(async () => {
  deployment = await copyDeployment()
  await deployment.write('sources/dti.yaml', 'id: dti\nsystem: dti\norigin: simulated\n')
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, DATABASE_URL: '', IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' })
  for (const name of ['agency', 'approver', 'leader']) {
    const answer = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password: PASSWORD }) })
    cookies.set(name, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
  await waitUntil('PostgreSQL stands', async () => (await ask('approver', 'targets')).status === 200, { withinMs: 60_000, everyMs: 200 })
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
})

const ask = (name: string, where: string) => fetch(`${server.url}/api/v1/${where}`, { headers: { cookie: cookies.get(name) ?? '' } })
const send = (name: string, where: string, body: object = {}) =>
  fetch(`${server.url}/api/v1/${where}`, { method: 'POST', headers: { cookie: cookies.get(name) ?? '', 'content-type': 'application/json' }, body: JSON.stringify(body) })
const catalogue = async () => Catalogue.parse(await (await ask('leader', 'catalogue')).json())
const live = async () => LiveAnswer.parse(await (await ask('leader', 'live?feeds=dti')).json())
const mayExplain = async () => ((await (await ask('agency', `explanations?series=${TOTAL}`)).json()) as { mayExplain: boolean }).mayExplain

it('lets an approved target judge the figure of now and reach every screen, while the server runs', async () => {
  const headers = { cookie: cookies.get('agency') ?? '', 'x-file-name': 'dti.csv' }
  const figure = Submission.parse(await (await fetch(`${server.url}/api/v1/sources/dti/uploads`, { method: 'POST', headers, body: new Uint8Array(dtiTable(['80', '800', ''])) })).json())
  await send('approver', `submissions/${figure.id}/decision`, { decision: 'approve' })
  await waitUntil('the figure is live', async () => (await live()).values.some(({ series, value }) => series === TOTAL && value === 800))
  const before = await catalogue()
  expect(await mayExplain()).toBe(false) // 800 of 700: nothing to explain

  const values = [{ value: 900, main: true, paper: { number: '15/QĐ-UBND', day: '2026-01-05', about: 'giao chỉ tiêu chuyển đổi số' } }]
  const asked = { indicator: 'dti.total', subject: 'tn2025', unit: 'điểm', validFrom: '2025-07-01', reason: 'Theo quyết định giao chỉ tiêu.', values }
  expect((await send('leader', 'targets', asked)).status).toBe(403)
  expect(await (await send('agency', 'targets', { ...asked, values: [{ value: 'chín trăm', main: true, paper: { day: '5/1' } }] })).json()).toMatchObject({ status: 400, errors: expect.arrayContaining([{ pointer: '/values/0/value', message: 'Chỉ tiêu thứ 1, Giá trị: cần một số' }, { pointer: '/values/0/paper/day', message: 'Chỉ tiêu thứ 1, Ngày văn bản: dạng năm-tháng-ngày' }]) as unknown })
  const registered = await send('agency', 'targets', asked)
  const { id } = TargetRegistration.parse(await registered.json())
  expect([registered.status, (await send('agency', `targets/${id}/approve`)).status, (await catalogue()).revision]).toEqual([201, 403, before.revision])

  expect((await send('approver', `targets/${id}/approve`)).status).toBe(200)
  const after = await catalogue()
  expect(after.targets.filter(({ indicator, subject }) => indicator === 'dti.total' && subject === 'tn2025')).toMatchObject([{ value: 900, main: true, approved: { roles: ['agency-approver'] } }])
  expect(await mayExplain()).toBe(true)
  await waitUntil('the line tells of it', async () => (await live()).system.catalogue === after.revision)
  expect(after.revision).not.toBe(before.revision)
  expect(await (await ask('leader', 'tables/targets?indicator=dti.total&format=csv')).text()).toContain('cơ quan đăng ký')
})
