import { type Catalogue, containsPeriod, daysOfPeriod, type Due, type DueRule, type Formula, type Indicator, type KeptSample, type Locality, parseFormula } from '#contract'

/** For tests: one figure of one subject, for one period where it has such. */
export interface SlowFigure {
  value: number
  at: number
  period: string | undefined
  coverage: { reported: number; expected: number } | undefined
}

export interface SlowDeps {
  catalogue: Catalogue
  dueOf(rule: DueRule, at: number): Due
  holdsAt(subject: string, at: number): boolean
  startOf(day: string): number
}

const newest = <T extends { at: number }>(all: readonly T[]): T | undefined => all.reduce<T | undefined>((best, one) => (best === undefined || one.at >= best.at ? one : best), undefined)

/**
 * For tests: the rules of computed figures written down as plainly as can be. Everything is computed anew from all that was ever told,
 * with no book kept but what was said last. Where indicators are of periods, all periods ever told are computed, each by itself.
 */
export function createSlowFigures({ catalogue, dueOf, holdsAt, startOf }: SlowDeps) {
  const told: KeptSample[] = []
  const said = new Map<string, SlowFigure[]>()
  /** Said of what is known now; the rest was said once, cannot be made now, and stands only because nothing newer does. */
  const firm = new Set<SlowFigure>()
  const areas = new Map(catalogue.localities.map((one) => [one.id as string, one]))
  const indicators = new Map(catalogue.indicators.map((one) => [one.id as string, one]))

  const isBelow = (one: Locality | undefined, whole: string): boolean => one !== undefined && (one.id === whole || isBelow(areas.get(one.parent ?? ''), whole))
  const communesOf = (whole: string, now: number) => catalogue.localities.filter((one) => one.level === 'commune' && one.id !== whole && isBelow(one, whole) && holdsAt(one.id, now)).map(({ id }) => id as string)
  const isDelivered = (series: string) => told.some((one) => one.series === series)

  type Input = { id: string; value: number; at: number; period?: string | undefined; coverage?: { reported: number; expected: number } | undefined }
  function input(id: string, subject: string, period: string | undefined, now: number): Input | undefined {
    const series = `${id}@${subject}`
    const all: Omit<Input, 'id'>[] = isDelivered(series) ? told.filter((one) => one.series === series).map((one) => ({ ...one, value: Number(one.value) })) : (said.get(series) ?? [])
    const one = newest(all.filter((one) => period === undefined || one.period === undefined || containsPeriod(one.period, period)))
    const rule = indicators.get(id)?.due
    if (one === undefined || rule === undefined || (one.period === undefined && now > dueOf(rule, one.at).lateUntil)) return undefined
    if (!isDelivered(series) && !firm.has(one as SlowFigure)) return undefined
    return { ...one, id }
  }

  function calculate(formula: Formula, value: (id: string) => number): number {
    switch (formula.kind) {
      case 'number': return formula.value
      case 'indicator': return value(formula.id)
      case 'negative': return -calculate(formula.of, value)
      case 'call': return Math[formula.name as 'min' | 'max'](...formula.over.map((one) => calculate(one, value)))
      case 'binary':
      default: {
        const [a, b] = [calculate(formula.left, value), calculate(formula.right, value)]
        return formula.operator === '+' ? a + b : formula.operator === '-' ? a - b : formula.operator === '*' ? a * b : a / b
      }
    }
  }
  const namesIn = (text: string): string[] => [...new Set([...text.matchAll(/\{(.*?)\}/g)].map(([, id = '']) => id))]
  const isPlainRatio = (text: string) => /\/ \{[^}]*\}$/.test(text) && !text.includes('max')

  function result(indicator: Indicator, value: number, inputs: readonly Input[], period: string | undefined, coverage: SlowFigure['coverage']): SlowFigure | undefined {
    if (!Number.isFinite(value)) return undefined
    const due = (one: Input) => dueOf(indicators.get(one.id)?.due ?? indicator.due, one.at).liveUntil
    const [first] = inputs.toSorted((a, b) => due(a) - due(b) || a.at - b.at)
    return first && { value: Number(value.toFixed(indicator.decimals + 2)), at: first.at, period, coverage }
  }

  /** A commune that told some of its own schools only has not told all of itself. */
  const isWhole = ({ coverage }: Input): boolean => coverage === undefined || coverage.reported === coverage.expected

  function byFormula(indicator: Indicator, text: string, subject: string, period: string | undefined, now: number): SlowFigure | undefined {
    const needs = namesIn(text)
    const parsed = parseFormula(text)
    if (!parsed.ok) throw new Error(text)
    const communes = indicator.level === 'commune' ? communesOf(subject, now) : []
    if (communes.length > 0 && isPlainRatio(text) && !needs.every((id) => isDelivered(`${id}@${subject}`))) {
      const rows = communes.map((commune) => needs.map((id) => input(id, commune, period, now))).flatMap((row) => (row.some((one) => one === undefined) ? [] : [row as Input[]]))
      const sum = (id: string) => rows.reduce((total, row) => total + (row[needs.indexOf(id)]?.value ?? NaN), 0)
      const made = rows.length === 0 ? undefined : result(indicator, calculate(parsed.formula, sum), rows.flat(), period, { reported: rows.filter((row) => row.every(isWhole)).length, expected: communes.length })
      if (made !== undefined) return made
    }
    const inputs = needs.map((id) => input(id, subject, period, now))
    if (inputs.some((one) => one === undefined)) return undefined
    const all = inputs as Input[]
    // Two partial figures make a rate only where a department told both, of as many: else nobody knows whether they are of the same ones.
    const gaps = all.map((one) => (isWhole(one) ? 'none' : isDelivered(`${one.id}@${subject}`) ? `${one.coverage?.reported} of ${one.coverage?.expected}` : one.id))
    if (isPlainRatio(text) && new Set(gaps).size > 1) return undefined
    const [worst] = all.flatMap(({ coverage }) => coverage ?? []).toSorted((a, b) => a.reported / a.expected - b.reported / b.expected)
    return result(indicator, calculate(parsed.formula, (id) => all[needs.indexOf(id)]?.value ?? NaN), all, period, worst)
  }

  function figure(indicator: Indicator, subject: string, period: string | undefined, now: number): SlowFigure | undefined {
    const communes = indicator.level === 'commune' ? communesOf(subject, now) : []
    if (['sum', 'max', 'mean'].includes(indicator.aggregation) && communes.length > 0) {
      const all = communes.flatMap((commune) => input(indicator.id, commune, period, now) ?? [])
      const sum = all.reduce((total, { value }) => total + value, 0)
      const value = indicator.aggregation === 'sum' ? sum : indicator.aggregation === 'mean' ? sum / all.length : Math.max(...all.map((one) => one.value))
      return all.length === 0 ? undefined : result(indicator, value, all, period, { reported: all.filter(isWhole).length, expected: communes.length })
    }
    const versions = indicator.formulas ?? (indicator.formula === undefined ? [] : [{ formula: indicator.formula, from: undefined }])
    return versions.map(({ formula, from }, index) => {
      const made = byFormula(indicator, formula, subject, period, now)
      const basis = made && (period === undefined ? made.at : startOf(daysOfPeriod(period, indicator.periods).first))
      const next = versions[index + 1]?.from
      return basis !== undefined && (from === undefined || basis >= startOf(from)) && (next === undefined || basis < startOf(next)) ? made : undefined
    }).find((made) => made !== undefined)
  }

  /** Everything anew, parts before wholes; `order` names the indicators so that each comes after what it needs, with the periods it has. */
  function recompute(now: number, order: readonly { id: string; periods: readonly (string | undefined)[] }[]): void {
    const subjects = ['commune', 'district', 'province'].flatMap((level) => catalogue.localities.filter((one) => one.level === level))
    for (const { id, periods } of order) {
      const indicator = indicators.get(id)
      for (const { id: subject } of subjects) {
        if (indicator === undefined || !holdsAt(subject, now) || isDelivered(`${id}@${subject}`)) continue
        for (const period of periods) {
          const made = figure(indicator, subject, period, now)
          const others = said.get(`${id}@${subject}`) ?? []
          const before = others.find((one) => one.period === period)
          if (before !== undefined) firm.delete(before)
          if (made === undefined) continue
          const next = { ...made, at: Math.max(made.at, before?.at ?? 0) }
          said.set(`${id}@${subject}`, [...others.filter((one) => one !== before), next])
          firm.add(next)
        }
      }
    }
  }

  return {
    tell: (sample: KeptSample) => {
      const index = told.findIndex((one) => one.series === sample.series && one.at === sample.at && one.period === sample.period)
      if (index >= 0) told.splice(index, 1)
      told.push(sample)
    },
    recompute, isDelivered,
    isFirm: (figure: SlowFigure): boolean => firm.has(figure),
    said: (): ReadonlyMap<string, readonly SlowFigure[]> => said,
  }
}
