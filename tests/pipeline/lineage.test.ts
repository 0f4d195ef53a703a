import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Lineage, LiveAnswer } from '#contract'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { PUSH_KEY, startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

const PASSWORD = 'mật khẩu của bản thử'
let departments: Departments
let server: TestServer

beforeAll(async () => {
  departments = await startDepartments()
  server = await startTestServer({ TEST_DEPARTMENTS_URL: departments.url, DATABASE_URL: '', IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' })
}, 120_000)
afterAll(async () => {
  await server?.stop()
  await departments?.stop()
})

const ask = async (series: string, at?: string): Promise<Lineage | undefined> => {
  const response = await fetch(`${server.url}/api/v1/samples/${encodeURIComponent(series)}/lineage${at === undefined ? '' : `?at=${at}`}`)
  return response.status === 200 ? Lineage.parse(await response.json()) : undefined
}
const bytesOf = async ({ source, run }: Lineage, n = 0) => {
  const response = await fetch(`${server.url}/api/v1/sources/${source.id}/runs/${encodeURIComponent(run?.id ?? '')}/raw/${n}`)
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  return Buffer.from(await response.arrayBuffer())
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('leads from the rolled-up figure of the province to a commune, its record and the bytes with their hash', async () => {
  const live = async () => LiveAnswer.parse(await (await fetch(`${server.url}/api/v1/live?feeds=tthc,egov`)).json()).values
  const sum = await waitUntil('a figure is rolled up', async () => (await live()).find(({ source, value }) => source.startsWith('derive') && value !== undefined), { withinMs: 60_000, everyMs: 200 })
  const province = await ask(sum.series)
  expect(province).toMatchObject({ series: sum.series, origin: 'simulated', noRecord: 'computed', formula: { kind: expect.stringMatching(/sum|weighted/) } })
  const told = province?.formula?.inputs.filter(({ value }) => value !== undefined) ?? []
  expect(told.length).toBeGreaterThan(0)
  expect(province?.formula?.inputCount).toBeGreaterThanOrEqual(96)

  const commune = await ask(told[0]?.series ?? '')
  if (commune?.record === undefined || commune.run === undefined) throw new Error(`no record for ${JSON.stringify(commune)}`)
  expect(commune.record.value).toBe(commune.value)
  const bytes = await bytesOf(commune)
  expect(sha256(bytes)).toBe(commune.run.raw[0]?.sha256)
  const inRecord = commune.record.pointer?.slice(1).split('/').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], JSON.parse(commune.record.text))
  expect(Number(inRecord) * (commune.record.scale ?? 1)).toBe(commune.value)
}, 120_000)

it('leads from a rate between two passes to the counters of both, then and now, and to the bytes of either', async () => {
  const found = await waitUntil('two passes were made', async () => {
    const lineage = await ask('ioc.samples-per-second@tn2025')
    return lineage?.record !== undefined && lineage
  }, { withinMs: 60_000, everyMs: 200 })
  const { record, value, run } = found
  expect(record).toMatchObject({ value, basis: { before: { raw: [{ state: 'kept' }] } } })
  const basis = record?.basis
  const counterOf = (text = '') => (JSON.parse(text) as { name: string; value: number }[]).find(({ name }) => name === 'ioc_samples_accepted_total')?.value ?? NaN
  const grown = counterOf(basis?.now) - counterOf(basis?.before.text)
  const seconds = (Date.parse(found.at) - Date.parse(basis?.before.at ?? '')) / 1_000
  expect(grown / seconds).toBe(value)

  expect(basis?.before.run).not.toBe(run?.id)
  const earlier = await bytesOf({ ...found, run: { ...run, id: basis?.before.run } as Lineage['run'] })
  expect(sha256(earlier)).toBe(basis?.before.raw[0]?.sha256)
  expect(earlier.toString()).toContain(`ioc_samples_accepted_total ${counterOf(basis?.before.text)}`)
}, 120_000)

it('keeps the corrected value beside what corrected it, and says who told each', async () => {
  const at = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 60_000).toISOString()
  const push = async (value: number) => {
    const body = JSON.stringify([{ indicator: 'ioc.push-demo', subject: 'tn2025', at, value }])
    const response = await fetch(`${server.url}/api/v1/sources/push-demo/readings`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` }, body })
    expect([response.status, await response.json()]).toMatchObject([200, { accepted: 1 }])
  }
  await push(41)
  await push(14)
  const found = await waitUntil('history has taken both', async () => {
    const lineage = await ask('ioc.push-demo@tn2025', at)
    return lineage?.told.length === 2 && lineage
  }, { withinMs: 60_000, everyMs: 300 })
  expect(found.told.map(({ value }) => value)).toEqual([14, 41])
  expect(found).toMatchObject({ value: 14, freshness: expect.stringMatching(/^(?:live|late|stale)$/), record: { index: 0, value: 14 }, run: { accepted: 1, raw: [{ state: 'kept' }] } })
  expect((await bytesOf(found)).toString()).toContain('"value":14')
}, 120_000)

it('shows who may not read the source the sum of its bytes, and neither the record nor the bytes', async () => {
  const login = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'commune', password: PASSWORD }) })
  const headers = { cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const get = (path: string) => fetch(`${server.url}/api/v1/${path}`, { headers })
  const series = 'egov.documents-incoming@tn2025-25459'
  const seen = await waitUntil('the figure is there', async () => {
    const answer = await get(`samples/${encodeURIComponent(series)}/lineage`)
    return answer.status === 200 && Lineage.parse(await answer.json())
  }, { withinMs: 60_000, everyMs: 200 })
  expect(seen).toMatchObject({ noRecord: 'no-right', run: { rejects: [], raw: [{ state: 'hidden', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] } })
  expect(seen.record).toBeUndefined()
  expect((await get(`sources/egov/runs/${encodeURIComponent(seen.run?.id ?? '')}/raw/0`)).status).toBe(403)
  expect((await ask(series))?.record).toMatchObject({ pointer: '/vanBanDen' })
}, 120_000)

it('knows no way back from what was never told', async () => {
  expect(await ask('feedback.open@tn2025-25462', '2026-01-01T00:00:00.000Z')).toBeUndefined()
  const strange = await fetch(`${server.url}/api/v1/samples/no.such%40tn2025/lineage`)
  expect(strange.status).toBe(404)
  expect((await fetch(`${server.url}/api/v1/sources/tthc/runs/tthc%3Anone/raw/0`)).status).toBe(404)
})
