import { type CurvePoint, type Indicator, type IndicatorId, parseFormula } from '#contract'
import { type Compiled, compileFormula } from './compile-formula.ts'

/** One definition, ready to compute, and from when it holds. */
export interface Version extends Compiled {
  /** The day it holds from, as its name; absent: from ever. */
  from: string | undefined
  fromAt: number
  /** When each of what it needs is due. */
  rules: readonly (Indicator['due'] | undefined)[]
}

/** How one indicator is made here: by formula, from the communes, or both. */
export interface Plan {
  indicator: Indicator
  /** Its place in an order in which every plan comes after all it needs. */
  order: number
  /** The latest first. */
  versions: readonly Version[]
  /** For a district or a province, of what its communes tell or were given. */
  gather: 'sum' | 'max' | 'mean' | undefined
  /** What any of its versions reads. */
  needs: readonly IndicatorId[]
  /** Itself alone, which a whole gathers, and when it is due. */
  own: readonly IndicatorId[]
  ownRules: readonly Indicator['due'][]
  /** By some version the rate of a whole comes from the sums of its communes. */
  isWeighed: boolean
}

/** What an indicator is to others here; found once for each series, for it is asked for at each value. */
export interface Role {
  users: readonly Plan[]
  plan: Plan | undefined
  rule: Indicator['due'] | undefined
  /** Must what it tells be held? */
  isInput: boolean
  /** How far back it must be held for means over hours. */
  hoursMs: number
}

/** Which plans there are, in order, and which must be looked at again when an indicator has news. */
export interface Graph {
  plans: readonly Plan[]
  planOf(indicator: string): Plan | undefined
  roleOf(indicator: string): Role
}

const GATHERED: readonly string[] = ['sum', 'max', 'mean']

/** The formulas have been checked with the deployment; one that cannot be read all the same makes nothing. */
export function planGraph(indicators: readonly Indicator[], curvePoints: readonly CurvePoint[], startOf: (day: string) => number): Graph {
  const curves = new Map<string, CurvePoint[]>()
  for (const point of curvePoints) curves.set(point.curve, [...(curves.get(point.curve) ?? []), point])
  const byId = new Map<string, Indicator>(indicators.map((indicator) => [indicator.id, indicator]))
  const compiled = new Map<string, Version[]>(indicators.map((indicator) => [indicator.id, versionsOf(indicator).flatMap(({ from, formula }): Version[] => {
    const parsed = parseFormula(formula)
    if (!parsed.ok) return []
    const one = compileFormula(parsed.formula, curves)
    return [{ ...one, from, fromAt: from === undefined ? -Infinity : startOf(from), rules: one.needs.map((id) => byId.get(id)?.due) }]
  })]))
  const plans = inOrder(indicators, (id) => needsOf(compiled.get(id))).flatMap((indicator, order): Plan[] => {
    const versions = compiled.get(indicator.id) ?? []
    const gather = indicator.level === 'commune' && GATHERED.includes(indicator.aggregation) ? (indicator.aggregation as Plan['gather']) : undefined // one of GATHERED
    return versions.length === 0 && gather === undefined ? [] : [{
      indicator, order, versions: versions.toReversed(), gather, needs: needsOf(versions), own: [indicator.id], ownRules: [indicator.due],
      isWeighed: indicator.level === 'commune' && gather === undefined && versions.some(({ isRatio }) => isRatio),
    }]
  })
  const planBy = new Map<string, Plan>(plans.map((plan) => [plan.indicator.id, plan]))
  const users = new Map<string, Plan[]>()
  const hoursMs = new Map<string, number>()
  for (const plan of plans) {
    for (const id of plan.needs) users.set(id, [...(users.get(id) ?? []), plan])
    for (const { hoursOf } of plan.versions) for (const [id, ms] of hoursOf) hoursMs.set(id, Math.max(ms, hoursMs.get(id) ?? 0))
  }
  const roleOf = (id: string): Role => ({
    users: users.get(id) ?? [], plan: planBy.get(id), rule: byId.get(id)?.due, isInput: users.has(id) || planBy.has(id), hoursMs: hoursMs.get(id) ?? 0,
  })
  const roles = new Map<string, Role>(indicators.map(({ id }) => [id, roleOf(id)]))
  return {
    plans,
    planOf: (indicator) => planBy.get(indicator),
    roleOf: (indicator) => roles.get(indicator) ?? roleOf(indicator),
  }
}

const versionsOf = ({ formula, formulas }: Indicator): { from?: string | undefined; formula: string }[] => formulas ?? (formula === undefined ? [] : [{ formula }])
const needsOf = (versions: readonly Compiled[] = []): IndicatorId[] => [...new Set(versions.flatMap(({ needs }) => needs))]

/** Each after all it needs; circles were refused with the deployment and only end the walk here. */
function inOrder(indicators: readonly Indicator[], needsOf: (id: string) => readonly string[]): Indicator[] {
  const byId = new Map<string, Indicator>(indicators.map((indicator) => [indicator.id, indicator]))
  const done = new Set<Indicator>()
  const seen = new Set<string>()
  function walk(id: string): void {
    const indicator = byId.get(id)
    if (indicator === undefined || seen.has(id)) return
    seen.add(id)
    for (const need of needsOf(id)) walk(need)
    done.add(indicator)
  }
  for (const { id } of indicators) walk(id)
  return [...done]
}
