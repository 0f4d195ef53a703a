import { type Catalogue, type KeptSample, seriesName, type SeriesName, splitSeries } from '#contract'
import { ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'
import { inputsOf, planRollUps } from './plan-roll-ups.ts'

interface Explained {
  kind: 'sum' | 'weighted'
  text: string
  inputs: SeriesName[]
}

/** By which rule a figure was computed here and what it reads; undefined for one that was delivered. */
export function explain({ series, source, at }: KeptSample, { catalogue, holdsAt }: { catalogue: Catalogue; holdsAt(id: string, at: number): boolean }): Explained | undefined {
  if (source !== ROLLED_UP && source !== ROLLED_UP_SIMULATED) return undefined
  const { indicator, subject } = splitSeries(series)
  const plan = planRollUps(catalogue.indicators).find((one) => one.indicator.id === indicator)
  if (plan === undefined) return undefined
  const communes = catalogue.localities.filter(({ id, level, parent }) => level === 'commune' && parent === subject && holdsAt(id, at))
  const name = (id: string) => catalogue.indicators.find((one) => one.id === id)?.name.vi ?? id
  return {
    kind: plan.kind,
    text: plan.kind === 'sum' ? `Σ ${name(plan.indicator.id)}` : `${plan.scale} × Σ ${name(plan.over)} / Σ ${name(plan.under)}`,
    inputs: communes.flatMap(({ id }) => inputsOf(plan).map((one) => seriesName(one as never, id))), // ids of the catalogue
  }
}
