import type { Cursor, Frame, SourceHealth, SystemState, WireFresh, WireSample, WireSeries } from '#contract'
import type { LiveSeries } from './series-book.ts'

/** Where the hub stands after a beat; what snapshots and frames of all rooms are made of. */
export interface Stand {
  epoch: string
  cursor: Cursor
  /** Counts beats. */
  step: number
  /** The last beat that changed anything at all. */
  changedStep: number
  /** The server's clock. */
  at: number
  system: SystemState
  systemStep: number
}

export interface HealthEntry {
  health: SourceHealth
  /** The beat in which it last changed. */
  step: number
}

/** What changed after beat `since` among these series and sources: newest per series. */
export function frameSince(
  since: number,
  from: { stand: Stand; prev: Cursor; series: Iterable<LiveSeries>; sources: readonly HealthEntry[] },
): Frame {
  const { stand, prev } = from
  const samples: WireSample[] = []
  const fresh: WireFresh[] = []
  const series: WireSeries[] = []
  for (const one of from.series) {
    if (one.introStep > since) series.push(one.intro)
    if (one.sampleStep > since) {
      samples.push(one.wire)
      // A new sample counts as live unless we say otherwise.
      if (one.freshness !== 'live') fresh.push([one.handle, one.freshness])
    } else if (one.freshStep > since) fresh.push([one.handle, one.freshness])
  }
  const sources = from.sources.filter((source) => source.step > since).map((source) => source.health)
  return {
    epoch: stand.epoch, cursor: stand.cursor, prev, at: stand.at, samples,
    ...(fresh.length > 0 && { fresh }),
    ...(series.length > 0 && { series }),
    ...(sources.length > 0 && { sources }),
    ...(stand.systemStep > since && { system: stand.system }),
    skipped: 0,
  }
}

export const hasNews = (frame: Frame): boolean =>
  frame.samples.length > 0 || frame.fresh !== undefined || frame.series !== undefined || frame.sources !== undefined || frame.system !== undefined
