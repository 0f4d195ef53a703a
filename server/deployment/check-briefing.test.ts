import { afterEach, expect, it } from 'vitest'
import { formatFault } from './fault.ts'
import { loadDeployment } from './load-deployment.ts'
import { makeTinyFolder, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let tiny: TinyFolder | undefined
afterEach(() => tiny?.remove())

const GOOD = `title: { vi: Hôm nay, en: Today }
lead: [a.rate@p1]
map: { indicator: a.rate, of: p1 }
locality: [a.rate]
domains:
  - { id: one, title: { vi: Một, en: One }, series: [a.rate@p1] }
`

async function load(briefing: string) {
  tiny = await makeTinyFolder({ 'briefing.yaml': briefing })
  const outcome = await loadDeployment(tiny.folder, { systems: TINY_SYSTEMS, env: TINY_ENV, demo: true })
  return outcome.ok ? outcome.deployment.briefing : outcome.faults.map(formatFault)
}

it('reads what leaders look at', async () => expect(await load(GOOD)).toMatchObject({ lead: ['a.rate@p1'], plans: [], domains: [{ id: 'one' }] }))

it.each([
  ['an unknown indicator', ['lead: [a.rate@p1]', 'lead: [a.rat@p1]'], 'briefing.yaml:2:8 không có chỉ số "a.rat" / no such indicator'],
  ['an unknown subject', ['series: [a.rate@p1]', 'series: [a.rate@p9]'], 'briefing.yaml:6:54 không có đối tượng "p9"'],
  ['a map of what no commune tells', ['indicator: a.rate,', 'indicator: a.heat,'], 'briefing.yaml:3:19 chỉ số "a.heat" không có số liệu từng xã'],
  ['points measured at no site', ['indicator: a.rate, of: p1', 'indicator: a.rate, of: p1, points: [{ id: heat, title: { vi: Nóng, en: Heat }, sites: [a.rate] }]'], 'briefing.yaml:3:95 chỉ số "a.rate" không đo tại điểm nào'],
  ['a row twice', ['lead: [a.rate@p1]', 'lead: [a.rate@p1, a.rate@p1]'], 'briefing.yaml:2:19 "a.rate@p1" có hai lần'],
  ['an entry nobody reads', ['locality:', 'boss: x\nlocality:'], 'briefing.yaml:4:1 không có mục nào tên "boss"'],
] as const)('tells %s by its place', async (_, [from, to], expected) => {
  expect(await load(GOOD.replace(from, to))).toEqual([expect.stringContaining(expected)])
})

it('tells by which figures agencies cannot be compared: they are not told by agency', async () => {
  const faults = await load(GOOD.replace('locality:', 'agencies: { onTime: a.rate, resolved: a.heat, kinds: [office] }\nlocality:'))
  expect(faults).toEqual([expect.stringContaining('briefing.yaml:4:21 chỉ số "a.rate" không có số liệu từng cơ quan'), expect.stringContaining('briefing.yaml:4:39 chỉ số "a.heat"')])
})
