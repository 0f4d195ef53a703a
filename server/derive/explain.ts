import { asText, type Catalogue, type KeptSample, type LineageFormula, type SeriesName, seriesName, splitSeries, type Text } from '#contract'
import { createAreas } from './areas.ts'
import { type BookDeps, ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'
import { type Plan, planGraph } from './plan-graph.ts'

export interface Explained extends Pick<LineageFormula, 'kind' | 'text' | 'version'> {
  inputs: SeriesName[]
}

type ExplainDeps = Pick<BookDeps, 'catalogue' | 'curves' | 'holdsAt' | 'startOf'>

/** By which rule a figure was computed here and what that rule reads; undefined for one that was delivered. */
export function explain({ series, source, at }: KeptSample, deps: ExplainDeps): Explained | undefined {
  if (source !== ROLLED_UP && source !== ROLLED_UP_SIMULATED) return undefined
  const catalogue = deps.catalogue()
  const { indicator, subject } = splitSeries(series)
  const plan = planGraph(catalogue.indicators, deps.curves(), deps.startOf).planOf(indicator)
  if (plan === undefined) return undefined
  const communes = plan.indicator.level !== 'commune' ? [] : createAreas(catalogue.localities).communesOf(subject).filter((id) => deps.holdsAt(id, at))
  if (plan.gather !== undefined && communes.length > 0) {
    return { kind: plan.gather, text: nameOf(indicator, catalogue), inputs: communes.map((id) => seriesName(plan.indicator.id, id as never)) } // ids of the catalogue
  }
  const version = plan.versions.find(({ fromAt }) => fromAt <= at)
  if (version === undefined) return undefined
  const isWeighted = version.isRatio && communes.length > 0
  return {
    kind: isWeighted ? 'weighted' : 'formula', text: textOf(plan, version.from, catalogue), ...(version.from === undefined ? {} : { version: version.from }),
    inputs: (isWeighted ? communes : [subject]).flatMap((id) => version.needs.map((need) => seriesName(need, id as never))), // ids of the catalogue
  }
}

/** The formula with names in place of ids. */
function textOf({ indicator: { formula = '', formulas } }: Plan, from: string | undefined, catalogue: Catalogue): Text {
  const written = formulas?.find((one) => one.from === from)?.formula ?? formula
  const named = (language: keyof Text) => written.replace(/\{([^}]+)\}/g, (_, id: string) => `[${nameOf(id, catalogue)[language]}]`)
  return { vi: named('vi'), en: named('en') }
}

const nameOf = (id: string, { indicators }: Catalogue): Text => indicators.find((one) => one.id === id)?.name ?? asText(id)
