import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { type Freshness, freshnessAt } from '#contract'
import { systems } from '../connectors/index.ts'
import { formatFault, loadDeployment } from './deployment/index.ts'
import { makeProvince, type Province } from './province.ts'

let province: Province
beforeAll(async () => {
  // Addresses and secrets are not the matter here: what is configured is.
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../deployments/tay-ninh'), { systems, env: undefined, demo: true })
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'))
  province = makeProvince(loaded.deployment, true)
})

const local = (text: string): number => Date.parse(`${text}+07:00`)
function freshness(id: string, at: string, now: string): Freshness {
  const indicator = province.catalogue.indicators.find((one) => one.id === id)
  if (indicator === undefined) throw new Error(id)
  return freshnessAt(province.due.dueOf(indicator.due, local(at)), local(now))
}

it.each([
  ['2026-11-28T09:00', 'live'], // a Saturday three weeks later
  ['2026-12-07T12:00', 'live'], // 6 December is a Sunday
  ['2026-12-09T16:59', 'live'],
  ['2026-12-09T17:01', 'late'],
  ['2027-01-08T17:01', 'stale'],
])('a figure of the monthly table, closed on 6 November, is at %s %s', (now, expected) => {
  for (const id of ['eco.budget-revenue', 'eco.disbursement-rate', 'eco.new-enterprises']) expect([id, freshness(id, '2026-11-06T00:00', now)]).toEqual([id, expected])
})

it('leaves the quarterly and yearly figures of the same table their own rule, and daily ones of other sources theirs', () => {
  expect(freshness('eco.grdp-growth', '2026-10-06T00:00', '2026-12-31T09:00')).toBe('live')
  expect(freshness('eco.budget-revenue-plan-council', '2025-12-31T00:00', '2026-11-28T09:00')).toBe('live')
  expect(freshness('egov.documents-incoming', '2026-11-24T16:00', '2026-11-26T09:00')).toBe('late')
})
