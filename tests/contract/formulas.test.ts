import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { daysOfPeriod, type Indicator, indicatorsOf, type KeptSample, parseFormula, type SeriesName } from '#contract'
import { systems } from '../../connectors/index.ts'
import { loadDeployment } from '../../server/deployment/index.ts'
import { type Book, createBook } from '../../server/derive/book.ts'
import { makeProvince, type Province } from '../../server/province.ts'

const NOW = Date.UTC(2026, 10, 26, 3)
const HOUR_MS = 3_600_000

let province: Province
beforeAll(async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error('the deployment has faults')
  province = makeProvince({ ...outcome.deployment, sources: [] }, true)
})

/** A book at one moment, and what it says last of each series. */
function openBook(): { book: Book; tell(series: string, value: number, more?: object): void; told(): Map<string, { value: number; of: string }> } {
  const book = createBook({
    clock: { now: () => NOW, after: () => () => {}, every: () => () => {} }, catalogue: () => province.catalogue, curves: () => province.deployment.curves,
    dueOf: province.due.dueOf, holdsAt: province.holdsAt, startOf: province.startOf,
  })
  const said = new Map<string, { value: number; of: string }>()
  return {
    book,
    tell: (series, value, more = {}) => book.take({ series: series as SeriesName, at: NOW, value, source: 'real', run: 'real:1', receivedAt: NOW, ...more } as KeptSample), // brands apart
    told() {
      for (const { series, value, coverage } of [...book.compute().values()].flat()) said.set(series, { value: Number(value), of: coverage === undefined ? '' : `${coverage.reported}/${coverage.expected}` })
      return said
    },
  }
}

const versionsOf = ({ formula, formulas }: Indicator): string[] => formulas?.map((one) => one.formula) ?? (formula === undefined ? [] : [formula])
const needsOf = (text: string): string[] => {
  const parsed = parseFormula(text)
  return parsed.ok ? indicatorsOf(parsed.formula) : []
}

describe('the formulas of Tây Ninh', () => {
  it('all give a figure where their parts are told', () => {
    const made = province.catalogue.indicators.filter((indicator) => versionsOf(indicator).length > 0)
    expect(made.length).toBeGreaterThanOrEqual(22)
    const missing = made.filter((indicator) => {
      const { tell, told } = openBook()
      const subject = indicator.level === 'site' ? 'site.any' : 'tn2025'
      const needs = versionsOf(indicator).flatMap(needsOf)
      for (let hour = 24; hour >= 0; hour -= 1) for (const need of needs) tell(`${need}@${subject}`, 10 + 7.5, { at: NOW - hour * HOUR_MS })
      return !told().has(`${indicator.id}@${subject}`)
    })
    // Of 17,5 points those groups of the 766 index that have fewer are wrong: no total. All others compute.
    expect(missing.map(({ id }) => id)).toEqual(['index766.total'])
  })

  it('add up the 766 index of 2025 to 77,0, and refuse a group beyond its points', () => {
    const groups = { transparency: 18, progress: 18.9, 'online-service': 8.1, 'online-payment': 8.6, satisfaction: 12, digitisation: 11.4 }
    const { book, tell, told } = openBook()
    for (const [group, value] of Object.entries(groups)) tell(`index766.${group}@tn2025`, value)
    expect(told().get('index766.total@tn2025')?.value).toBe(77)
    tell('index766.satisfaction@tn2025', 18.4)
    expect(told().get('index766.total@tn2025')?.value).toBe(77)
    expect(book.whyNot('index766.total@tn2025' as SeriesName)).toEqual({ why: 'outside', what: 'within' })
  })

  it('take what the departments deliver of the province before sums of its communes, and leave delivered rates alone', () => {
    const { tell, told } = openBook()
    tell('tthc.dossiers-received@tn2025', 400, { coverage: { reported: 92, expected: 96 } })
    tell('tthc.dossiers-received-online@tn2025', 300, { coverage: { reported: 92, expected: 96 } })
    tell('tthc.dossiers-received@tn2025-25459', 10)
    tell('tthc.dossiers-received-online@tn2025-25459', 9)
    tell('tthc.on-time-rate@tn2025', 99)
    tell('tthc.dossiers-resolved@tn2025', 10)
    tell('tthc.dossiers-resolved-on-time@tn2025', 5)
    expect(told().get('dvc.online-submission-rate@tn2025')).toEqual({ value: 75, of: '92/96' })
    expect(told().get('dvc.online-submission-rate@tn2025-25459')).toEqual({ value: 90, of: '' })
    expect(told().has('tthc.on-time-rate@tn2025')).toBe(false)
  })

  it('roll figures of before the merger up to the districts and the province of their time, and to no other', () => {
    const { tell, told } = openBook()
    const old = province.catalogue.localities.filter(({ id, level }) => level === 'commune' && id.startsWith('tn2023-')).map(({ id }) => id)
    const at = Date.UTC(2025, 4, 31, 10)
    for (const commune of old) tell(`egov.documents-incoming@${commune}`, 2, { at })
    const sums = told()
    expect(sums.get('egov.documents-incoming@tn2023')).toEqual({ value: 188, of: '94/94' })
    expect(sums.get('egov.documents-incoming@tn2023-703')).toEqual({ value: 20, of: '10/10' })
    expect([...sums.keys()].filter((series) => series.startsWith('egov.documents-incoming@')).length).toBe(10)
    tell(`egov.documents-incoming@${old[0]}`, 5, { at })
    expect(told().get('egov.documents-incoming@tn2023')).toEqual({ value: 191, of: '94/94' })
  })

  it('bring a correction of a month long past into that month’s rate', () => {
    const { tell, told } = openBook()
    for (const [month, day] of [['2026-09', 8], ['2026-10', 9]] as const) tell('dx.capital-disbursed@tn2025', month === '2026-09' ? 80 : 100, { period: month, at: Date.UTC(2026, day, 15) })
    tell('dx.capital-plan@tn2025', 200, { period: '2026', at: Date.UTC(2026, 0, 5) })
    expect(told().get('dx.capital-disbursement-rate@tn2025')?.value).toBeDefined()
    tell('dx.capital-disbursed@tn2025', 90, { period: '2026-09', at: Date.UTC(2026, 8, 15) })
    expect(told().get('dx.capital-disbursement-rate@tn2025')?.value).toBe(45)
  })
})

it.each([
  ['soc.systems-level-approved-rate', '2026-11', '2026-10-15', '2026-11-14'],
  ['party.orgs-on-platform-rate', '2026-01', '2025-12-15', '2026-01-14'],
  ['eco.public-investment-disbursed', '2026', '2026-01-01', '2027-01-31'],
  ['eco.disbursement-rate', '2026', '2026-01-01', '2027-01-31'],
  ['dx.capital-disbursed', '2026', '2026-01-01', '2027-01-31'],
  ['eco.budget-revenue', '2026-11', '2026-11-01', '2026-11-30'],
])('counts %s of %s from %s to %s', (id, period, first, last) => {
  expect(daysOfPeriod(period, province.catalogue.indicators.find((one) => one.id === id)?.periods)).toEqual({ first, last })
})
