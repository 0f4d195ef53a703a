import type { ComparedIndicator, CountedPeriods, CurvePoint, FormulaVersion, Indicator, LegalBasis, PacedIndicator, PaceRule } from '#contract'

interface Tables {
  formulas: readonly FormulaVersion[]
  periods: readonly CountedPeriods[]
  paces: readonly PacedIndicator[]
  curves: readonly CurvePoint[]
  comparisons: readonly ComparedIndicator[]
  bases: readonly LegalBasis[]
}

/** What other tables say of an indicator, on the indicator itself: its calendar, its pace, how it is compared over the eras, and all its definitions. */
export function completeIndicators(indicators: readonly Indicator[], tables: Tables): Indicator[] {
  return indicators.map((plain) => {
    const of = <T extends { indicator: string }>(all: readonly T[]): T | undefined => all.find(({ indicator }) => indicator === plain.id)
    const [counted, paced, compared, based] = [of(tables.periods), of(tables.paces), of(tables.comparisons), of(tables.bases)]
    const indicator: Indicator = {
      ...plain, ...(counted && { periods: counted.calendar }), ...(paced && { pace: ruleOf(paced, tables.curves) }), ...(compared && { across: compared.rule }), ...(based && { legalBasis: based.basis }),
    }
    return withVersions(indicator, tables.formulas)
  })
}

/** All definitions, the first one in front; those of indicators.csv hold from ever. */
function withVersions(indicator: Indicator, later: readonly FormulaVersion[]): Indicator {
  const own = later.filter((version) => version.indicator === indicator.id)
  if (own.length === 0) return indicator
  const first: FormulaVersion[] = indicator.formula === undefined ? [] : [{ indicator: indicator.id, formula: indicator.formula }]
  return { ...indicator, formulas: [...first, ...own].toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)) }
}

function ruleOf({ by, over, curve, warn, critical }: PacedIndicator, curves: readonly CurvePoint[]): PaceRule {
  const points = curves.filter((point) => point.curve === curve).map(({ x, y }): [number, number] => [x, y])
  return { by, over, warn, critical, ...(by === 'curve' && { curve: points }) }
}
