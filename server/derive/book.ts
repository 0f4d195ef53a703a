import { type Catalogue, type Due, type DueRule, type KeptSample, type SeriesName, seriesName, type SourceId, splitSeries } from '#contract'
import type { BatchSample } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { inputsOf, planRollUps } from './plan-roll-ups.ts'
import { type Input, rollUp, type RolledUp } from './roll-up.ts'

/** Who sends what is rolled up here; the second where a simulated figure went in, so that it stays marked. */
export const ROLLED_UP = 'derive' as SourceId
export const ROLLED_UP_SIMULATED = 'derive-simulated' as SourceId

export interface BookDeps {
  clock: Clock
  catalogue(): Catalogue
  dueOf(rule: DueRule, at: number): Due
  /** Does this area hold at this moment? Communes of another era never go into today's province. */
  holdsAt(subject: string, at: number): boolean
}

export interface Book {
  take(sample: KeptSample): void
  /** What changed since, by who sends it; everything is looked at where `all`, because parts go stale by time alone. */
  compute(all: boolean): Map<SourceId, BatchSample[]>
}

/** What the communes told last, and what was made of it. */
export function createBook({ catalogue, dueOf, holdsAt, clock }: BookDeps): Book {
  const told = new Map<SeriesName, KeptSample>()
  const published = new Map<SeriesName, RolledUp>()
  /** Provinces' figures that a department delivers itself: theirs stand. */
  const delivered = new Set<SeriesName>()
  const dirty = new Set<string>()

  function take(sample: KeptSample): void {
    if (typeof sample.value !== 'number') return
    if (sample.source === ROLLED_UP || sample.source === ROLLED_UP_SIMULATED) return remember(sample)
    const known = told.get(sample.series)
    if (known !== undefined && known.at > sample.at) return
    told.set(sample.series, sample)
    delivered.add(sample.series)
    dirty.add(splitSeries(sample.series).indicator)
  }

  /** From before this process: what it published itself need not be said again. */
  function remember({ series, value, at, coverage }: KeptSample): void {
    if (typeof value === 'number' && coverage !== undefined) published.set(series, { value, at, coverage })
  }

  function compute(all: boolean): Map<SourceId, BatchSample[]> {
    const now = clock.now()
    const { indicators, localities, sources } = catalogue()
    const simulated = new Set<string>(sources.filter(({ origin }) => origin !== 'real').map(({ id }) => id))
    const byId = new Map<string, Catalogue['indicators'][number]>(indicators.map((indicator) => [indicator.id, indicator]))
    const provinces = localities.filter(({ id, level }) => level === 'province' && holdsAt(id, now))
    const news = new Map<SourceId, BatchSample[]>()
    for (const plan of planRollUps(indicators)) {
      if (!all && !inputsOf(plan).some((id) => dirty.has(id))) continue
      for (const { id: province } of provinces) {
        const series = seriesName(plan.indicator.id, province)
        if (delivered.has(series)) continue
        const communes = localities.filter(({ id, level, parent }) => level === 'commune' && parent === province && holdsAt(id, now)).map(({ id }) => id)
        let isSimulated = false
        const rolled = rollUp(plan, communes, (id, commune) => {
          const sample = told.get(seriesName(id, commune))
          const rule = byId.get(id)?.due
          if (sample === undefined || rule === undefined || now > dueOf(rule, sample.at).lateUntil) return undefined
          isSimulated ||= simulated.has(sample.source)
          const isPart = sample.coverage !== undefined && sample.coverage.reported < sample.coverage.expected
          return { value: sample.value, at: sample.at, isPart } as Input // words were not taken
        })
        const before = published.get(series)
        if (rolled === undefined) continue
        // One who reports late for an earlier moment must not push the sum into the past, where nobody would see it: until that
        // part is renewed or stale the sum may look fresher than it, which is the lesser fault.
        const next = { ...rolled, at: Math.max(rolled.at, before?.at ?? 0) }
        if (before !== undefined && before.value === next.value && before.at === next.at && before.coverage.reported === next.coverage.reported && before.coverage.expected === next.coverage.expected) continue
        published.set(series, next)
        const source = isSimulated ? ROLLED_UP_SIMULATED : ROLLED_UP
        news.set(source, [...(news.get(source) ?? []), { series, feed: plan.indicator.domain, ...next }])
      }
    }
    dirty.clear()
    return news
  }

  return { take, compute }
}
