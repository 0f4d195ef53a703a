import type { Indicator } from '#contract'

/** How a figure of the province comes from those of its communes. */
export type RollUp =
  | { kind: 'sum'; indicator: Indicator }
  /** `scale` x the sum of `over` / the sum of `under`, of the communes that told both: never a mean of rates. */
  | { kind: 'weighted'; indicator: Indicator; scale: number; over: string; under: string }

/** `100 * {a} / {b}` or `{a} / {b}`; the graph of all formulas comes later. */
const RATIO = /^(?:(\d+(?:\.\d+)?) \* )?\{([a-z0-9.-]+)\} \/ \{([a-z0-9.-]+)\}$/

/** Sums and weighted rates of indicators that communes report; a rate without its parts cannot be weighted and has no province. */
export function planRollUps(indicators: readonly Indicator[]): RollUp[] {
  const known = new Set<string>(indicators.map(({ id }) => id))
  return indicators.flatMap((indicator): RollUp[] => {
    if (indicator.level !== 'commune') return []
    if (indicator.aggregation === 'sum') return [{ kind: 'sum', indicator }]
    const [, scale = '1', over = '', under = ''] = RATIO.exec(indicator.formula ?? '') ?? []
    if (indicator.aggregation !== 'weighted' || !known.has(over) || !known.has(under)) return []
    return [{ kind: 'weighted', indicator, scale: Number(scale), over, under }]
  })
}

/** What a roll-up reads. */
export const inputsOf = (rollUp: RollUp): string[] => (rollUp.kind === 'sum' ? [rollUp.indicator.id] : [rollUp.over, rollUp.under])
