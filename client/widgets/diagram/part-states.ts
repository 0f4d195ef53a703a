import { type DiagramNode, judgeStatus, type SeriesView, type Status } from '#contract'
import type { DiagramPart } from './options.ts'

/** How a part looks: a status while it is known, else why it is not. */
export type Look = Status | 'stale' | 'lost' | 'never'

export interface PartState {
  part: DiagramPart
  /** Undefined where the panel's query does not hold the series. */
  view: SeriesView | undefined
  look: Look
  /** Share from the bottom, for levels. */
  level: number | undefined
}

/** What each part shows now. Pure. */
export function statesOf(parts: readonly DiagramPart[], views: readonly SeriesView[]): PartState[] {
  return parts.map((part) => {
    const view = views.find(({ series }) => series === part.series)
    return { part, view, look: lookOf(part, view), level: part.show === 'level' ? levelOf(part, view) : undefined }
  })
}

function lookOf({ states }: DiagramPart, view: SeriesView | undefined): Look {
  if (view === undefined || view.freshness === 'never' || (view.value === undefined && view.freshness !== 'lost')) return 'never'
  if (view.freshness === 'stale' || view.freshness === 'lost') return view.freshness
  // A word nobody gave a meaning is not good: it is unknown.
  if (typeof view.value === 'string') return Object.hasOwn(states, view.value) ? (states[view.value] ?? 'unknown') : 'unknown'
  return judgeStatus(view.value, view.indicator, view.target?.value)
}

/** Undefined where the value is none, or nothing says what empty and full are. */
function levelOf({ low, high }: DiagramPart, view: SeriesView | undefined): number | undefined {
  if (typeof view?.value !== 'number') return undefined
  const bottom = low ?? 0
  const top = high ?? (view.indicator.unit === '%' ? 100 : undefined)
  return top === undefined || top <= bottom ? undefined : Math.min(1, Math.max(0, (view.value - bottom) / (top - bottom)))
}

/** Names of parts the drawing has. */
export const idsIn = ({ attributes, children }: DiagramNode): string[] => [...(attributes.id === undefined ? [] : [attributes.id]), ...children.flatMap(idsIn)]

const SEVERITY: Record<Look, number> = { bad: 0, lost: 1, stale: 2, watch: 3, never: 4, unknown: 5, good: 6 }

/** Parts somebody must be told of in words, worst first; one figure that has several parts is told once. */
export function toTell(states: readonly PartState[]): PartState[] {
  const seen = new Set<string>()
  return states.filter(({ look }) => SEVERITY[look] <= SEVERITY.never).toSorted((a, b) => SEVERITY[a.look] - SEVERITY[b.look]).filter(({ part }) => !seen.has(part.series) && seen.add(part.series))
}
