import type { SeriesUse } from './board.ts'
import { type Briefing, layerIndicators } from './briefing.ts'
import { type FormulaVersion, indicatorsOf, parseFormula } from './formula.ts'
import { splitSeries } from './ids.ts'
import type { Indicator } from './indicator.ts'
import type { Panel, PlainQuery, Scene } from './scene.ts'
import type { Target } from './target.ts'

/** All that may name an indicator. `boards` are published ones, `drafts` what is being built. */
export interface UseFacts {
  scenes: readonly Scene[]
  boards?: readonly Scene[]
  drafts?: readonly Scene[]
  briefing?: Briefing | undefined
  indicators: readonly Pick<Indicator, 'id' | 'name' | 'formula' | 'formulas'>[]
  formulas?: readonly FormulaVersion[]
  targets: readonly Pick<Target, 'indicator' | 'subject'>[]
}

/** Every place that names an indicator, whether or not it exists. */
export function usesOf(indicator: string, { scenes, boards = [], drafts = [], briefing, indicators, formulas = [], targets }: UseFacts): SeriesUse[] {
  return [
    ...scenes.flatMap((scene) => useInScene('scene', scene, indicator)),
    ...boards.flatMap((scene) => useInScene('board', scene, indicator)),
    ...drafts.flatMap((scene) => useInScene('draft', scene, indicator)),
    ...(briefing === undefined ? [] : partsThatName(briefing, indicator)),
    ...formulasThatName(indicator, indicators, formulas),
    ...targets.filter((target) => target.indicator === indicator).map(({ subject }): SeriesUse => ({ kind: 'target', id: subject })),
  ]
}

function useInScene(kind: SeriesUse['kind'], { id, title, panels }: Scene, indicator: string): SeriesUse[] {
  const using = panels.filter((panel) => indicatorsIn(panel).has(indicator))
  return using.length === 0 ? [] : [{ kind, id, title, panels: using.map((panel) => panel.id) }]
}

/** Which indicators a panel asks for, or names in its options: rows of a drawing, parts of an index. */
export function indicatorsIn({ query, options }: Pick<Panel, 'query' | 'options'>): ReadonlySet<string> {
  const asked = query === undefined ? [] : 'together' in query ? query.together.flatMap(namesIn) : namesIn(query)
  return new Set([...asked, ...textsIn(options)])
}

const namesIn = (query: PlainQuery): string[] =>
  'series' in query ? query.series.map((series) => splitSeries(series).indicator) : 'indicator' in query ? [query.indicator] : query.indicators

/** Names of indicators have a dot in them, so that hardly another text is taken for one. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.split('@')[0] ?? value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]) : []
}

function partsThatName({ lead, map, locality, domains, plans, agencies }: Briefing, indicator: string): SeriesUse[] {
  const names = (series: Briefing['lead']) => series.some((one) => splitSeries(one).indicator === indicator)
  return [
    ...(names(lead) ? [{ kind: 'briefing' as const, id: 'lead' }] : []),
    ...(map.indicator === indicator || map.points.some((layer) => layerIndicators(layer).some((one) => one === indicator)) ? [{ kind: 'briefing' as const, id: 'map' }] : []),
    ...(locality.some((one) => one === indicator) ? [{ kind: 'briefing' as const, id: 'locality' }] : []),
    ...domains.filter(({ series }) => names(series)).map(({ id, title }) => ({ kind: 'briefing' as const, id, title })),
    ...(agencies?.onTime === indicator || agencies?.resolved === indicator ? [{ kind: 'briefing' as const, id: 'agencies' }] : []),
    ...(names(plans) ? [{ kind: 'briefing' as const, id: 'plans' }] : []),
  ]
}

function formulasThatName(indicator: string, indicators: UseFacts['indicators'], versions: readonly FormulaVersion[]): SeriesUse[] {
  const texts = [
    ...indicators.flatMap(({ id, formula, formulas = [] }) => [...(formula === undefined ? [] : [{ id: String(id), formula }]), ...formulas.map((one) => ({ id: String(id), formula: one.formula }))]),
    ...versions.map((one) => ({ id: one.indicator, formula: one.formula })),
  ]
  const using = texts.filter(({ formula }) => {
    const parsed = parseFormula(formula)
    return parsed.ok && indicatorsOf(parsed.formula).some((id) => id === indicator)
  })
  return [...new Set(using.map(({ id }) => id))].map((id) => {
    const title = indicators.find((one) => one.id === id)?.name
    return { kind: 'formula', id, ...(title && { title }) }
  })
}
