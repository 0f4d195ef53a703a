import type { SourceHealth, SourceInfo } from '#contract'

/** Parts between 0 and 1; undefined while there is nothing to take a part of. */
export interface SourceShares {
  connected: number | undefined
  liveSeries: number | undefined
}

/**
 * Connected is a source with a rhythm of its own whose last pass went well and whose word is not stale. Who sends when he likes,
 * by hand or by file, has no line that could be down, and is not counted. A source that never answered is not connected.
 */
export function sourceShares(sources: readonly Pick<SourceInfo, 'id' | 'everyMs'>[], health: readonly Pick<SourceHealth, 'id' | 'error' | 'freshness' | 'series'>[]): SourceShares {
  const byId = new Map(health.map((one) => [one.id, one]))
  const steady = sources.filter(({ everyMs }) => everyMs !== undefined)
  const connected = steady.filter(({ id }) => {
    const one = byId.get(id)
    return one !== undefined && one.error === undefined && (one.freshness === 'live' || one.freshness === 'late')
  })
  const sum = (of: (one: (typeof health)[number]) => number) => health.reduce((total, one) => total + of(one), 0)
  return { connected: part(connected.length, steady.length), liveSeries: part(sum(({ series }) => series.live), sum(({ series }) => series.total)) }
}

const part = (some: number, whole: number): number | undefined => (whole === 0 ? undefined : some / whole)
