import { type ComparedIndicator, type Indicator, indicatorsOf, type Locality, parseFormula, type Succession } from '#contract'
import { type Fault, faultAt, type Held, noSuchIndicator, type Placed } from './fault.ts'

export interface ComparisonParts {
  indicators: Held<Indicator>
  localities: Held<Locality>
  comparisons: Held<ComparedIndicator>
  successions: Held<Succession>
}

/** As a share is typed with a few digits. */
const ROUNDING = 0.001

/** Only what may be added is added over the eras, only rates are made of parts, and the shares of a split area come to the whole of it. */
export function checkComparisons({ indicators, localities, comparisons, successions }: ComparisonParts, faults: Fault[]): void {
  const rules = new Map(comparisons.all.map(({ value }) => [value.indicator, value.rule]))
  const seen = new Set<string>()
  for (const { value: { indicator, rule }, place } of comparisons.all) {
    if (seen.has(indicator)) faults.push(faultAt(place('indicator'), { vi: `"${indicator}" đã khai báo ở trên`, en: `"${indicator}" was given above` }))
    seen.add(indicator)
    const of = indicators.all.find(({ value }) => value.id === indicator)?.value
    if (of === undefined) {
      if (!indicators.has(indicator)) faults.push(faultAt(place('indicator'), noSuchIndicator(indicator)))
    } else if (rule === 'sum') checkAdditive(of, place, faults)
    else checkParts(of, rules, place, faults)
  }
  checkShares(localities, successions, faults)
}

function checkAdditive({ id, aggregation, kind }: Indicator, place: Placed<unknown>['place'], faults: Fault[]): void {
  if (aggregation === 'sum' && (kind === 'counter' || kind === 'gauge')) return
  faults.push(faultAt(place('rule'), { vi: `"${id}" không phải số cộng được (${kind}, ${aggregation}): chỉ số, điểm, trung vị không quy đổi qua hai thời kỳ`, en: `"${id}" cannot be added (${kind}, ${aggregation}): indices, scores and medians are not apportioned` }))
}

function checkParts({ id, formula, kind }: Indicator, rules: ReadonlyMap<string, string>, place: Placed<unknown>['place'], faults: Fault[]): void {
  const parsed = formula === undefined ? undefined : parseFormula(formula)
  if (kind !== 'rate' || parsed?.ok !== true) {
    faults.push(faultAt(place('rule'), { vi: `"${id}" không có công thức tử số chia mẫu số để tính lại`, en: `"${id}" has no formula of a numerator and a denominator to compute anew` }))
    return
  }
  for (const part of indicatorsOf(parsed.formula)) {
    if (rules.get(part) !== 'sum') faults.push(faultAt(place('rule'), { vi: `"${id}" tính từ "${part}", chỉ số ấy phải khai báo sum`, en: `"${id}" is computed from "${part}", which must be declared sum` }))
  }
}

function checkShares(localities: Held<Locality>, successions: Held<Succession>, faults: Fault[]): void {
  const byId = new Map(localities.all.map(({ value }) => [value.id as string, value]))
  const of = new Map<string, typeof successions.all>()
  for (const row of successions.all) of.set(row.value.predecessor, [...(of.get(row.value.predecessor) ?? []), row])
  for (const { value: { predecessor, successor }, place } of successions.all) {
    const area = byId.get(predecessor)
    if (area === undefined) faults.push(faultAt(place('predecessor'), { vi: `không có địa bàn "${predecessor}"`, en: `no such locality: "${predecessor}"` }))
    else if (!area.successors.includes(successor)) faults.push(faultAt(place('successor'), { vi: `"${successor}" không phải bên kế thừa của "${predecessor}" trong localities.csv`, en: `"${successor}" is no successor of "${predecessor}" in localities.csv` }))
  }
  for (const [predecessor, rows] of of) {
    const whole = rows.reduce((sum, { value }) => sum + value.share, 0)
    const [first] = rows
    const wanted = new Set(byId.get(predecessor)?.successors)
    for (const { value } of rows) wanted.delete(value.successor)
    if (first !== undefined && (Math.abs(whole - 1) > ROUNDING || wanted.size > 0)) {
      faults.push(faultAt(first.place('share'), { vi: `các phần của "${predecessor}" cộng lại ${Number(whole.toFixed(4))}, phải bằng 1 và đủ mọi bên kế thừa`, en: `the shares of "${predecessor}" come to ${Number(whole.toFixed(4))}, not to 1 over all its successors` }))
    }
  }
}
