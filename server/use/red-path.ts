import { type Briefing, type Catalogue, createAims, type Explanation, type FeedId, type Freshness, type KeptSample, type RedPath, type SeriesName, shownStatus, splitSeries, type Status, type Value } from '#contract'
import type { Clock } from '../clock.ts'

export interface RedPathDeps {
  clock: Clock
  catalogue(): Catalogue
  briefing(): Briefing | undefined
  /** The past by the hour, oldest first. */
  past(series: SeriesName, from: number, to: number): Promise<readonly { at: number; value: Value; period?: string | undefined }[]>
  latest(feeds: readonly FeedId[]): Promise<readonly KeptSample[]>
  /** A figure that is too old is not judged, here as on every screen. */
  freshnessOf(sample: Pick<KeptSample, 'series' | 'at'>): Freshness
  /** The first explanation of each time a figure was explained, written between two moments. */
  written(from: number, to: number): Promise<readonly Pick<Explanation, 'series' | 'writtenAt' | 'until'>[]>
  /** Those that promise something for today or later. */
  running(): Promise<readonly Pick<Explanation, 'series'>[]>
}

/** A figure that has been so for longer is not timed: nobody knows since when. */
const LOOK_BACK_MS = 60 * 86_400_000
const MOST_TIMED = 200

/** How long a figure that is not as it should be waits until who answers for it says why: figures and papers only, no person. */
export function createRedPath({ clock, catalogue, briefing, past, latest, freshnessOf, written, running }: RedPathDeps): (from: number, to: number) => Promise<RedPath> {
  return async (from, to) => {
    const facts = catalogue()
    const judge = judgeOf(facts)
    const [explained, redNow, promised] = await Promise.all([written(from, to), redFigures(facts, judge), running()])
    const waits: number[] = []
    for (const { series, writtenAt } of explained.slice(0, MOST_TIMED)) {
      const at = Date.parse(writtenAt)
      const since = sinceWhen(await past(series, at - LOOK_BACK_MS, at), (sample) => judge(series, sample))
      if (since !== undefined) waits.push(at - since)
    }
    const answered = new Set<string>(promised.map(({ series }) => series))
    const medianMs = median(waits)
    return {
      explained: explained.length, timed: waits.length, ...(medianMs !== undefined && { medianMs }),
      redNow: redNow.length, unexplainedNow: redNow.filter((series) => !answered.has(series)).length,
    }
  }

  function judgeOf(facts: Catalogue): (series: SeriesName, sample: { at: number; value: Value; period?: string | undefined }) => Status {
    const aims = createAims(facts)
    const indicators = new Map(facts.indicators.map((one) => [one.id, one]))
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: facts.deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    return (series, { at, value, period }) => {
      const indicator = indicators.get(splitSeries(series).indicator)
      return indicator === undefined ? 'unknown' : shownStatus(value, indicator, aims(series, { period, day: day.format(at) }, day.format(clock.now())))
    }
  }

  /** What the leaders look at and is beyond what is wanted. */
  async function redFigures({ indicators }: Catalogue, judge: ReturnType<typeof judgeOf>): Promise<SeriesName[]> {
    const sheet = briefing()
    if (sheet === undefined) return []
    const looked = new Set<SeriesName>([...sheet.lead, ...sheet.domains.flatMap(({ series }) => series), ...sheet.plans])
    const named = new Set<string>([...looked].map((series) => splitSeries(series).indicator))
    const feeds = [...new Set(indicators.filter(({ id }) => named.has(id)).map(({ domain }) => domain))]
    return (await latest(feeds)).filter((sample) => looked.has(sample.series) && ['live', 'late'].includes(freshnessOf(sample)) && judge(sample.series, sample) === 'bad').map(({ series }) => series)
  }
}

/** The first moment of the last unbroken time that was not good; undefined where the known past is all of it. */
export function sinceWhen<S extends { at: number }>(samples: readonly S[], judge: (sample: S) => Status): number | undefined {
  const lastGood = samples.findLastIndex((sample) => judge(sample) === 'good')
  return lastGood === -1 ? undefined : samples[lastGood + 1]?.at
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}
