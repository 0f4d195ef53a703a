import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { LiveAnswer, LiveValue, Snapshot, SourceHealth, WireFresh } from '#contract'
import type { FeedSet } from './feed-set.ts'
import type { Stand } from './frame.ts'
import type { LiveSeries } from './series-book.ts'

const compress = promisify(gzip)

/** Everything of one set of feeds at one beat. Each form is made at most once, when first asked for. */
export interface Pack {
  readonly snapshot: Snapshot
  readonly step: number
  /** For the socket: gzip of the snapshot's JSON. */
  wire(): Promise<Buffer>
  /** For `GET /api/v1/live`. */
  written(): Promise<Written>
}

export interface Written {
  answer: LiveAnswer
  json: string
  gzip: Buffer
  /** Changes with what is told, not with the clock or the place in the log. */
  etag: string
}

export function createPack(from: { stand: Stand; set: FeedSet; series: readonly LiveSeries[]; sources: SourceHealth[]; paceOf?: PaceOf | undefined }): Pack {
  const { stand, set, sources } = from
  const fresh: WireFresh[] = []
  for (const { handle, freshness } of from.series) if (freshness !== 'live') fresh.push([handle, freshness])
  const snapshot: Snapshot = {
    epoch: stand.epoch, cursor: stand.cursor, at: stand.at, feeds: [...set.feeds],
    series: from.series.map((series) => series.intro),
    samples: from.series.map((series) => series.wire),
    fresh, sources, system: stand.system,
  }
  // Taken now: the series move on.
  const values = from.series.map((series) => valueOf(series, from.paceOf))
  let wire: Promise<Buffer> | undefined
  let written: Promise<Written> | undefined
  return {
    snapshot,
    step: stand.step,
    wire: () => (wire ??= compress(JSON.stringify(snapshot))),
    written: () => (written ??= write({
      epoch: stand.epoch, cursor: stand.cursor, at: iso(stand.at), feeds: [...set.feeds], values, sources, system: stand.system,
    })),
  }
}

async function write(answer: LiveAnswer): Promise<Written> {
  const { feeds, values, sources, system } = answer
  const json = JSON.stringify(answer)
  // Weak: another place in the log or another clock with the same content is the same for whoever asks.
  const etag = `W/"${createHash('sha256').update(JSON.stringify([feeds, values, sources, system])).digest('base64url').slice(0, 22)}"`
  return { answer, json, gzip: await compress(json), etag }
}

/** What a figure that grows over a period should have come to by its day; undefined for all others. */
export type PaceOf = (series: Pick<LiveSeries, 'name' | 'sample' | 'freshness'>) => LiveValue['pace']

function valueOf(series: LiveSeries, paceOf: PaceOf | undefined): LiveValue {
  const { name, sample, freshness, due } = series
  const pace = paceOf?.(series)
  return {
    series: name, source: sample.source, freshness, at: iso(sample.at), value: sample.value, liveUntil: iso(due.liveUntil),
    ...(sample.period !== undefined && { period: sample.period }),
    ...(sample.state !== undefined && { state: sample.state }),
    ...(sample.quality === 'suspect' && { suspect: true }),
    ...(sample.coverage !== undefined && { coverage: sample.coverage }),
    ...(pace && { pace }),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
