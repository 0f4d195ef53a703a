import { containsPeriod, type Coverage, daysOfPeriod, type KeptSample, type PeriodCalendar, type SeriesName, type SourceId, type ValueState } from '#contract'

/** The past of one indicator in one area of before, and which part of that area came here. */
export interface Part {
  subject: string
  indicator: string
  share: number
  samples: readonly KeptSample[]
}

/** A figure brought over a change of boundaries, and all it was made of. */
export type Apportioned = KeptSample & { apportioned: { parts: number }; from: KeptSample[] }

export interface Rule {
  series: SeriesName
  /** Figures are joined by their period, else by the step they lie in, else by their very moment. */
  stepOf: ((at: number) => number) | undefined
  /** By which calendar the indicator's periods are counted, and the first day after the change: what reaches over it belongs to neither side. */
  calendar: PeriodCalendar | undefined
  before: string
  isReal(source: SourceId): boolean
  /** Absent for a sum. */
  compute: ((value: (indicator: string) => number) => number | undefined) | undefined
}

const FINALITY: readonly ValueState[] = ['estimated', 'preliminary', 'official']

/** One figure wherever all parts have theirs; where one is missing there is none, and it is counted. */
export function apportion(parts: readonly Part[], rule: Rule): { samples: Apportioned[]; incomplete: number } {
  const held = parts.map((part) => ({ ...part, byKey: byKey(part.samples, rule) }))
  const keys = new Set(held.flatMap(({ byKey: own }) => [...own.keys()]))
  const samples: Apportioned[] = []
  let incomplete = 0
  for (const key of keys) {
    if (isPeriod(key) && daysOfPeriod(key, rule.calendar).last >= rule.before) continue
    const found = held.map((part) => ({ ...part, sample: part.byKey.get(key) ?? (rule.compute === undefined ? undefined : ofLonger(part.byKey, key)) }))
    // A plan of the year serves its months; it is no month without a figure of its own.
    if (rule.compute !== undefined && found.some(({ sample }) => sample === undefined) && !isShortest(key, keys)) continue
    const made = join(found, rule)
    if (made === undefined) incomplete += 1
    else samples.push(made)
  }
  return { samples: samples.sort((a, b) => a.at - b.at), incomplete }
}

type Key = string

function byKey(samples: readonly KeptSample[], { stepOf }: Rule): Map<Key, KeptSample> {
  const own = new Map<Key, KeptSample>()
  for (const sample of samples) {
    const key = sample.period ?? `@${stepOf === undefined ? sample.at : stepOf(sample.at)}`
    const known = own.get(key)
    // What was told of a period last is in force.
    if (known === undefined || sample.at >= known.at) own.set(key, sample)
  }
  return own
}

const isPeriod = (key: Key): boolean => !key.startsWith('@')

function ofLonger(own: ReadonlyMap<Key, KeptSample>, key: Key): KeptSample | undefined {
  if (!isPeriod(key)) return undefined
  const longer = [...own.keys()].filter((one) => isPeriod(one) && containsPeriod(one, key)).sort((a, b) => b.length - a.length)[0]
  return longer === undefined ? undefined : own.get(longer)
}

const isShortest = (key: Key, keys: ReadonlySet<Key>): boolean => !isPeriod(key) || ![...keys].some((one) => one !== key && isPeriod(one) && containsPeriod(key, one))

function join(found: readonly (Part & { sample: KeptSample | undefined })[], { series, compute, isReal }: Rule): Apportioned | undefined {
  const sums = new Map<string, number>()
  const from: KeptSample[] = []
  for (const { indicator, share, sample } of found) {
    if (sample === undefined || typeof sample.value !== 'number') return undefined
    sums.set(indicator, (sums.get(indicator) ?? 0) + share * sample.value)
    from.push(sample)
  }
  const [first] = from
  if (first === undefined) return undefined
  const value = compute === undefined ? [...sums.values()][0] : compute((indicator) => sums.get(indicator) ?? Number.NaN)
  if (value === undefined || !Number.isFinite(value)) return undefined
  const led = from.reduce((shortest, one) => ((one.period?.length ?? 0) > (shortest.period?.length ?? 0) ? one : shortest), first)
  const ofPeriod = from.filter(({ period }) => period === led.period)
  const [state, coverage] = [leastFinal(from), coverageOf(from)]
  return {
    series, at: Math.max(...ofPeriod.map(({ at }) => at)), value: Number(value.toPrecision(12)),
    ...(led.period === undefined ? {} : { period: led.period }), ...(state === undefined ? {} : { state }), ...(coverage === undefined ? {} : { coverage }),
    ...(from.some(({ quality }) => quality === 'suspect') ? { quality: 'suspect' as const } : {}),
    // What is made up in part is made up.
    source: (from.find(({ source }) => !isReal(source)) ?? first).source, run: first.run, receivedAt: Math.max(...from.map(({ receivedAt }) => receivedAt)),
    apportioned: { parts: new Set(found.map(({ subject }) => subject)).size }, from,
  }
}

/** As final as the least final part. */
function leastFinal(from: readonly KeptSample[]): ValueState | undefined {
  return FINALITY.find((state) => from.some((one) => one.state === state))
}

/** A part of what was expected in one area is a part of the whole. */
function coverageOf(from: readonly KeptSample[]): Coverage | undefined {
  const told = from.flatMap(({ coverage }) => coverage ?? [])
  if (told.length === 0) return undefined
  return { reported: told.reduce((sum, { reported }) => sum + reported, 0), expected: told.reduce((sum, { expected }) => sum + expected, 0) }
}
