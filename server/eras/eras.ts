import { type EraBoundary, isBackfilled, type Indicator, type KeptSample, type Lineage, parseFormula, indicatorsOf, seriesName, type SeriesName, splitSeries } from '#contract'
import { type Apportioned, apportion, type Part } from './apportion.ts'
import { type Side, type SideFacts, sidesOf } from './sides.ts'

interface Query {
  series: SeriesName
  from: number
  to: number
  step: number | 'raw'
}

interface Range<Sample> {
  reach: number | undefined
  samples: Sample[]
}

export interface ErasDeps<Sample extends KeptSample> {
  facts(): SideFacts
  range(query: Query): Promise<Range<Sample>>
  /** A formula made ready; undefined where the value cannot be computed. */
  compute(formula: string, value: (indicator: string) => number): number | undefined
  /** The number of the step that holds a moment; of whole days by local clocks. */
  stepOf(at: number, stepMs: number): number
  freshnessOf(sample: KeptSample): Lineage['freshness']
  /** Of an answer at most so many figures. */
  thin<T extends KeptSample>(samples: readonly T[]): T[]
}

export interface Eras<Sample> {
  range(query: Query): Promise<Range<Sample & { apportioned?: { parts: number } }> & { boundaries: EraBoundary[] }>
  /** The way back from an apportioned figure: to the figures of the areas before. */
  lineage(series: SeriesName, at: number): Promise<Lineage | undefined>
}

/** Periods of one month are closed on different days. */
const AROUND_MS = 93 * 86_400_000

/** Questions about the past that reach over a change of boundaries: answered by the indicator's declared rule, or with a break that is told. */
export function createEras<Sample extends KeptSample>(deps: ErasDeps<Sample>): Eras<Sample> {
  const indicatorOf = (series: SeriesName): Indicator | undefined => deps.facts().catalogue.indicators.find(({ id }) => id === splitSeries(series).indicator)

  async function brought(query: Query, side: Side): Promise<{ samples: Apportioned[]; incomplete: number }> {
    const indicator = indicatorOf(query.series)
    if (indicator === undefined || side.rule === 'break' || side.side === 'after') return { samples: [], incomplete: 0 }
    const formula = side.rule === 'parts' ? formulaOn(indicator, side.day) : undefined
    const needs = formula === undefined ? [indicator.id] : needsOf(formula)
    const asked = needs.flatMap((id) => side.subjects.map(({ id: subject, share }) => ({ indicator: id, subject, share })))
    const parts = await Promise.all(asked.map(async (one): Promise<Part> => ({
      ...one, samples: (await deps.range({ ...query, series: seriesName(one.indicator, one.subject), to: Math.min(query.to, side.at - 1) })).samples,
    })))
    const sources = new Map<string, string>(deps.facts().catalogue.sources.map(({ id, origin }) => [id, origin]))
    const { step } = query
    return apportion(parts, {
      series: query.series, stepOf: step === 'raw' ? undefined : (at) => deps.stepOf(at, step), calendar: indicator.periods, before: side.day, isReal: (source) => sources.get(source) === 'real',
      compute: formula === undefined ? undefined : (value) => deps.compute(formula, value),
    })
  }

  return {
    async range(query) {
      const sides = sidesOf(query.series, deps.facts()).filter(({ side, at }) => (side === 'before' ? query.from < at : query.to >= at))
      const own = await deps.range(query)
      if (sides.length === 0) return { ...own, boundaries: [] }
      const told = await Promise.all(sides.map(async (side) => ({ side, ...(await brought(query, side)) })))
      const earlier = told.flatMap(({ samples }) => samples).map(({ from: _from, ...sample }) => sample as unknown as Sample) // what Sample has more is a bucket, which no sum has
      const reach = earlier.length === 0 ? own.reach : Math.min(own.reach ?? Infinity, ...earlier.map(({ at }) => at))
      return { reach, samples: deps.thin([...earlier, ...own.samples].sort((a, b) => a.at - b.at)), boundaries: told.map(({ side, incomplete }) => boundaryOf(side, incomplete)) }
    },
    async lineage(series, at) {
      const side = sidesOf(series, deps.facts()).find((one) => one.side === 'before' && at < one.at)
      if (side === undefined) return undefined
      const { samples } = await brought({ series, from: at - AROUND_MS, to: at, step: 'raw' }, side)
      const sample = samples.findLast((one) => one.at === at)
      return sample && { ...lineageOf(sample, side), ...originOf(sample), freshness: deps.freshnessOf(sample) }
    },
  }

  function originOf({ source }: Apportioned): Pick<Lineage, 'origin' | 'source'> {
    const info = deps.facts().catalogue.sources.find(({ id }) => id === source)
    return { origin: isBackfilled(source) ? 'backfill' : (info?.origin ?? 'real'), source: { id: source, ...(info && { title: info.title, system: info.system }) } }
  }
}

/** The definition that held on the last day before the change. */
function formulaOn({ formula, formulas }: Indicator, day: string): string | undefined {
  return formulas?.findLast(({ from = '' }) => from < day)?.formula ?? formula
}

function needsOf(formula: string): string[] {
  const parsed = parseFormula(formula)
  return parsed.ok ? indicatorsOf(parsed.formula) : []
}

const boundaryOf = ({ day, at, side, title, rule, reason, subjects }: Side, incomplete: number): EraBoundary => ({
  at: iso(at), day, side, title, rule, reason, subjects: subjects.map(({ id }) => id) as EraBoundary['subjects'], // ids of the catalogue
  ...(incomplete > 0 && { incomplete }),
})

function lineageOf(sample: Apportioned, side: Side): Omit<Lineage, 'origin' | 'source' | 'freshness'> {
  const { series, at, value, period, state, coverage, quality, from } = sample
  return {
    series, at: iso(at), value, ...(period && { period }), ...(state && { state }), ...(coverage && { coverage }), ...(quality && { suspect: true }), told: [], noRecord: 'computed',
    formula: {
      kind: 'apportioned', text: side.reason, inputCount: from.length,
      inputs: from.map((one) => ({ series: one.series, at: iso(one.at), value: one.value, ...(one.coverage && { coverage: one.coverage }) })),
    },
  }
}

const iso = (at: number): string => new Date(at).toISOString()
