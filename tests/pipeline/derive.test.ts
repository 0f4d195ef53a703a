import { afterAll, beforeAll, expect, it } from 'vitest'
import { LiveAnswer, type LiveValue, SeriesAnswer } from '#contract'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { copyDeployment, type CopiedDeployment, withDue } from '../support/copied-deployment.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

let departments: Departments
let deployment: CopiedDeployment
let server: TestServer

beforeAll(async () => {
  departments = await startDepartments()
  await untilAfternoon()
  deployment = await copyDeployment()
  await deployment.edit('indicators.csv', withDue(/^egov\./, 'every 4s grace 1s'))
  await deployment.edit('sources/egov.yaml', (text) => text.replace(/every: \w+/, 'every: 1s'))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, TEST_DEPARTMENTS_URL: departments.url, LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
  await departments?.stop()
})

async function control(change: object): Promise<{ playedNow: string }> {
  const response = await fetch(`${departments.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) })
  return (await response.json()) as { playedNow: string } // the player's own words
}

/** A working day's afternoon in the played world, whatever the hour and the day here: documents have come and gone. */
async function untilAfternoon(): Promise<void> {
  await control({ speed: 3_600 })
  await waitUntil('it is afternoon', async () => {
    const local = new Date(Date.parse((await control({})).playedNow) + 7 * 3_600_000)
    return local.getUTCHours() >= 14 && local.getUTCHours() < 17 && local.getUTCDay() > 0 && local.getUTCDay() < 6
  }, { withinMs: 100_000, everyMs: 100 })
  await control({ speed: 1 })
}

async function read(): Promise<Map<string, LiveValue>> {
  const answer = LiveAnswer.parse(await (await fetch(`${server.url}/api/v1/live?feeds=egov,tthc,dvc`)).json())
  return new Map(answer.values.map((value): [string, LiveValue] => [value.series, value]))
}

const of = (values: Map<string, LiveValue>, indicator: string): LiveValue[] => [...values.values()].filter(({ series }) => series.startsWith(`${indicator}@tn2025-`))

it('gives the province what only its communes report: with coverage, weighed by the parts, and marked as simulated', async () => {
  const values = await waitUntil('the sum of one round is there', async () => {
    const now = await read()
    const sum = now.get('egov.documents-outgoing@tn2025')
    const parts = of(now, 'egov.documents-outgoing')
    return sum !== undefined && parts.length > 0 && sum.value === parts.reduce((total, { value }) => total + Number(value), 0) && sum.coverage?.reported === parts.length && now
  }, { withinMs: 60_000, everyMs: 200 })
  expect(values.get('egov.documents-outgoing@tn2025')).toMatchObject({ source: 'derive-simulated', coverage: { expected: 96 } })
  const rate = await waitUntil('the rate fits its parts', async () => {
    const now = await read()
    const [signed, all, told] = ['signed', 'outgoing', 'signed-rate'].map((one) => now.get(`egov.documents-${one}@tn2025`)?.value)
    return typeof told === 'number' && Math.abs(told - (100 * Number(signed)) / Number(all)) < 0.001 && told
  }, { withinMs: 60_000, everyMs: 200 })
  expect(rate).toBeGreaterThan(0)
}, 150_000)

it('leaves a figure alone that a department tells itself', async () => {
  const values = await waitUntil('the one-stop office has told', async () => {
    const now = await read()
    return now.has('tthc.dossiers-received@tn2025') && now
  }, { withinMs: 60_000 })
  expect(['tthc', 'tthc-hourly']).toContain(values.get('tthc.dossiers-received@tn2025')?.source)
})

it('computes a rate of another domain from what one department tells, of the province and of each commune, with its coverage', async () => {
  await waitUntil('both are there and fit their parts', async () => {
    const now = await read()
    const fits = (subject: string): boolean => {
      const [rate, online, all] = ['dvc.online-submission-rate', 'tthc.dossiers-received-online', 'tthc.dossiers-received'].map((id) => now.get(`${id}@${subject}`))
      return rate?.source === 'derive-simulated' && rate.coverage?.expected === all?.coverage?.expected && Math.abs(Number(rate.value) - (100 * Number(online?.value)) / Number(all?.value)) < 0.01
    }
    return fits('tn2025') && fits('tn2025-25459')
  }, { withinMs: 60_000, everyMs: 200 })
}, 90_000)

it('says the coverage of a rolled-up figure wherever it is asked for: live, past, hour by hour and in the file', async () => {
  const of96 = (coverage: { reported: number; expected: number } | undefined) => `${coverage?.reported}/${coverage?.expected} địa bàn`
  await waitUntil('all four say the same', async () => {
    const live = (await read()).get('egov.documents-outgoing@tn2025')?.coverage
    const past = async (query: string) => fetch(`${server.url}/api/v1/series/egov.documents-outgoing/tn2025?${query}`)
    const [raw, hourly] = await Promise.all(['step=raw', 'step=1h'].map(async (query) => SeriesAnswer.parse(await (await past(query)).json()).samples.at(-1)?.coverage))
    const file = (await (await past('step=raw&format=csv')).text()).trimEnd().split('\r\n').at(-1) ?? ''
    return live?.expected === 96 && live.reported > 0 && of96(raw) === of96(live) && of96(hourly) === of96(live) && file.includes(`;${of96(live)};`)
  }, { withinMs: 30_000, everyMs: 200 })
}, 60_000)
