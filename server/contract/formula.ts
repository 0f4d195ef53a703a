import * as z from 'zod'
import { IndicatorId } from './ids.ts'
import { Day, type Text } from './text.ts'

/** How a figure comes from others: `100 * {tthc.dossiers-resolved-on-time} / {tthc.dossiers-resolved}`. `at` is the place in the text, from 0. */
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'indicator'; id: IndicatorId; at: number }
  | { kind: 'negative'; of: Formula }
  | { kind: 'binary'; operator: '+' | '-' | '*' | '/'; left: Formula; right: Formula }
  | { kind: 'call'; name: string; over: Formula[]; at: number }

/** One definition of an indicator among several in time: it holds from the beginning of `from`, or from ever, until the next one does. */
export const FormulaVersion = z.object({
  indicator: IndicatorId,
  from: Day.optional(),
  formula: z.string(),
  /** The paper it rests on. */
  basis: z.string().optional(),
})
export type FormulaVersion = z.infer<typeof FormulaVersion>

/** One point of a named curve; between two points the curve is straight, beyond the outer ones there is none. */
export const CurvePoint = z.object({ curve: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a name such as storage_curve'), x: z.number(), y: z.number() })
export type CurvePoint = z.infer<typeof CurvePoint>

/** What may be called, how many values it takes, and at which places it wants an indicator's last hours and not one value. A curve takes one value. */
export const FORMULA_FUNCTIONS: Readonly<Record<string, { least: number; most: number; hoursOf?: readonly number[]; hours?: number }>> = {
  min: { least: 2, most: 20 },
  max: { least: 2, most: 20 },
  /** `within(x, low, high)`: x itself, or no value where it lies outside. */
  within: { least: 3, most: 3 },
  mean24h: { least: 1, most: 1, hoursOf: [0], hours: 24 },
  /** PM2,5 of the last 12 hours, NO2 and SO2 of one hour, O3 of eight hours, all in µg/m³. */
  vn_aqi: { least: 4, most: 4, hoursOf: [0], hours: 12 },
}

export type ParsedFormula = { ok: true; formula: Formula } | { ok: false; at: number; fault: Text }

interface Token {
  kind: 'number' | 'name' | 'indicator' | 'sign'
  text: string
  at: number
}

class FormulaFault extends Error {
  readonly at: number
  readonly fault: Text
  constructor(at: number, vi: string, en: string) {
    super(en)
    this.at = at
    this.fault = { vi, en }
  }
}

/** Deep enough for any definition a person reads, and no more than a call stack bears. */
const DEEPEST = 50

/** Reads a formula; what is wrong is told with its place. Which indicators and functions there are is asked elsewhere. */
export function parseFormula(text: string): ParsedFormula {
  try {
    return { ok: true, formula: parse(tokensOf(text), text.length) }
  } catch (thrown) {
    if (!(thrown instanceof FormulaFault)) throw thrown
    return { ok: false, at: thrown.at, fault: thrown.fault }
  }
}

function tokensOf(text: string): Token[] {
  const pattern = /\s+|(\d+(?:\.\d+)?)(?![\d.a-z_])|([a-z_][a-z0-9_]*)|\{([a-z0-9.-]*)\}|([-+*/(),])/gy
  const tokens: Token[] = []
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const found = pattern.exec(text)
    if (found === null) throw new FormulaFault(at, `không hiểu "${text.slice(at, at + 12)}"`, `cannot read "${text.slice(at, at + 12)}"`)
    const [, number, name, indicator, sign] = found
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at })
    else if (indicator !== undefined) tokens.push({ kind: 'indicator', text: indicator, at })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at })
  }
  return tokens
}

function parse(tokens: readonly Token[], end: number): Formula {
  let next = 0
  let depth = 0
  const peek = (): Token | undefined => tokens[next]
  const isSign = (...signs: string[]): boolean => peek()?.kind === 'sign' && signs.includes(peek()?.text ?? '')
  const wanted = (vi: string, en: string): FormulaFault => {
    const found = peek()
    return found === undefined ? new FormulaFault(end, `thiếu ${vi} ở cuối`, `${en} is missing at the end`) : new FormulaFault(found.at, `cần ${vi}, gặp "${found.text}"`, `expected ${en}, found "${found.text}"`)
  }
  const take = (sign: string): void => {
    if (!isSign(sign)) throw wanted(`"${sign}"`, `"${sign}"`)
    next += 1
  }

  function chain(signs: readonly string[], part: () => Formula): Formula {
    let left = part()
    while (isSign(...signs)) {
      const operator = peek()?.text as '+' | '-' | '*' | '/' // isSign has looked
      next += 1
      left = { kind: 'binary', operator, left, right: part() }
    }
    return left
  }
  const sum = (): Formula => chain(['+', '-'], product)
  const product = (): Formula => chain(['*', '/'], single)

  function single(): Formula {
    depth += 1
    if (depth > DEEPEST) throw new FormulaFault(peek()?.at ?? end, 'lồng nhau quá sâu', 'nested too deep')
    const made = one()
    depth -= 1
    return made
  }

  function one(): Formula {
    const token = peek()
    if (token === undefined) throw wanted('một số, {chỉ số} hoặc hàm', 'a number, an {indicator} or a function')
    next += 1
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) }
    if (token.kind === 'indicator') return { kind: 'indicator', id: token.text as IndicatorId, at: token.at } // whether it exists is checked with the catalogue
    if (token.kind === 'name') return { kind: 'call', name: token.text, over: values(), at: token.at }
    if (token.text === '-') return { kind: 'negative', of: single() }
    if (token.text !== '(') {
      next -= 1
      throw wanted('một số, {chỉ số} hoặc hàm', 'a number, an {indicator} or a function')
    }
    const inner = sum()
    take(')')
    return inner
  }

  function values(): Formula[] {
    take('(')
    const all = [sum()]
    while (isSign(',')) {
      next += 1
      all.push(sum())
    }
    take(')')
    return all
  }

  const made = sum()
  if (peek() !== undefined) throw wanted('phép tính hoặc hết công thức', 'an operator or the end')
  return made
}

/** Every part of a formula, itself first. */
export function* partsOf(formula: Formula): Generator<Formula> {
  yield formula
  if (formula.kind === 'negative') yield* partsOf(formula.of)
  if (formula.kind === 'binary') yield* [...partsOf(formula.left), ...partsOf(formula.right)]
  if (formula.kind === 'call') for (const one of formula.over) yield* partsOf(one)
}

/** The indicators it is made of, each once. */
export function indicatorsOf(formula: Formula): IndicatorId[] {
  return [...new Set([...partsOf(formula)].flatMap((part) => (part.kind === 'indicator' ? [part.id] : [])))]
}
