import { type Coverage, type Due, type DueRule, daysOfPeriod, type Indicator, type KeptSample, type SeriesName, seriesName, splitSeries, type ValueState } from '#contract'
import type { Areas } from './areas.ts'
import { type Ledger, leadingPeriod, type Picked, pickSample } from './ledger.ts'
import { type NoValue, noValue } from './no-value.ts'
import type { Graph, Plan, Version } from './plan-graph.ts'

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
  /** The day from which the definition holds, where it is a later one. */
  version: string | undefined
  inputs: readonly KeptSample[]
}

export interface Reader {
  graph: Graph
  areas: Areas
  ledgerOf(series: SeriesName): Ledger | undefined
  /** Was it computed once and cannot be now? What stands of it is no input. */
  isRefused(sample: KeptSample): boolean
  /** Did somebody else than us tell this series? */
  isDelivered(series: SeriesName): boolean
  dueOf(rule: DueRule, at: number): Due
  holdsAt(subject: string, at: number): boolean
  startOf(day: string): number
}

/** One figure from what is known, or the reason why there is none. Pure: the same books give the same answer. */
export function computeFigure(plan: Plan, subject: string, point: Point, reader: Reader): Made | NoValue {
  const communes = plan.indicator.level !== 'commune' ? [] : reader.areas.communesOf(subject).filter((commune) => reader.holdsAt(commune, point.on))
  if (plan.gather !== undefined && communes.length > 0) return gather(plan, plan.gather, communes, point, reader)
  return byVersion(plan, reader, (version) => {
    if (communes.length === 0 || version.needs.every((id) => reader.isDelivered(seriesName(id, subject)))) return byFormula(plan, version, subject, point, reader)
    const weighted = version.isRatio ? weigh(plan, version, communes, point, reader) : undefined
    return weighted !== undefined && 'value' in weighted ? weighted : byFormula(plan, version, subject, point, reader)
  })
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

function byFormula({ indicator }: Plan, version: Version, subject: string, point: Point, reader: Reader): Made | NoValue {
  const names = version.needs.map((id) => seriesName(id, subject))
  const { picked, period } = pickAll(names, point, reader)
  const inputs: KeptSample[] = []
  for (const [index, one] of picked.entries()) {
    const id = version.needs[index] ?? indicator.id
    if (typeof one === 'string') return noValue(one, id)
    if (isStale(one, id, point, reader)) return noValue('stale', id)
    inputs.push(one)
  }
  if (version.isRatio && !areOfOneWhole(inputs, reader)) return noValue('other-parts', indicator.id)
  const values = new Map<string, number>(inputs.map((input, index) => [version.needs[index] ?? '', input.value as number])) // words are not kept
  const until = Math.min(point.asOf, point.on)
  const value = version.compute({
    asOf: until, value: (id) => values.get(id) ?? NaN,
    hours: (id, ms) => (reader.ledgerOf(seriesName(id, subject))?.samples ?? []).filter(({ at }) => at > until - ms && at <= until) as { at: number; value: number }[], // words are not kept
  })
  if (typeof value !== 'number') return value
  return finish(value, { indicator, inputs, period, coverage: worstCoverage(inputs), reader })
}

/**
 * A rate of two figures that each lack some communes is a rate of nothing: 3 of 96 may be other communes above the line than below it. Only
 * what a department delivered, as partial above as below, is taken to be of the same ones.
 */
function areOfOneWhole(inputs: readonly KeptSample[], { isDelivered }: Reader): boolean {
  const gaps = inputs.map(({ coverage, series }) => (coverage === undefined || coverage.reported >= coverage.expected ? '' : isDelivered(series) ? `${coverage.reported}/${coverage.expected}` : series))
  return gaps.every((gap) => gap === gaps[0])
}

/** Of the communes that told all parts the sums, and by these the rate; never a mean of rates. */
function weigh({ indicator }: Plan, version: Version, communes: readonly string[], point: Point, reader: Reader): Made | NoValue {
  const { picked, period } = pickAll(communes.flatMap((commune) => version.needs.map((id) => seriesName(id, commune))), point, reader)
  const sums = version.needs.map(() => 0)
  const inputs: KeptSample[] = []
  let reported = 0
  for (let first = 0; first < picked.length; first += sums.length) {
    const own = picked.slice(first, first + sums.length)
    if (own.includes('forgotten')) return noValue('forgotten', indicator.id)
    if (own.some((one, index) => typeof one === 'string' || isStale(one, version.needs[index] ?? '', point, reader))) continue
    reported += 1
    for (const [index, one] of (own as KeptSample[]).entries()) { // none is a word, by the line above
      sums[index] = (sums[index] ?? 0) + Number(one.value)
      inputs.push(one)
    }
  }
  if (reported === 0) return noValue('missing', indicator.id)
  const value = version.compute({ asOf: point.asOf, value: (id) => sums[version.needs.indexOf(id)] ?? NaN, hours: () => [] })
  if (typeof value !== 'number') return value
  return finish(value, { indicator, inputs, period, coverage: { reported, expected: communes.length }, reader })
}

/** Who has not reported is missing, never 0. */
function gather({ indicator }: Plan, how: NonNullable<Plan['gather']>, communes: readonly string[], point: Point, reader: Reader): Made | NoValue {
  const { picked, period } = pickAll(communes.map((commune) => seriesName(indicator.id, commune)), point, reader)
  if (picked.includes('forgotten')) return noValue('forgotten', indicator.id)
  const inputs = picked.filter((one) => typeof one === 'object').filter((one) => !isStale(one, indicator.id, point, reader))
  if (inputs.length === 0) return noValue('missing', indicator.id)
  const values = inputs.map(({ value }) => value as number) // words are not kept
  const sum = values.reduce((total, value) => total + value, 0)
  const value = { sum, mean: sum / values.length, max: Math.max(...values) }[how]
  return finish(value, { indicator, inputs, period, coverage: { reported: inputs.length, expected: communes.length }, reader })
}

function pickAll(names: readonly SeriesName[], { asOf, period }: Point, reader: Reader): { picked: Picked[]; period: string | undefined } {
  const pick = (name: SeriesName, of?: string) => pickOne(name, { asOf, on: asOf, period: of }, reader)
  const last = names.map((name) => pick(name, period))
  const leading = period ?? leadingPeriod(last)
  const isOfOne = leading === undefined || last.every((one) => typeof one === 'string' || one.period === undefined || one.period === leading)
  return { picked: period !== undefined || isOfOne ? last : names.map((name) => pick(name, leading)), period: leading }
}

/** What is computed here stands under the moment of its oldest part: what it was at some moment of the past is not held, and made again. */
function pickOne(series: SeriesName, point: Point, reader: Reader): Picked {
  const { indicator, subject } = splitSeries(series)
  const plan = point.asOf === Infinity || reader.isDelivered(series) ? undefined : reader.graph.planOf(indicator)
  if (plan === undefined || (plan.versions.length === 0 && reader.areas.communesOf(subject).length === 0)) {
    const picked = pickSample(reader.ledgerOf(series), point.asOf, point.period)
    return typeof picked === 'object' && reader.isRefused(picked) ? 'missing' : picked
  }
  const made = computeFigure(plan, subject, point, reader)
  if ('why' in made) return made.why === 'forgotten' ? 'forgotten' : 'missing'
  const { value, at, period, coverage, state, isSuspect, inputs: [first] } = made
  return first === undefined ? 'missing' : {
    series, value, at, source: first.source, run: first.run, receivedAt: first.receivedAt, ...(period === undefined ? {} : { period }), ...(coverage === undefined ? {} : { coverage }),
    ...(state === undefined ? {} : { state }), ...(isSuspect ? { quality: 'suspect' as const } : {}),
  }
}

/** A figure of a period does not fade while others of it are awaited: it is what it was in that period. */
function isStale(picked: Picked, indicator: string, { on }: Point, { graph, dueOf }: Reader): boolean {
  if (typeof picked === 'string' || picked.period !== undefined) return false
  const rule = graph.ruleOf(indicator)
  return rule === undefined || on > dueOf(rule, picked.at).lateUntil
}

interface Parts {
  indicator: Indicator
  inputs: readonly KeptSample[]
  period: string | undefined
  coverage: Coverage | undefined
  reader: Reader
}

function finish(value: number, { indicator, inputs, period, coverage, reader }: Parts): Made | NoValue {
  if (!Number.isFinite(value)) return noValue('outside', indicator.id)
  return {
    value: rounded(value, indicator.decimals), at: momentOf(inputs, reader), period, coverage, state: worstState(inputs),
    isSuspect: inputs.some(({ quality }) => quality === 'suspect'), version: undefined, inputs,
  }
}

/** True when the input that falls due first was: so the figure is live, late or stale as its worst input; a plan made once a year does not age a daily rate. */
function momentOf(inputs: readonly KeptSample[], { graph, dueOf }: Reader): number {
  let [moment, firstDue] = [Infinity, Infinity]
  for (const { series, at } of inputs) {
    const rule = graph.ruleOf(series.slice(0, series.indexOf('@')))
    const due = rule === undefined ? at : dueOf(rule, at).liveUntil
    if (due < firstDue || (due === firstDue && at < moment)) [moment, firstDue] = [at, due]
  }
  return moment
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
