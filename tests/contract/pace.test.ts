import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { KeptSample, SeriesName } from '#contract'
import { systems } from '../../connectors/index.ts'
import { loadDeployment } from '../../server/deployment/index.ts'
import { createPack } from '../../server/hub/snapshot.ts'
import { makeProvince, type Province } from '../../server/province.ts'

let province: Province
beforeAll(async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error('the deployment has faults')
  province = makeProvince({ ...outcome.deployment, sources: [] }, true)
})

const NAME = 'eco.disbursement-rate@tn2025' as SeriesName
const figure = (value: number, period: string, at: string, freshness: 'live' | 'stale' = 'live') =>
  ({ name: NAME, freshness, sample: { series: NAME, value, period, at: Date.parse(at), source: 'economy', run: 'economy:1', receivedAt: 0 } as KeptSample }) // branded ids

it('expects of the disbursement of public investment what the budget year to 31 January has gone', () => {
  expect(province.paceOf(figure(69.12, '2026-10', '2026-11-06T00:00:00+07:00'))).toEqual({ target: 95, expected: Number((95 * (304 / 396)).toPrecision(12)), status: 'good' })
  expect(province.paceOf(figure(80, '2026', '2027-01-20T00:00:00+07:00'))).toMatchObject({ expected: Number((95 * (385 / 396)).toPrecision(12)), status: 'watch' })
  expect(province.paceOf(figure(50, '2026-10', '2026-11-06T00:00:00+07:00'))?.status).toBe('bad')
})

it('does not judge what is out of date, and says no pace of what does not grow over a period', () => {
  expect(province.paceOf(figure(50, '2026-10', '2026-11-06T00:00:00+07:00', 'stale'))?.status).toBe('unknown')
  expect(province.paceOf({ ...figure(50, '2026-10', '2026-11-06T00:00:00+07:00'), name: 'eco.iip-growth@tn2025' as SeriesName })).toBeUndefined()
})

it('tells the pace beside the value to whoever asks for the living figures', async () => {
  const { name, sample, freshness } = figure(50, '2026-10', '2026-11-06T00:00:00+07:00')
  const series = { name, sample, freshness, due: { liveUntil: sample.at }, intro: [], wire: [] } as never // what is written of it
  const pack = createPack({ stand: { epoch: 'e', cursor: '1-0', at: 0, step: 0, system: {} } as never, set: { feeds: ['economy'], key: 'economy' } as never, series: [series], sources: [], paceOf: province.paceOf }) // likewise
  expect((await pack.written()).answer.values[0]?.pace).toMatchObject({ target: 95, status: 'bad' })
})
