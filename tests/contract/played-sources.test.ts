import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Run, SourceId } from '#contract'
import { findDriver, findSystem, systems } from '../../connectors/index.ts'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { createMemoryBus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { configureSources, type ConfiguredSource, createRawStore } from '../../server/ingest/index.ts'
import { type PassDeps, runPass } from '../../server/ingest/pass.ts'
import { fetchFor, makeProvince } from '../../server/province.ts'

/** Files of `sources/` as they stand, asked by the real ingest: address guard, credentials, bookmark and all. */
const EXCHANGE = 'exchange' as SourceId // matches the schema
const PLAYED = ['exchange', 'portal', 'online-services', 'conference-sites', 'conference-calendar', 'call-centre']

let departments: Departments
let rawDir: string
let deps: PassDeps
let sources: Map<string, ConfiguredSource>
const bus = createMemoryBus({ clock: systemClock })

beforeAll(async () => {
  departments = await startDepartments()
  rawDir = await mkdtemp(path.join(tmpdir(), 'ioc-played-'))
  const env = { IOC_DEPARTMENTS_URL: departments.url, IOC_CONFERENCE_SNMP_URL: departments.bridgeUrl, IOC_HOST_EXPORTER_URL: departments.url, IOC_SELF_URL: departments.url, ...callCentre(departments) }
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env, demo: true })
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'))
  const province = makeProvince(loaded.deployment, true)
  sources = new Map(configureSources(loaded.deployment.sources, { findDriver, findSystem }).sources.map((source) => [source.info.id, source]))
  deps = {
    bus, clock: systemClock, fetchFor, contextFor: (one) => province.contextFor(one), onAccepted: () => undefined,
    rawStore: createRawStore({ dir: rawDir, instance: 'test', clock: systemClock, maxBytesPerSource: 10_000_000 }),
  }
})
afterAll(async () => {
  await departments.stop()
  await bus.close()
  await rm(rawDir, { recursive: true, force: true })
})

async function pass(id: string, change: Partial<ConfiguredSource['settings']> = {}): Promise<Run> {
  const source = sources.get(id)
  if (source === undefined) throw new Error(`${id} is no source`)
  const lease = await bus.acquire(`pass:${id}`, 60_000, 'test')
  if (lease === undefined) throw new Error('the lease is held')
  const { run } = await runPass({ ...source, settings: { ...source.settings, ...change } }, lease, deps, new AbortController().signal)
  await bus.release(lease, 'test')
  return run
}

const callCentre = ({ callCentre: { url, username, password, hostKey } }: Departments) => ({ IOC_CALL_CENTRE_URL: url, IOC_CALL_CENTRE_USER: username, IOC_CALL_CENTRE_PASSWORD: password, IOC_CALL_CENTRE_HOST_KEY: hostKey })

it.each(PLAYED)('reads %s by its own file, keeps its bytes, and rejects nothing', async (id) => {
  const run = await pass(id)
  expect(run.error).toBeUndefined()
  expect(run.rejected).toBe(0)
  expect(run.accepted).toBeGreaterThan(0)
  expect(run.raw.length).toBeGreaterThan(0)
})

it('asks the interchange again for late minutes only, and takes none of them twice', async () => {
  const first = JSON.parse((await bus.bookmark(EXCHANGE)) ?? '{}') as { askedTo?: number }
  const again = await pass('exchange')
  expect(again.accepted).toBeLessThan(40)
  expect(first.askedTo).toBeLessThanOrEqual((JSON.parse((await bus.bookmark(EXCHANGE)) ?? '{}') as { askedTo: number }).askedTo)
  const kept = (await bus.runs(EXCHANGE, 9)).map(({ accepted, unchanged }) => ({ accepted, unchanged }))
  expect(Math.max(...kept.map(({ unchanged }) => unchanged))).toBeGreaterThan(0)
})

it('goes to no device whose address the source does not allow', async () => {
  const run = await pass('conference-sites', { allow: ['10.0.0.0/8'] })
  expect(run.error).toMatchObject({ kind: 'config' })
  expect(run.accepted).toBe(0)
})

it('fetches no table of the exchange twice, and none while its door is closed', async () => {
  expect(await pass('call-centre')).toMatchObject({ accepted: 0, rejected: 0 })
  const ask = (department: string, fault: string) => fetch(`${departments.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ departments: { [department]: { fault } } }) })
  for (const [fault, outcome] of [['unauthorized', { error: { kind: 'auth' } }], ['down', { error: { kind: 'unreachable' } }], ['renamed-field', { accepted: 0, rejected: 1 }], ['unit-x1000', { accepted: 0, rejected: 1 }], ['none', { accepted: 1, rejected: 0 }]] as const) {
    await ask('call-centre', fault)
    expect(await pass('call-centre'), fault).toMatchObject(outcome)
  }
})
