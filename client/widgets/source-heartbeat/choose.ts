import type { SourceView } from '#contract'
import { countBeats } from '../../parts/index.ts'

export interface Chosen {
  shown: SourceView[]
  /** Others that are not shown. */
  more: number
  /** Ids asked for that nobody knows. */
  unknown: string[]
}

/** The sources named, or those that missed the most half hours. Pure. */
export function chooseSources(sources: readonly SourceView[], { named, rows }: { named: readonly string[]; rows: number }): Chosen {
  if (named.length > 0) {
    const found = named.flatMap((id) => sources.find(({ info }) => info.id === id) ?? [])
    return { shown: found.slice(0, rows), more: Math.max(0, found.length - rows), unknown: named.filter((id) => !sources.some(({ info }) => info.id === id)) }
  }
  const missed = ({ health }: SourceView): number => countBeats(health?.beats ?? []).missing * 100 + countBeats(health?.beats ?? []).late
  return { shown: sources.toSorted((a, b) => missed(b) - missed(a)).slice(0, rows), more: Math.max(0, sources.length - rows), unknown: [] }
}
