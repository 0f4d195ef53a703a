import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { Catalogue, SubjectId } from '#contract'
import { normalise } from '#kit'
import { selectSeries } from '../../client/live/index.ts'
import { findSystem, systems } from '../../connectors/index.ts'
import { type Deployment, formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { loadContext } from './load-context.ts'

const TODAY = '2026-10-15'
const LAST_OF_2023 = '2025-06-30'

let catalogue: Catalogue
let deployment: Deployment
beforeAll(async () => {
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: true })
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'))
  deployment = loaded.deployment
  catalogue = { ...deployment.catalogue, demo: true, sources: [] }
})

const subjects = (indicator: string, of: string, day: string, level: 'commune' | 'site' = 'commune') =>
  selectSeries({ indicator, level, of }, catalogue, day).map((series) => series.slice(series.indexOf('@') + 1))

it('expects of a wall of today the 96 communes of today and no other', () => {
  const expected = subjects('tthc.on-time-rate', 'tn2025', TODAY)
  expect(expected).toHaveLength(96)
  expect(expected.filter((id) => !id.startsWith('tn2025-'))).toEqual([])
  expect(subjects('tthc.on-time-rate', 'tn2023', TODAY)).toEqual([])
})

it('expects the 94 communes of 2023, through their districts, up to their last day', () => {
  expect(subjects('tthc.on-time-rate', 'tn2023', LAST_OF_2023)).toHaveLength(94)
  expect(subjects('tthc.on-time-rate', 'tn2023-703', LAST_OF_2023)).toHaveLength(10)
  expect(subjects('tthc.on-time-rate', 'tn2025', LAST_OF_2023)).toEqual([])
})

it('expects several figures of each commune one commune after the other, and the nine districts of 2023 on their own days', () => {
  const query = { indicators: ['tthc.on-time-rate', 'index766.total'], level: 'commune' as const, of: 'tn2025' }
  const series = selectSeries(query, catalogue, TODAY)
  expect(series).toHaveLength(192)
  expect(series.slice(0, 2).map((one) => one.split('@')[1])).toEqual([series[0]?.split('@')[1], series[0]?.split('@')[1]])
  expect(series.slice(0, 2).map((one) => one.split('@')[0])).toEqual(query.indicators)
  const districts = { indicator: 'tthc.on-time-rate', level: 'district' as const, of: 'tn2023' }
  expect(selectSeries(districts, catalogue, LAST_OF_2023)).toHaveLength(9)
  expect(selectSeries(districts, catalogue, TODAY)).toEqual([])
})

it('expects of each site only those of several figures that its kind measures', () => {
  const series = selectSeries({ indicators: ['env.pm25-1h', 'env.wqi'], level: 'site', of: 'tn2025' }, catalogue, TODAY)
  expect(series.filter((one) => one.startsWith('env.pm25-1h@'))).toHaveLength(6)
  expect(series.filter((one) => one.startsWith('env.wqi@'))).toHaveLength(9)
})

it('expects a site’s figure only of the kind of site that measures it', () => {
  expect(subjects('env.pm25-1h', 'tn2025', TODAY, 'site')).toHaveLength(6)
  expect(subjects('env.wqi', 'tn2025', TODAY, 'site')).toHaveLength(9)
  expect(subjects('dc.room-temperature', 'tn2025', TODAY, 'site')).toEqual(['site.data-centre'])
})

it('has a site for whatever is measured at one, as far as its places are known', () => {
  const unknown = catalogue.indicators.filter(({ id, level }) => level === 'site' && subjects(id, 'tn2025', TODAY, 'site').length === 0).map(({ id }) => id)
  expect(unknown).toEqual([])
})

it('takes a figure of an old area for its own time only, and a new area’s code only since it holds', async () => {
  const context = { ...(await loadContext()), receivedAt: Date.parse(`${TODAY}T08:00:00Z`) }
  const push = findSystem('push-demo')
  if (push === undefined) throw new Error('no push-demo')
  const system = { ...push, readings: [] }
  const reading = (indicator: string, subject: string, at: string) => {
    const { samples, rejects } = normalise({ system, records: [{ indicator, subject, at, value: 5 }], context })
    return samples[0]?.series ?? rejects[0]?.code
  }
  expect(reading('tthc.dossiers-received', 'tn2023-25459', '2026-10-15T07:00:00Z')).toBe('unknown-subject')
  expect(reading('tthc.dossiers-received', 'tn2023-25459', '2025-06-30T07:00:00Z')).toBe('tthc.dossiers-received@tn2023-25459')
  expect(reading('tthc.dossiers-received', 'tn2025-25459', '2025-06-30T07:00:00Z')).toBe('unknown-subject')
  expect(reading('eco.grdp-growth', 'tn2023', '2023-12-31T07:00:00Z')).toBe('eco.grdp-growth@tn2023')
  expect(reading('eco.grdp-growth', 'tn2025-25459', '2026-10-15T07:00:00Z')).toBe('not-of-this-source')
  // The code both eras use means today's ward.
  expect(context.localityByCode('25459')).toBe('tn2025-25459' as SubjectId)
})
