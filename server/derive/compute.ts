import { type Coverage, type Due, type DueRule, daysOfPeriod, type Indicator, type KeptSample, type ValueState } from '#contract'
import type { Areas } from './areas.ts'
import { leadingPeriod, type Ledger, type Picked, pickSample } from './ledger.ts'
import { type NoValue, noValue } from './no-value.ts'
import type { Plan, Version } from './plan-graph.ts'
import type { Shelves } from './shelves.ts'
import { isPart } from './row.ts'
import { firstDueOf, momentOf, staleAt, staleness } from './staleness.ts'
import { inputsOf, sumRows, type Summed } from './sum-rows.ts'

/** For which moment a figure is asked: as things were told by then, for this period, with the areas that held then. */
export interface Point {
  /** Infinity for the live figure. */
  asOf: number
  /** The moment itself, by which parts are stale and areas hold. */
  on: number
  /** As things stand whenever it is computed. */
  isLive?: boolean
  /** Only to bring back what stood before: the latest such moment for which there is a figure is enough. */
  isBefore?: boolean
  period?: string | undefined
}

/** What a figure was made of: enough to make it again. */
export interface Made {
  value: number
  at: number
  period: string | undefined
  coverage: Coverage | undefined
  state: ValueState | undefined
  isSuspect: boolean
  /** A simulated figure went in. */
  isSimulated: boolean
  /** The day from which the definition holds, where it is a later one. */
  version: string | undefined
  inputs(): readonly KeptSample[]
}

export interface Reader {
  areas: Areas
  shelves: Pick<Shelves, 'row' | 'partsOf' | 'standingOf'>
  isSimulated(source: string): boolean
  /** Was it computed once and cannot be now? What stands of it is no input. */
  isRefused(sample: KeptSample): boolean
  dueOf(rule: DueRule, at: number): Due
  /** The communes that make up an area at a moment. */
  communesAt(subject: string, at: number): readonly string[]
  startOf(day: string): number
}

/** One figure from what is known, or the reason why there is none. Pure: the same books give the same answer. */
export function computeFigure(plan: Plan, ledger: Ledger, point: Point, reader: Reader): Made | NoValue {
  const communes = plan.indicator.level !== 'commune' ? [] : reader.communesAt(ledger.subject, point.on)
  if (plan.gather !== undefined && communes.length > 0) return gather({ plan, ledger, communes, point, reader }, plan.gather)
  return byVersion(plan, reader, (version) => {
    const task = { plan, ledger, communes, point, reader }
    const parts = reader.shelves.partsOf(ledger, version.needs)
    if (communes.length === 0 || parts.every((part) => part.isDelivered)) return byFormula(task, version, parts)
    const weighted = version.isRatio ? weigh(task, version) : undefined
    return weighted !== undefined && 'value' in weighted ? weighted : byFormula(task, version, parts)
  })
}

interface Asked {
  plan: Plan
  ledger: Ledger
  communes: readonly string[]
  point: Point
  reader: Reader
}

/** The definition that held when the figure is true; for a period, when the period began: what has begun is counted to its end by one definition. */
function byVersion({ indicator, versions }: Plan, { startOf }: Reader, compute: (version: Version) => Made | NoValue): Made | NoValue {
  let refused: NoValue | undefined
  let until = Infinity
  for (const version of versions) {
    const made = compute(version)
    if ('why' in made) refused ??= made
    else {
      const basis = made.period === undefined ? made.at : startOf(daysOfPeriod(made.period, indicator.periods).first)
      if (basis >= version.fromAt && basis < until) return { ...made, version: version.from }
    }
    until = version.fromAt
  }
  return refused ?? noValue('missing', indicator.id)
}

function byFormula({ plan: { indicator }, point, reader }: Asked, version: Version, parts: readonly Ledger[]): Made | NoValue {
  const { rules } = version
  const { picked, period } = pickAll(parts.map((part) => [part]), point, reader)
  const inputs: KeptSample[] = []
  const isStale = staleness(rules, point.on, reader.dueOf)
  for (const [index, one] of picked.entries()) {
    const id = version.needs[index] ?? indicator.id
    if (typeof one === 'string') return noValue(one, id)
    if (isStale(one, index)) return noValue('stale', id)
    inputs.push(one)
  }
  if (version.isRatio && !areOfOneWhole(inputs, parts)) return noValue('other-parts', indicator.id)
  const until = Math.min(point.asOf, point.on)
  const value = version.compute({
    asOf: until, value: (id) => (inputs[version.needs.indexOf(id)]?.value ?? NaN) as number, // words are not kept
    hours: (id, ms) => (parts[version.needs.indexOf(id)]?.samples ?? []).filter(({ at }) => at > until - ms && at <= until) as { at: number; value: number }[], // words are not kept
  })
  if (typeof value !== 'number') return value
  return finish(value, { indicator, inputs, period, coverage: worstCoverage(inputs), rules, reader })
}

/**
 * A rate of two figures that each lack some communes is a rate of nothing: 3 of 96 may be other communes above the line than below it. Only
 * what a department delivered, as partial above as below, is taken to be of the same ones.
 */
function areOfOneWhole(inputs: readonly KeptSample[], parts: readonly Ledger[]): boolean {
  const gaps = inputs.map(({ coverage, series }, index) => {
    if (coverage === undefined || coverage.reported >= coverage.expected) return ''
    return parts[index]?.isDelivered === true ? `${coverage.reported}/${coverage.expected}` : series
  })
  return gaps.every((gap) => gap === gaps[0])
}

/** Of the communes that told all parts the sums, and by these the rate; never a mean of rates. */
function weigh(asked: Asked, version: Version): Made | NoValue {
  const { plan: { indicator }, communes, point, reader } = asked
  const { rules } = version
  const summed = sumStanding(asked, version.needs, rules)
  if (summed !== undefined) {
    const value = summed.taken === 0 ? noValue('missing', indicator.id) : weighed(version, summed.sums, point)
    return typeof value === 'number' ? finishSum(value, asked, summed, rules) : value
  }
  const { picked, period } = pickAll(version.needs.map((id) => reader.shelves.row(id, communes)), point, reader)
  const sums = version.needs.map(() => 0)
  const inputs: KeptSample[] = []
  const isStale = staleness(rules, point.on, reader.dueOf)
  let [taken, reported] = [0, 0]
  // Plain loops: of a province they run some hundred times for each figure that changes.
  for (let first = 0; first < picked.length; first += sums.length) {
    let known = 0
    for (; known < sums.length; known += 1) {
      const one = picked[first + known]
      if (one === 'forgotten') return noValue('forgotten', indicator.id)
      if (one === undefined || one === 'missing' || isStale(one, known)) break
      inputs.push(one)
    }
    if (known < sums.length) {
      inputs.length -= known
      continue
    }
    taken += 1
    let isWhole = true
    for (let index = 0; index < sums.length; index += 1) {
      const one = inputs[inputs.length - sums.length + index]
      sums[index] = (sums[index] ?? 0) + Number(one?.value)
      if (one !== undefined && isPart(one)) isWhole = false
    }
    if (isWhole) reported += 1
  }
  if (taken === 0) return noValue('missing', indicator.id)
  const value = weighed(version, sums, point)
  if (typeof value !== 'number') return value
  return finish(value, { indicator, inputs, period, coverage: { reported, expected: communes.length }, rules, reader })
}

const weighed = (version: Version, sums: readonly number[], { asOf }: Point): number | NoValue =>
  version.compute({ asOf, value: (id) => sums[version.needs.indexOf(id)] ?? NaN, hours: () => [] })

/** As things stand now and of no period: by far the most of what is asked for, and never with a look at each part. */
function sumStanding({ ledger, communes, point: { asOf, on, period }, reader: { shelves, dueOf } }: Asked, needs: readonly string[], rules: Version['rules']): Summed | undefined {
  if (asOf < Infinity || period !== undefined) return undefined
  return sumRows(shelves.standingOf(ledger, needs, communes), staleAt(rules, on, dueOf))
}

function finishSum(value: number, { plan: { indicator }, communes, reader }: Asked, summed: Summed, rules: Version['rules']): Made | NoValue {
  const { reported, oldest, isSuspect, isSimulated } = summed
  if (!Number.isFinite(value)) return noValue('outside', indicator.id)
  const at = firstDueOf(oldest, rules, reader.dueOf)
  return { value: rounded(value, indicator.decimals), at, period: undefined, coverage: { reported, expected: communes.length }, state: undefined, isSuspect, isSimulated, version: undefined, inputs: () => inputsOf(summed) }
}

/** Who has not reported is missing, never 0. */
function gather(asked: Asked, how: NonNullable<Plan['gather']>): Made | NoValue {
  const { plan: { indicator, own, ownRules: rules }, communes, point, reader } = asked
  const summed = sumStanding(asked, own, rules)
  if (summed !== undefined) {
    const { sums: [total = 0], taken, largest } = summed
    return taken === 0 ? noValue('missing', indicator.id) : finishSum({ sum: total, mean: total / taken, max: largest }[how], asked, summed, rules)
  }
  const { picked, period } = pickAll([reader.shelves.row(indicator.id, communes)], point, reader)
  if (picked.includes('forgotten')) return noValue('forgotten', indicator.id)
  const isStale = staleness(rules, point.on, reader.dueOf)
  const inputs = picked.filter((one) => typeof one === 'object').filter((one) => !isStale(one, 0))
  if (inputs.length === 0) return noValue('missing', indicator.id)
  const values = inputs.map(({ value }) => value as number) // words are not kept
  const sum = values.reduce((total, value) => total + value, 0)
  const value = { sum, mean: sum / values.length, max: Math.max(...values) }[how]
  return finish(value, { indicator, inputs, period, coverage: { reported: inputs.filter((one) => !isPart(one)).length, expected: communes.length }, rules, reader })
}

interface PickedAll {
  /** Subject by subject, of each all indicators in their order. */
  picked: Picked[]
  period: string | undefined
}

/** `rows`: of each indicator its ledgers, subject by subject. */
function pickAll(rows: readonly (readonly Ledger[])[], { asOf, period }: Point, reader: Reader): PickedAll {
  const pick = (of: string | undefined): Picked[] => {
    const point = { asOf, on: asOf, period: of }
    const all: Picked[] = []
    for (let place = 0; place < (rows[0]?.length ?? 0); place += 1) {
      for (const row of rows) {
        const ledger = row[place]
        if (ledger !== undefined) all.push(isPlain(ledger, point) ? pickSample(ledger, Infinity, of) : pickOne(ledger, point, reader))
      }
    }
    return all
  }
  const last = pick(period)
  const leading = period ?? leadingPeriod(last)
  const isOfOne = leading === undefined || last.every((one) => typeof one === 'string' || one.period === undefined || one.period === leading)
  return { picked: period !== undefined || isOfOne ? last : pick(leading), period: leading }
}

/** What somebody else told, as it stands now: by far the most of what is asked for. */
const isPlain = (ledger: Ledger, { asOf }: Point): boolean => asOf === Infinity && ledger.isDelivered

/** What is computed here stands under the moment of its oldest part: what it was at some moment of the past is not held, and made again. */
function pickOne(ledger: Ledger, point: Point, reader: Reader): Picked {
  const plan = point.asOf === Infinity || ledger.isDelivered ? undefined : ledger.role.plan
  if (plan === undefined || (plan.versions.length === 0 && reader.areas.communesOf(ledger.subject).length === 0)) {
    const picked = pickSample(ledger, point.asOf, point.period)
    return typeof picked === 'object' && reader.isRefused(picked) ? 'missing' : picked
  }
  const made = computeFigure(plan, ledger, point, reader)
  if ('why' in made) return made.why === 'forgotten' ? 'forgotten' : 'missing'
  const { value, at, period, coverage, state, isSuspect } = made
  const [first] = made.inputs()
  return first === undefined ? 'missing' : {
    series: ledger.series, value, at, source: first.source, run: first.run, receivedAt: first.receivedAt, ...(period === undefined ? {} : { period }), ...(coverage === undefined ? {} : { coverage }),
    ...(state === undefined ? {} : { state }), ...(isSuspect ? { quality: 'suspect' as const } : {}),
  }
}

interface Parts {
  indicator: Indicator
  inputs: readonly KeptSample[]
  period: string | undefined
  coverage: Coverage | undefined
  /** Of the inputs, over and over in their order. */
  rules: readonly (DueRule | undefined)[]
  reader: Reader
}

function finish(value: number, { indicator, inputs, period, coverage, rules, reader }: Parts): Made | NoValue {
  if (!Number.isFinite(value)) return noValue('outside', indicator.id)
  return {
    value: rounded(value, indicator.decimals), at: momentOf(inputs, rules, reader.dueOf), period, coverage, state: worstState(inputs),
    isSuspect: inputs.some(({ quality }) => quality === 'suspect'), isSimulated: inputs.some(({ source }) => reader.isSimulated(source)), version: undefined, inputs: () => inputs,
  }
}

function worstCoverage(inputs: readonly KeptSample[]): Coverage | undefined {
  const share = ({ reported, expected }: Coverage) => reported / expected
  return inputs.flatMap(({ coverage }) => coverage ?? []).reduce<Coverage | undefined>((worst, one) => (worst === undefined || share(one) < share(worst) ? one : worst), undefined)
}

const STATES: readonly ValueState[] = ['estimated', 'preliminary', 'official']

/** As final as the least final of its parts; unknown where one says nothing. */
function worstState(inputs: readonly KeptSample[]): ValueState | undefined {
  let worst = STATES.length - 1
  for (const { state } of inputs) {
    if (state === undefined) return undefined
    worst = Math.min(worst, STATES.indexOf(state))
  }
  return STATES[worst]
}

/** Two places more than is drawn: sums of decimals must not end in 0,30000000000000004. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals + 2))
