import { afterAll, beforeAll, expect, it } from 'vitest'
import { Explanation, ExplanationsAnswer, LiveAnswer, Submission } from '#contract'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { dtiTable } from '../support/submission-rig.ts'
import { waitUntil } from '../support/wait-until.ts'

const PASSWORD = 'mật khẩu của bản thử'
const TOTAL = 'dti.total@tn2025'
/** Of the demonstration's commune, and of another. */
const [OWN, OTHER] = ['dti.internal-score@tn2025-25459', 'dti.internal-score@tn2025-25480']

let deployment: CopiedDeployment
let server: TestServer
const cookies = new Map<string, string>()
beforeAll(async () => {
  deployment = await copyDeployment()
  await deployment.write('sources/dti.yaml', 'id: dti\nsystem: dti\norigin: simulated\n')
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, DATABASE_URL: '', IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' })
  for (const name of ['agency', 'approver', 'commune', 'leader', 'admin', 'auditor']) cookies.set(name, await logIn(name))
  await waitUntil('PostgreSQL stands', async () => (await ask('leader', TOTAL)).status === 200, { withinMs: 60_000, everyMs: 200 })
  const headers = { cookie: cookies.get('agency') ?? '', 'x-file-name': 'dti.csv' }
  const sent = Submission.parse(await (await fetch(`${server.url}/api/v1/sources/dti/uploads`, { method: 'POST', headers, body: new Uint8Array(dtiTable(['80', '411', ''], ['25459', '', '190'], ['25480', '', '191'])) })).json())
  const signed = await send('approver', `submissions/${sent.id}/decision`, { decision: 'approve' })
  expect(signed.status).toBe(200)
  await waitUntil('they are live', async () => LiveAnswer.parse(await (await fetch(`${server.url}/api/v1/live?feeds=dti`)).json()).values.some(({ series }) => series === OWN))
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
})

async function logIn(name: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password: PASSWORD }) })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const send = (name: string, where: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/${where}`, { method: 'POST', headers: { cookie: cookies.get(name) ?? '', 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const ask = (name: string, series: string) => fetch(`${server.url}/api/v1/explanations?series=${encodeURIComponent(series)}`, { headers: { cookie: cookies.get(name) ?? '' } })
const read = async (name: string, series: string) => ExplanationsAnswer.parse(await (await ask(name, series)).json())
const words = (series: string) => ({ series, why: 'Hai phần mềm chưa nối trục dữ liệu.', remedy: 'Nối xong trong tháng, đo lại điểm.', until: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) })
const explain = (name: string, series: string, headers?: Record<string, string>) => send(name, 'explanations', words(series), headers)

it('takes the word of who answers for a figure, and gives it to everybody who sees the figure, after a kill as well', async () => {
  const written = await explain('agency', TOTAL)
  const kept = Explanation.parse(await written.json())
  expect([written.status, kept]).toMatchObject([201, { value: 411, by: 'agency', roles: ['agency-editor'] }])
  await server.kill()
  await server.restart()
  await waitUntil('PostgreSQL stands', async () => (await ask('leader', TOTAL)).status === 200, { withinMs: 60_000, everyMs: 200 })
  for (const name of ['leader', 'auditor', 'commune']) expect(await read(name, TOTAL)).toEqual({ explanations: [kept], mayExplain: false })
  expect(await read('approver', TOTAL)).toEqual({ explanations: [kept], mayExplain: true })
})

it('lets a commune speak of itself alone', async () => {
  expect((await explain('commune', OWN)).status).toBe(201)
  for (const series of [OTHER, TOTAL]) expect((await explain('commune', series)).status).toBe(403)
  expect((await read('commune', OWN)).mayExplain).toBe(true)
  expect(await read('commune', OTHER)).toEqual({ explanations: [], mayExplain: false })
})

it('takes nothing without a name, from another site, from who only looks, or in three words', async () => {
  for (const name of ['leader', 'admin', 'auditor', '']) expect((await explain(name, OTHER)).status).toBe(403)
  expect((await explain('', OTHER, { 'x-forwarded-for': '10.0.0.1' })).status).toBe(401)
  expect((await explain('agency', OTHER, { origin: 'http://evil.example' })).status).toBe(403)
  expect((await send('agency', 'explanations', { ...words(OTHER), why: 'do mưa' })).status).toBe(400)
  expect((await fetch(`${server.url}/api/v1/explanations`, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(401)
  expect((await read('agency', OTHER)).explanations).toEqual([])
})
