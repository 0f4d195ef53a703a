import { type CountedPeriods, type CurvePoint, FORMULA_FUNCTIONS, type Formula, type FormulaVersion, type Indicator, indicatorsOf, type LegalBasis, parseFormula, partsOf, type Text } from '#contract'
import { type Fault, faultAt, type Held, noSuchIndicator, type Place, type Placed } from './fault.ts'

export interface FormulaParts {
  indicators: Held<Indicator>
  formulas: Held<FormulaVersion>
  curves: Held<CurvePoint>
  periods: Held<CountedPeriods>
  bases: Held<LegalBasis>
}

/** Where a formula stands and what came of reading it. */
interface Read {
  indicator: string
  place: Place
  formula: Formula
}

/** Every formula can be read, asks for things that are there, and never for itself, not even by way of others. */
export function checkFormulas({ indicators, formulas, curves, periods, bases }: FormulaParts, faults: Fault[]): void {
  const known = functionsOf(curves)
  const read: Read[] = []
  const take = (indicator: string, text: string, place: Place) => {
    const parsed = parseFormula(text)
    if (parsed.ok) {
      read.push({ indicator, place, formula: parsed.formula })
      checkParts(parsed.formula, { indicators, known }, (at, text) => faults.push(faultAt(place, placed(at, text))))
    } else faults.push(faultAt(place, placed(parsed.at, { vi: `công thức sai: ${parsed.fault.vi}`, en: `wrong formula: ${parsed.fault.en}` })))
  }
  for (const { value, place } of indicators.all) if (value.formula !== undefined) take(value.id, value.formula, place('formula'))
  for (const { value, place } of [...formulas.all, ...periods.all, ...bases.all]) {
    if (!indicators.has(value.indicator)) faults.push(faultAt(place('indicator'), noSuchIndicator(value.indicator)))
  }
  for (const [i, { value, place }] of bases.all.entries()) {
    if (bases.all.findIndex((one) => one.value.indicator === value.indicator) < i) faults.push(faultAt(place('indicator'), { vi: `chỉ số "${value.indicator}" đã có căn cứ ở dòng trên; ghi chung một dòng`, en: `"${value.indicator}" has a basis in a row above; write both in one` }))
  }
  for (const { value, place } of formulas.all) take(value.indicator, value.formula, place('formula'))
  checkVersions({ indicators, formulas }, faults)
  checkLoops(read, faults)
  checkCurves(curves.all, faults)
}

const placed = (at: number, { vi, en }: Text): Text => ({ vi: `${vi} (ký tự ${at + 1} của công thức)`, en: `${en} (character ${at + 1} of the formula)` })

type Functions = ReadonlyMap<string, (typeof FORMULA_FUNCTIONS)[string]>

function functionsOf(curves: Held<CurvePoint>): Functions {
  const made = new Map(Object.entries(FORMULA_FUNCTIONS))
  for (const { value } of curves.all) made.set(value.curve, { least: 1, most: 1 })
  return made
}

function checkParts(formula: Formula, { indicators, known }: { indicators: Held<Indicator>; known: Functions }, tell: (at: number, text: Text) => void): void {
  for (const part of partsOf(formula)) {
    if (part.kind === 'indicator' && !indicators.has(part.id)) tell(part.at, noSuchIndicator(part.id))
    if (part.kind !== 'call') continue
    const called = known.get(part.name)
    if (called === undefined) {
      tell(part.at, { vi: `không có hàm hay đường cong "${part.name}"; có: ${[...known.keys()].join(', ')}`, en: `no such function or curve: "${part.name}"` })
      continue
    }
    const { least, most, hoursOf = [] } = called
    const count = part.over.length
    if (count < least || count > most) tell(part.at, { vi: `${part.name} cần ${least === most ? least : `${least} đến ${most}`} giá trị, đang có ${count}`, en: `${part.name} takes ${least} to ${most} values, found ${count}` })
    for (const index of hoursOf) if (part.over[index] !== undefined && part.over[index].kind !== 'indicator') tell(part.at, { vi: `giá trị thứ ${index + 1} của ${part.name} phải là một {chỉ số}`, en: `value ${index + 1} of ${part.name} must be an {indicator}` })
  }
}

/** A later definition needs the day from which it holds; two from one day would leave it open which. */
function checkVersions({ indicators, formulas }: Pick<FormulaParts, 'indicators' | 'formulas'>, faults: Fault[]): void {
  const based = new Set<string>(indicators.all.filter(({ value }) => value.formula !== undefined).map(({ value }) => value.id))
  const seen = new Set<string>()
  for (const { value: { indicator, from = '' }, place } of formulas.all) {
    const key = `${indicator} ${from}`
    if (from === '' && based.has(indicator)) faults.push(faultAt(place('from'), { vi: 'cần ngày có hiệu lực: công thức từ đầu đã có trong indicators.csv', en: 'needs the day from which it holds: the first one stands in indicators.csv' }))
    else if (seen.has(key)) faults.push(faultAt(place('from'), { vi: 'đã có một công thức của chỉ số này từ cùng ngày', en: 'another formula of it holds from the same day' }))
    seen.add(key)
  }
}

/** Over all versions together: what holds together on no day is not worth telling apart. */
function checkLoops(read: readonly Read[], faults: Fault[]): void {
  const needs = new Map<string, string[]>()
  for (const { indicator, formula } of read) needs.set(indicator, [...(needs.get(indicator) ?? []), ...indicatorsOf(formula)])
  const done = new Set<string>()
  const way: string[] = []
  function walk(id: string): string[] | undefined {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id]
    if (done.has(id)) return undefined
    way.push(id)
    const loop = (needs.get(id) ?? []).map(walk).find((found) => found !== undefined)
    way.pop()
    done.add(id)
    return loop
  }
  for (const { indicator, place } of read) {
    const loop = walk(indicator)
    if (loop !== undefined) faults.push(faultAt(place, { vi: `công thức đi vòng: ${loop.join(' → ')}`, en: `formulas go in a circle: ${loop.join(' -> ')}` }))
  }
}

function checkCurves(points: readonly Placed<CurvePoint>[], faults: Fault[]): void {
  const last = new Map<string, number>()
  for (const { value: { curve, x }, place } of points) {
    const before = last.get(curve)
    if (FORMULA_FUNCTIONS[curve] !== undefined) faults.push(faultAt(place('curve'), { vi: `"${curve}" đã là tên một hàm`, en: `"${curve}" is the name of a function` }))
    if (before !== undefined && x <= before) faults.push(faultAt(place('x'), { vi: `x phải tăng dần, trước đó là ${before}`, en: `x must rise, before it was ${before}` }))
    last.set(curve, x)
  }
  for (const { value: { curve }, place } of points) {
    if (points.filter((one) => one.value.curve === curve).length < 2) faults.push(faultAt(place('curve'), { vi: `đường cong "${curve}" cần ít nhất hai điểm`, en: `curve "${curve}" needs at least two points` }))
  }
}
