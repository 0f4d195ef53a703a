import { type FeedSet, seriesOf } from './feed-set.ts'
import type { HealthEntry, Stand } from './frame.ts'
import type { SeriesBook } from './series-book.ts'
import { createPack, type Pack, type PaceOf } from './snapshot.ts'

export interface PacksDeps {
  shareMs: number
  stand(): Stand
  book(): SeriesBook
  sources(set: FeedSet): HealthEntry[]
  paceOf?: PaceOf | undefined
}

/** Snapshots, built once and shared by all who ask for the same feeds. */
export interface Packs {
  /** One that is not older than this beat, nor than `shareMs`. */
  take(set: FeedSet, atLeast: number): Pack
  built(): number
}

/** Walls share few sets; a caller of HTTP may name any. */
const SETS_KEPT = 32

export function createPacks(deps: PacksDeps): Packs {
  const held = new Map<string, Pack>()
  let built = 0

  function isGood(pack: Pack, atLeast: number): boolean {
    const stand = deps.stand()
    return pack.snapshot.epoch === stand.epoch && pack.step >= atLeast && Math.abs(stand.at - pack.snapshot.at) <= deps.shareMs
  }

  return {
    take(set, atLeast) {
      const known = held.get(set.key)
      if (known !== undefined && isGood(known, atLeast)) return known
      const pack = createPack({ stand: deps.stand(), set, series: seriesOf(set, deps.book()), sources: deps.sources(set).map((source) => source.health), paceOf: deps.paceOf })
      built++
      held.delete(set.key)
      held.set(set.key, pack)
      const [oldest] = held.keys()
      if (held.size > SETS_KEPT && oldest !== undefined) held.delete(oldest)
      return pack
    },
    built: () => built,
  }
}
