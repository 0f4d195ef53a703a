import {
  type Catalogue, type Due, type DueRule, type FeedId, type Freshness, freshnessAt, type KeptSample, type SeriesName, type WireExtra, type WireSample, type WireSeries,
} from '#contract'
import { createDeadlines } from './deadlines.ts'

/** One series as this hub holds it. The three steps say in which beat something of it last changed. */
export interface LiveSeries {
  readonly handle: number
  readonly name: SeriesName
  readonly domain: FeedId
  readonly subject: string
  readonly rule: DueRule
  sample: KeptSample
  due: Due
  freshness: Freshness
  wire: WireSample
  intro: WireSeries
  introStep: number
  sampleStep: number
  freshStep: number
  /** The earliest of its entries among the deadlines that still counts. */
  queuedAt: number | undefined
}

/** The newest value of each series with the server's verdict on its age. */
export interface SeriesBook {
  /** Takes a sample of the log by the bus's rule for the latest value; undefined when it is history or nobody's. */
  apply(sample: KeptSample, now: number, step: number): LiveSeries | undefined
  /** Verdicts whose time has come. */
  judge(now: number, step: number): LiveSeries[]
  all(): Iterable<LiveSeries>
  in(domain: string): readonly LiveSeries[]
}

export function createSeriesBook(deps: { indicators: Catalogue['indicators']; dueOf(rule: DueRule, at: number): Due }): SeriesBook {
  const indicators = new Map<string, Catalogue['indicators'][number]>(deps.indicators.map((indicator) => [indicator.id, indicator]))
  const byName = new Map<SeriesName, LiveSeries>()
  const byDomain = new Map<string, LiveSeries[]>()
  const deadlines = createDeadlines<LiveSeries>()
  let judgedAt = 0

  function open(sample: KeptSample, step: number): LiveSeries | undefined {
    const [id = '', subject = ''] = sample.series.split('@')
    const indicator = indicators.get(id)
    if (indicator === undefined) return undefined
    const handle = byName.size + 1
    const due = deps.dueOf(indicator.due, sample.at)
    const series: LiveSeries = {
      handle, name: sample.series, domain: indicator.domain, subject, rule: indicator.due, sample, due,
      freshness: 'never', wire: [handle, 0, 0], intro: introOf(handle, sample, indicator.due, due),
      introStep: step, sampleStep: step, freshStep: step, queuedAt: undefined,
    }
    byName.set(series.name, series)
    const others = byDomain.get(series.domain)
    if (others === undefined) byDomain.set(series.domain, [series])
    else others.push(series)
    return series
  }

  function judgeOne(series: LiveSeries, now: number, step: number): boolean {
    const was = series.freshness
    series.freshness = freshnessAt(series.due, now)
    if (series.freshness !== was) series.freshStep = step
    const next = series.freshness === 'live' ? series.due.liveUntil : series.due.lateUntil
    // At most one counting entry per series: a series with ten samples a second must not fill the heap.
    if (series.freshness !== 'stale' && (series.queuedAt === undefined || next < series.queuedAt)) {
      series.queuedAt = next
      deadlines.add(next, series)
    }
    return series.freshness !== was
  }

  function judgeDue(now: number, step: number): LiveSeries[] {
    const changed: LiveSeries[] = []
    for (let due = deadlines.takeBefore(now); due !== undefined; due = deadlines.takeBefore(now)) {
      const series = due.what
      if (series.queuedAt !== due.at) continue
      series.queuedAt = undefined
      if (judgeOne(series, now, step)) changed.push(series)
    }
    return changed
  }

  return {
    apply(sample, now, step) {
      const held = byName.get(sample.series)
      if (held !== undefined && !isNewer(sample, held.sample)) return undefined
      const series = held ?? open(sample, step)
      if (series === undefined) return undefined
      if (series.sample.source !== sample.source) {
        series.intro = introOf(series.handle, sample, series.rule, series.due)
        series.introStep = step
      }
      series.sample = sample
      series.due = deps.dueOf(series.rule, sample.at)
      series.wire = wireOf(series)
      series.sampleStep = step
      judgeOne(series, now, step)
      return series
    },
    judge(now, step) {
      const isTurnedBack = now < judgedAt
      judgedAt = now
      // A server clock set back (NTP) may make values live again, which no deadline tells.
      return isTurnedBack ? [...byName.values()].filter((series) => judgeOne(series, now, step)) : judgeDue(now, step)
    },
    all: () => byName.values(),
    in: (domain) => byDomain.get(domain) ?? [],
  }
}

/** The bus's rule: by time, then by period (none before any); at the same moment the later written, a correction, wins. */
function isNewer(sample: KeptSample, held: KeptSample): boolean {
  return sample.at === held.at ? (sample.period ?? '') >= (held.period ?? '') : sample.at > held.at
}

const isInterval = (rule: DueRule): boolean => 'every' in rule

/** How long a value counts as live; 0 for a calendar, where each sample says it itself. */
function introOf(handle: number, sample: KeptSample, rule: DueRule, due: Due): WireSeries {
  return [handle, sample.series, sample.source, isInterval(rule) ? due.liveUntil - sample.at : 0]
}

function wireOf({ handle, sample, rule, due }: LiveSeries): WireSample {
  const extra: WireExtra = {}
  if (!isInterval(rule)) extra.d = due.liveUntil
  if (sample.coverage !== undefined) extra.c = [sample.coverage.reported, sample.coverage.expected]
  if (sample.state !== undefined) extra.st = sample.state
  if (sample.period !== undefined) extra.p = sample.period
  if (sample.quality === 'suspect') extra.q = 1
  return Object.keys(extra).length === 0 ? [handle, sample.at, sample.value] : [handle, sample.at, sample.value, extra]
}
