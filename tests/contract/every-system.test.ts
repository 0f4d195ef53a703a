import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { findSystem, systems } from '../../connectors/index.ts'
import { type Deployment, formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { PROVINCE_SYSTEMS } from '../support/province-systems.ts'

/** No system of the province's list without a source, and no indicator of its catalogue without somebody who tells it. */
let deployment: Deployment
beforeAll(async () => {
  // Addresses and secrets are not the matter here: what is configured is.
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: true })
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'))
  deployment = loaded.deployment
})

/** Indicators the running sources of these ids read. */
const readBy = (ids: readonly string[]): Set<string> => new Set(deployment.sources.filter(({ id, enabled }) => enabled && ids.includes(id)).flatMap(({ system }) => (findSystem(system)?.readings ?? []).map(({ indicator }) => indicator)))

it.each(PROVINCE_SYSTEMS)('$name has a source that brings its indicators', ({ sources, indicators }) => {
  expect(sources.filter((id) => !deployment.sources.some((source) => source.id === id))).toEqual([])
  for (const id of sources) expect([...readBy([id])].filter((indicator) => indicators.test(indicator)), id).not.toEqual([])
})

it('names every source of the deployment but those of no department', () => {
  const named = new Set(PROVINCE_SYSTEMS.flatMap(({ sources }) => sources))
  expect(deployment.sources.map(({ id }) => id).filter((id) => !named.has(id)).sort()).toEqual(['host', 'push-demo'])
})

/**
 * Told by nobody yet: the IOC's own figures wait for what they count (alarms, reminders).
 */
const NOT_YET = [
  'ioc.alert-ack-minutes', 'ioc.alerts-open', 'ioc.alerts-resolved-on-time-rate', 'ioc.leader-active-days', 'ioc.reminders-year',
]

it('leaves no indicator of the catalogue without a source or a formula but those that are listed', () => {
  const read = readBy(deployment.sources.map(({ id }) => id))
  const told = deployment.catalogue.indicators.filter(({ id, formula, formulas }) => read.has(id) || formula !== undefined || formulas !== undefined).map(({ id }) => String(id))
  const silent = deployment.catalogue.indicators.filter(({ id, domain }) => domain !== 'push-demo' && !told.includes(id)).map(({ id }) => String(id))
  expect(silent.sort()).toEqual(NOT_YET)
})
