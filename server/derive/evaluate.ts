import { type CurvePoint, parseFormula } from '#contract'
import { compileFormula } from './compile-formula.ts'

/** A rate computed once from other figures than the living ones; undefined where there is none, or where its parts may not be sums of other areas' parts. */
export function evaluate(text: string, { curves, value }: { curves: readonly CurvePoint[]; value(indicator: string): number }): number | undefined {
  const parsed = parseFormula(text)
  if (!parsed.ok) return undefined
  const points = new Map<string, CurvePoint[]>()
  for (const point of curves) points.set(point.curve, [...(points.get(point.curve) ?? []), point])
  const { isRatio, compute } = compileFormula(parsed.formula, points)
  const made = isRatio ? compute({ value, hours: () => [], asOf: 0 }) : undefined
  return typeof made === 'number' ? made : undefined
}
