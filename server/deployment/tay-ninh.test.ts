import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { systems } from '../../connectors/index.ts'
import { formatFault } from './fault.ts'
import { type Deployment, loadDeployment } from './load-deployment.ts'

const LONGEST_SHORT = 22

let deployment: Deployment
beforeAll(async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error(outcome.faults.map(formatFault).join('\n'))
  deployment = outcome.deployment
})

it('holds the whole catalogue: 208 indicators of the departments, and our own', () => {
  const { indicators } = deployment.catalogue
  const own = /^(?:ioc\.(?:push-demo|memory-used|event-loop-delay|samples-per-second|clients)|dc\.(?:memory-used|network-in|load-1m))/
  expect(indicators.filter(({ id }) => !own.test(id))).toHaveLength(208)
  expect(new Set(indicators.map(({ domain }) => domain)).size).toBe(25)
})

it('gives each indicator a short name that fits a wall tile and is told apart within its domain', () => {
  const shorts = deployment.catalogue.indicators.map(({ id, domain, short }) => ({ id, domain, vi: short?.vi ?? '' }))
  expect(shorts.filter(({ vi }) => vi === '' || vi.length > LONGEST_SHORT)).toEqual([])
  expect(shorts.filter(({ domain, vi }, at) => shorts.findIndex((other) => other.domain === domain && other.vi === vi) !== at)).toEqual([])
})

it('names as owner an agency that is still there', () => {
  const { indicators, agencies } = deployment.catalogue
  const ended = new Set<string>(agencies.filter(({ validTo }) => validTo !== undefined).map(({ id }) => id))
  expect(indicators.filter(({ owner }) => ended.has(owner)).map(({ id }) => id)).toEqual([])
})

it('has a band only where it has limits for it, and critical beyond warn', () => {
  for (const { id, direction, warn, critical } of deployment.catalogue.indicators) {
    if (direction === 'band') expect([id, typeof warn]).toEqual([id, 'object'])
    if (direction === 'none') expect([id, warn, critical]).toEqual([id, undefined, undefined])
    if (typeof warn !== 'number' || typeof critical !== 'number') continue
    expect([id, direction === 'higher' ? critical < warn : critical > warn]).toEqual([id, true])
  }
})

it('holds both eras: three tiers of two provinces until 30/06/2025, two tiers of one since', () => {
  const { localities } = deployment.catalogue
  const on = (day: string, level: string, era: string) =>
    localities.filter((one) => one.level === level && one.id.startsWith(era) && (one.validFrom ?? '') <= day && day <= (one.validTo ?? '9999')).length
  const counts = (day: string) => ['tn2023', 'la2023', 'tn2025'].map((era) => ['province', 'district', 'commune'].map((level) => on(day, level, era)))
  expect(counts('2025-06-30')).toEqual([[1, 9, 94], [1, 15, 186], [0, 0, 0]])
  expect(counts('2025-07-01')).toEqual([[0, 0, 0], [0, 0, 0], [1, 0, 96]])
  expect(localities.filter(({ level, code }) => level === 'province' && code === '80').map(({ id }) => id)).toEqual(['tn2025', 'la2023'])
})

it('leads each old commune to a new one, and each new one back to an old one', () => {
  const communes = deployment.catalogue.localities.filter(({ level }) => level === 'commune')
  const reached = new Set(communes.flatMap(({ successors }) => successors))
  expect(communes.filter(({ validTo, successors }) => (validTo === undefined) !== (successors.length === 0))).toEqual([])
  expect(communes.filter(({ id, validTo }) => validTo === undefined && !reached.has(id))).toEqual([])
})

it('gives each commune of either era its People’s Committee', () => {
  const { localities, agencies } = deployment.catalogue
  const governed = new Set<string | undefined>(agencies.map(({ locality }) => locality))
  const ours = localities.filter(({ id, level }) => level !== 'province' && !id.startsWith('la2023'))
  expect(ours.filter(({ id }) => !governed.has(id))).toEqual([])
})

it('says on which paper each target rests, and calls an estimate one', () => {
  for (const { indicator, basis } of deployment.catalogue.targets) expect([indicator, basis]).toEqual([indicator, expect.stringMatching(/ước tính|QĐ|Kế hoạch|Mức |Mục tiêu|Dự toán|Khoảng/i)])
})

it('knows the days off and the days worked in exchange of 2025 to 2027', () => {
  const { holidays, makeUpDays } = deployment.calendar
  const inYear = (year: string) => [holidays, makeUpDays].map((days) => days.filter(({ day }) => day.startsWith(year)).length)
  expect(['2025', '2026', '2027'].map(inYear)).toEqual([[5, 1], [5, 2], [5, 0]])
})
