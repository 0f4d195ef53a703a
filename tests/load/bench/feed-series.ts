import { Catalogue, type FeedId, type Run, type RunId, type SeriesName, type SourceId } from '#contract'
import type { Bus } from '../../../server/bus/index.ts'

export interface BenchSeries {
  series: SeriesName
  feed: FeedId
}

export async function fetchCatalogue(url: string): Promise<Catalogue> {
  const response = await fetch(`${url}/api/v1/catalogue`)
  if (response.status !== 200) throw new Error(`the catalogue answered ${response.status}`)
  return Catalogue.parse(await response.json())
}

/** Real names: indicator after indicator for every commune of today. */
export function communalSeries({ indicators, localities }: Pick<Catalogue, 'indicators' | 'localities'>): BenchSeries[] {
  const communes = localities.filter((one) => one.level === 'commune' && one.validTo === undefined)
  // Figures due at intervals first: those are the ones that come often.
  const often = indicators.toSorted((a, b) => Number('every' in b.due) - Number('every' in a.due))
  return often.flatMap((indicator) => communes.map((commune) => ({ series: `${indicator.id}@${commune.id}` as SeriesName, feed: indicator.domain })))
}

/** Exactly so many of them. */
export function realSeries(catalogue: Pick<Catalogue, 'indicators' | 'localities'>, count: number): BenchSeries[] {
  const all = communalSeries(catalogue)
  if (all.length < count) throw new Error(`the catalogue has ${all.length} series, ${count} are wanted`)
  return all.slice(0, count)
}

let made = 0

/** One batch, as ingest in another process would write it. */
export async function publishBatch(bus: Bus, samples: readonly (BenchSeries & { value: number })[], at = Date.now()): Promise<void> {
  made += 1
  const run: Run = {
    id: `tthc:${made.toString(36)}-0a1b2c3d` as RunId, source: 'tthc' as SourceId, startedAt: at, endedAt: at, fence: 0, raw: [],
    accepted: samples.length, unchanged: 0, rejected: 0, rejects: [],
  }
  await bus.publish({ run, samples: samples.map(({ series, feed, value }) => ({ series, feed, at, value })) })
}

/** A value that differs from the last and has as many digits as a figure of a department. */
export const someValue = (n: number): number => ((n * 7_919 + made * 104_729) % 100_000) / 100

/** Calls at an even rhythm, however long each call takes. */
export async function beatEvery(everyMs: number, seconds: number, call: (turn: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  const turns = Math.max(1, Math.round((seconds * 1_000) / everyMs))
  for (let turn = 0; turn < turns; turn += 1) {
    const early = startedAt + turn * everyMs - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    await call(turn)
  }
  return turns
}
