import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { KeptSample } from '#contract'
import { systems } from '../../connectors/index.ts'
import { loadDeployment } from '../../server/deployment/index.ts'
import { evaluate } from '../../server/derive/index.ts'
import { createEras, type Eras } from '../../server/eras/index.ts'
import { makeProvince, type Province } from '../../server/province.ts'

const day = (text: string): number => Date.parse(`${text}T12:00:00+07:00`)
const FROM = day('2025-01-01')
const TO = day('2026-10-01')

let province: Province
let told: KeptSample[]
let eras: Eras<KeptSample>
beforeAll(async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error(outcome.faults.map(({ vi }) => vi).join('\n'))
  province = makeProvince({ ...outcome.deployment, sources: [] }, true)
  eras = createEras({
    facts: () => ({ catalogue: province.catalogue, successions: province.deployment.successions, startOf: province.startOf }),
    range: async ({ series, from, to }) => ({ reach: FROM, samples: told.filter((one) => one.series === series && from <= one.at && one.at <= to) }),
    compute: (formula, value) => evaluate(formula, { curves: [], value }), thin: (samples) => [...samples], freshnessOf: () => 'stale', stepOf: (at, stepMs) => Math.floor(at / stepMs),
  })
})

const sample = (series: string, value: number, period: string | undefined, at: string, more: object = {}): KeptSample =>
  ({ series, value, at: day(at), source: 'monthly-backfill', run: 'monthly-backfill:0', receivedAt: day(at), ...(period && { period }), ...more }) as KeptSample // branded ids

const ask = (series: string, from = FROM) => eras.range({ series: series as KeptSample['series'], from, to: TO, step: 'raw' })
const shown = ({ samples }: Awaited<ReturnType<typeof ask>>) => samples.map(({ value, period, apportioned }) => [period, value, apportioned?.parts])

it('adds the two provinces of before into today’s, where the indicator is declared to be added', async () => {
  told = [
    sample('eco.budget-revenue@tn2023', 1_000, '2025-05', '2025-05-31', { state: 'official' }), sample('eco.budget-revenue@la2023', 3_000.1, '2025-05', '2025-05-30', { state: 'preliminary' }),
    sample('eco.budget-revenue@tn2023', 1_100, '2025-06', '2025-06-30'), sample('eco.budget-revenue@tn2025', 4_500, '2025-07', '2025-07-31'),
  ]
  const answer = await ask('eco.budget-revenue@tn2025')
  // June is missing of Long An: no figure of one province passes for both.
  expect(shown(answer)).toEqual([['2025-05', 4_000.1, 2], ['2025-07', 4_500, undefined]])
  expect(answer.samples[0]).toMatchObject({ state: 'preliminary', at: day('2025-05-31') })
  expect(answer.boundaries).toEqual([{
    at: '2025-06-30T17:00:00.000Z', day: '2025-07-01', side: 'before', title: { vi: 'Trước 01/7/2025: 3 cấp', en: 'Before 01/07/2025: 3 tiers' }, rule: 'sum', subjects: ['tn2023', 'la2023'], incomplete: 1,
    reason: { vi: 'cộng nguyên 2 đơn vị cũ', en: '2 former units added whole' },
  }])
})

it('breaks for an index even where both provinces told it, and says why', async () => {
  told = [sample('eco.iip-growth@tn2023', 15.4, '2025-06', '2025-06-30'), sample('eco.iip-growth@la2023', 9, '2025-06', '2025-06-30'), sample('eco.iip-growth@tn2025', 14, '2025-07', '2025-07-31')]
  const answer = await ask('eco.iip-growth@tn2025')
  expect(shown(answer)).toEqual([['2025-07', 14, undefined]])
  expect(answer.boundaries).toMatchObject([{ rule: 'break', reason: { vi: 'chỉ số không khai báo cách quy đổi qua hai thời kỳ' } }])
})

it('takes a split commune by its declared share, and breaks where nobody declared one', async () => {
  const whole = province.catalogue.localities.filter(({ successors }) => successors.join() === 'tn2025-25498').map(({ id }) => id)
  told = [...whole, 'tn2023-25507'].map((id) => sample(`eco.budget-revenue@${id}`, 10, '2025-05', '2025-05-31'))
  const shared = await ask('eco.budget-revenue@tn2025-25498')
  expect(shown(shared)).toEqual([['2025-05', whole.length * 10 + 7, whole.length + 1]])
  expect(shared.boundaries[0]?.reason.vi).toContain('Xã Tân Phong × 0,7 (ước tính')
  const undeclared = await ask('eco.budget-revenue@tn2025-25510')
  expect(shown(undeclared)).toEqual([])
  expect(undeclared.boundaries).toMatchObject([{ rule: 'break', reason: { vi: 'chưa khai báo phần chia của Xã Mỏ Công, Xã Trà Vong' } }])
})

it('computes a rate anew from its parts, never as a mean of two rates, also where a plan is told once a year', async () => {
  told = [
    sample('eco.public-investment-disbursed@tn2023', 100, '2025-05', '2025-05-31'), sample('eco.public-investment-disbursed@la2023', 900, '2025-05', '2025-05-31'),
    sample('eco.public-investment-plan@tn2023', 1_000, '2025', '2025-01-05'), sample('eco.public-investment-plan@la2023', 3_000, '2025', '2025-01-05'),
    sample('eco.disbursement-rate@tn2023', 10, '2025-05', '2025-05-31'), sample('eco.disbursement-rate@la2023', 30, '2025-05', '2025-05-31'),
  ]
  const answer = await ask('eco.disbursement-rate@tn2025')
  expect(shown(answer)).toEqual([['2025-05', 25, 2]])
  expect(answer.boundaries[0]?.reason.vi).toBe('tính lại từ tử số và mẫu số, mỗi phần cộng nguyên 2 đơn vị cũ')
})

it('leads an apportioned figure back to the figures it was made of, and knows none where the series breaks', async () => {
  told = [sample('eco.budget-revenue@tn2023', 1_000, '2025-05', '2025-05-31'), sample('eco.budget-revenue@la2023', 3_000, '2025-05', '2025-05-30'), sample('eco.iip-growth@tn2023', 15, '2025-05', '2025-05-31')]
  const back = await eras.lineage('eco.budget-revenue@tn2025' as KeptSample['series'], day('2025-05-31'))
  expect(back).toMatchObject({ value: 4_000, origin: 'backfill', formula: { kind: 'apportioned', inputs: [{ series: 'eco.budget-revenue@tn2023', value: 1_000 }, { series: 'eco.budget-revenue@la2023', value: 3_000 }] } })
  expect(await eras.lineage('eco.iip-growth@tn2025' as KeptSample['series'], day('2025-05-31'))).toBeUndefined()
})

it('tells of an old area that it ended, and nothing where the span lies in one era', async () => {
  told = []
  expect((await ask('eco.budget-revenue@tn2023')).boundaries).toMatchObject([{ side: 'after', rule: 'break', title: { vi: 'Từ 01/7/2025: 2 cấp' }, subjects: ['tn2025'] }])
  expect((await ask('eco.budget-revenue@tn2025', day('2026-01-01'))).boundaries).toEqual([])
  expect((await ask('portal.availability@site.portal')).boundaries).toEqual([])
})
