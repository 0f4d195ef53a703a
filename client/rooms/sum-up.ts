import type { Freshness, SourceView } from '#contract'

export interface Summary {
  onTime: number
  known: number
  /** The source that is furthest behind, if any is. */
  slowest?: { view: SourceView; freshness: Freshness; newestAt?: number }
}

const RANK: Record<Freshness, number> = { live: 0, late: 1, stale: 2, lost: 3, never: 4 }

/** How many sources keep their rhythm, and which is furthest behind: worst verdict first, then the longest silence. */
export function sumUp(sources: readonly SourceView[]): Summary {
  const known = sources.filter(({ health }) => health !== undefined)
  const onTime = known.filter(({ freshness }) => freshness === 'live').length
  const [slowest] = known
    .filter(({ freshness }) => freshness !== 'live')
    .sort((a, b) => rankOf(b) - rankOf(a) || newestOf(a) - newestOf(b))
  if (slowest === undefined) return { onTime, known: known.length }
  const { freshness, health } = slowest
  return { onTime, known: known.length, slowest: { view: slowest, freshness, ...(health?.newestAt !== undefined && { newestAt: health.newestAt }) } }
}

const rankOf = ({ freshness }: SourceView): number => RANK[freshness]
const newestOf = ({ health }: SourceView): number => health?.newestAt ?? 0
