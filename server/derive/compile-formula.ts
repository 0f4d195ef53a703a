import { type CurvePoint, type Formula, FORMULA_FUNCTIONS, type IndicatorId, indicatorsOf, partsOf } from '#contract'
import { FUNCTIONS, type Given, type Hour } from './functions.ts'
import { type NoValue, noValue } from './no-value.ts'

/** What a formula is computed from; the values of all its indicators are there. */
export interface Values {
  value(id: IndicatorId): number
  hours(id: IndicatorId, ms: number): readonly Hour[]
  asOf: number
}

/** A formula read once and computed often. */
export interface Compiled {
  needs: readonly IndicatorId[]
  /** Of these the last hours are wanted and not only one value. */
  hoursOf: ReadonlyMap<IndicatorId, number>
  /** Twice of everything gives the same: then, and only then, sums of its parts give the weighted rate of a whole. */
  isRatio: boolean
  compute(values: Values): number | NoValue
}

type Step = (values: Values) => number | NoValue
export type Curves = ReadonlyMap<string, readonly CurvePoint[]>
const HOUR_MS = 3_600_000

export function compileFormula(formula: Formula, curves: Curves): Compiled {
  const hoursOf = new Map<IndicatorId, number>()
  for (const part of partsOf(formula)) {
    if (part.kind !== 'call') continue
    const { hoursOf: places = [], hours = 0 } = FORMULA_FUNCTIONS[part.name] ?? {}
    for (const place of places) {
      const over = part.over[place]
      if (over?.kind === 'indicator') hoursOf.set(over.id, Math.max(hoursOf.get(over.id) ?? 0, hours * HOUR_MS))
    }
  }
  const needs = indicatorsOf(formula)
  return { needs, hoursOf, isRatio: needs.length > 0 && degreeOf(formula) === 0, compute: stepOf(formula, curves) }
}

/** By which power the result grows when all inputs grow alike; undefined where by none. */
function degreeOf(formula: Formula): number | undefined {
  switch (formula.kind) {
    case 'number':
      return 0
    case 'indicator':
      return 1
    case 'negative':
      return degreeOf(formula.of)
    case 'call':
      return formula.name === 'min' || formula.name === 'max' ? common(formula.over.map(degreeOf)) : undefined
    case 'binary':
    default: {
      const [left, right] = [degreeOf(formula.left), degreeOf(formula.right)]
      if (left === undefined || right === undefined) return undefined
      if (formula.operator === '*') return left + right
      return formula.operator === '/' ? left - right : common([left, right])
    }
  }
}

const common = (all: readonly (number | undefined)[]): number | undefined => (all.every((one) => one === all[0]) ? all[0] : undefined)

function stepOf(formula: Formula, curves: Curves): Step {
  switch (formula.kind) {
    case 'number':
      return () => formula.value
    case 'indicator':
      return (values) => values.value(formula.id)
    case 'negative': {
      const of = stepOf(formula.of, curves)
      return (values) => withAll([of(values)], ([one = NaN]) => -one)
    }
    case 'binary': {
      const [left, right] = [stepOf(formula.left, curves), stepOf(formula.right, curves)]
      const join = JOIN[formula.operator]
      return (values) => withAll([left(values), right(values)], ([a = NaN, b = NaN]) => join(a, b))
    }
    case 'call':
    default:
      return callOf(formula, curves)
  }
}

const JOIN: Record<'+' | '-' | '*' | '/', (a: number, b: number) => number | NoValue> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? noValue('zero-divisor', '/') : a / b),
}

function callOf({ name, over }: Extract<Formula, { kind: 'call' }>, curves: Curves): Step {
  const steps = over.map((one) => stepOf(one, curves))
  const { hoursOf: [place = -1] = [], hours = 0 } = FORMULA_FUNCTIONS[name] ?? {}
  const asked = over[place]
  const run = FUNCTIONS[name] ?? alongCurve(name, curves.get(name) ?? [])
  return (values) => withAll(steps.map((step) => step(values)), (all) => run({
    values: all, asOf: values.asOf, hours: asked?.kind === 'indicator' ? values.hours(asked.id, hours * HOUR_MS) : [],
  }))
}

/** The first that has no value, or what is made of all. */
function withAll(all: readonly (number | NoValue)[], make: (values: number[]) => number | NoValue): number | NoValue {
  for (const one of all) if (typeof one !== 'number') return one
  return make(all as number[]) // looked at just above
}

const alongCurve = (name: string, points: readonly CurvePoint[]) => ({ values: [x = NaN] }: Given): number | NoValue => {
  const upper = points.findIndex((point, index) => index > 0 && x <= point.x)
  const [low, high] = [points[upper - 1], points[upper]]
  if (low === undefined || high === undefined || x < low.x) return noValue('outside', name)
  return low.y + ((high.y - low.y) * (x - low.x)) / (high.x - low.x)
}
