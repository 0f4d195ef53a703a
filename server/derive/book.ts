import { type Catalogue, type CurvePoint, type Due, type DueRule, type KeptSample, type RunId, type SeriesName, type SourceId, splitSeries } from '#contract'
import type { BatchSample } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { createAreas, createCommunesAt } from './areas.ts'
import { computeFigure, type Made, type Point, type Reader } from './compute.ts'
import { createDirty, type Task } from './dirty.ts'
import { keepSample, type Ledger } from './ledger.ts'
import { createMarks } from './marks.ts'
import type { NoValue } from './no-value.ts'
import { planGraph } from './plan-graph.ts'
import { createRecall, type Recall } from './recall.ts'
import { createShelves } from './shelves.ts'

/** Who sends what is computed here; the second where a simulated figure went in, so that it stays marked. */
export const ROLLED_UP = 'derive' as SourceId
export const ROLLED_UP_SIMULATED = 'derive-simulated' as SourceId
const isOwn = (source: string): boolean => source === ROLLED_UP || source === ROLLED_UP_SIMULATED

export interface BookDeps {
  clock: Clock
  catalogue(): Catalogue
  curves(): readonly CurvePoint[]
  dueOf(rule: DueRule, at: number): Due
  /** Does this area hold at this moment? Communes of another era never go into today's province. */
  holdsAt(subject: string, at: number): boolean
  /** The first moment of a day by local clocks. */
  startOf(day: string): number
}

export interface Book extends Pick<Recall, 'wanted' | 'recall' | 'giveUp'> {
  /** What stood on the bus when we came: of each series only the newest. */
  prime(samples: readonly KeptSample[]): void
  take(sample: KeptSample): void
  /** What changed since, by who sends it. */
  compute(): Map<SourceId, BatchSample[]>
  /** The catalogue this book was opened for is no longer in force. */
  isOutdated(): boolean
  /** What a figure computed here was made of, as long as it stands. */
  explain(series: SeriesName, at: number, period?: string): Made | undefined
  /** Why there is no newer figure, where it was asked for and could not be made. */
  whyNot(series: SeriesName, period?: string): NoValue | undefined
}

const HEIGHTS = 3
const COUNT_AREAS_MS = 15_000
/** A sample of our own before its run is known. */
const NO_RUN = 'derive:0' as RunId

/** What one of ours was made of stands on it, where neither a log nor an answer sees it: a map of its own beside hundreds of thousands of values cost as much as the sums. */
const MADE = Symbol('made')
type OwnSample = KeptSample & { [MADE]?: Made | undefined }
const explained = (sample: OwnSample, made: Made | undefined): OwnSample => Object.assign(sample, { [MADE]: made })

/** What was told, what is made of it, and what must be made anew: only what hangs on an input that changed. */
export function createBook(deps: BookDeps): Book {
  const { clock, dueOf, holdsAt } = deps
  const catalogue = deps.catalogue()
  const graph = planGraph(catalogue.indicators, deps.curves(), deps.startOf)
  const areas = createAreas(catalogue.localities)
  const simulated = new Set<string>([ROLLED_UP_SIMULATED, ...catalogue.sources.filter(({ origin }) => origin !== 'real').map(({ id }) => id)])
  /** By series and period: what cannot be made as things stand. */
  const refused = new Map<string, NoValue>()
  const isSimulated = (source: string): boolean => simulated.has(source)
  const isRefused = ({ series, period, source }: KeptSample): boolean => isOwn(source) && refused.has(`${series} ${period ?? ''}`)
  const shelves = createShelves(graph.roleOf, { isSimulated, isRefused })
  const dirty = createDirty(catalogue.indicators.length, HEIGHTS, areas.heightOf)
  const recall = createRecall(isOwn)
  const marks = createMarks({ clock, graph, areas, shelves, dirty, dueOf, holdsAt, recall })
  const reader: Reader = { areas, dueOf, communesAt: createCommunesAt(areas, holdsAt), startOf: deps.startOf, shelves, isSimulated, isRefused }
  const countHolding = () => areas.all.filter((id) => holdsAt(id, clock.now())).length
  let holding = countHolding()
  let countedAt = clock.now()

  function keep(ledger: Ledger, sample: KeptSample): boolean {
    const isNewest = keepSample(ledger, sample)
    if (isNewest) shelves.changed(ledger)
    return isNewest
  }

  function prime(samples: readonly KeptSample[]): void {
    const taken = samples.filter(isAskedFor)
    for (const sample of taken) {
      const ledger = shelves.open(sample.series, sample.at)
      keep(ledger, sample)
      if (!isOwn(sample.source)) ledger.isDelivered = true
    }
    for (const { series, at } of taken) marks.markLive(shelves.open(series, at))
  }

  function take(sample: KeptSample): void {
    if (!isAskedFor(sample)) return
    const ledger = shelves.open(sample.series, -Infinity)
    if (isOwn(sample.source)) return hearOwn(ledger, sample)
    yieldTo(ledger)
    marks.markChange(ledger, sample, keep(ledger, sample))
  }

  /** From the first word of a department on, what was computed in its place is no input any more. */
  function yieldTo(ledger: Ledger): void {
    if (ledger.isDelivered) return
    ledger.isDelivered = true
    ledger.samples = ledger.samples.filter(({ source }) => !isOwn(source))
    shelves.changed(ledger)
  }

  const isAskedFor = ({ series, value }: KeptSample): boolean => typeof value === 'number' && (shelves.at(series)?.role ?? graph.roleOf(splitSeries(series).indicator)).isInput

  /** Our own, back from the log: this book is ahead of it, so only the run is news. */
  function hearOwn(ledger: Ledger, sample: KeptSample): void {
    const { samples } = ledger
    if (samples.length === 0) return void keep(ledger, sample)
    const index = samples.findIndex(({ at, period }) => at === sample.at && period === sample.period)
    const own: OwnSample | undefined = samples[index]
    if (own === undefined || own.value !== sample.value) return
    samples[index] = explained(sample, own[MADE])
    shelves.changed(ledger)
  }

  function compute(): Map<SourceId, BatchSample[]> {
    const now = clock.now()
    marks.markStale(now)
    countAreas(now)
    const news = new Map<SourceId, BatchSample[]>()
    for (let task = dirty.take(); task !== undefined; task = dirty.take()) {
      for (const told of settle(task, now)) {
        const { series, at, value, period, state, quality, coverage } = told
        const sample = { series, feed: task.plan.indicator.domain, at, value, period, state, quality, coverage }
        const others = news.get(told.source)
        if (others === undefined) news.set(told.source, [sample])
        else others.push(sample)
      }
    }
    return news
  }

  /** An era that begins or ends changes what a whole is made of. */
  function countAreas(now: number): void {
    if (now - countedAt < COUNT_AREAS_MS) return
    countedAt = now
    const before = holding
    holding = countHolding()
    if (holding !== before) for (const ledger of shelves.all()) marks.markLive(ledger)
  }

  /** One figure anew, for all its moments: what has changed of it. Of two that are true at one moment the one made of the newer inputs stands. */
  function settle({ plan, ledger, points }: Task, now: number): KeptSample[] {
    if (ledger.isDelivered) return []
    const { series, subject } = ledger
    const byMoment = new Map<string, { told: KeptSample; made: Made }>()
    const answer = (point: Point): boolean => {
      const on = point.isLive === true ? now : point.on
      if (!holdsAt(subject, on)) return false
      const made = computeFigure(plan, ledger, { ...point, on }, reader)
      if (point.isLive === true) noteRefusal(ledger, point.period, made)
      if ('why' in made) return false
      const told = sampleOf(series, point.asOf < Infinity ? made : notBehind(made, [...ledger.samples, ...[...byMoment.values()].map((one) => one.told)]), now)
      byMoment.set(`${told.at} ${told.period ?? ''}`, { told, made })
      return true
    }
    points.filter(({ isBefore }) => isBefore === true).toReversed().some(answer)
    const asked = points.filter(({ isBefore }) => isBefore !== true)
    asked.forEach(answer)
    const from = Math.min(...asked.map(({ asOf }) => asOf))
    if (from < Infinity) marks.markPast(ledger, from)
    return [...byMoment.values()].flatMap(({ told, made }) => {
      const before = ledger.samples.find(({ at, period }) => at === told.at && period === told.period)
      if (before !== undefined && isSame(before, told)) return []
      const newest: OwnSample | undefined = ledger.samples.at(-1)
      const isNewest = keep(ledger, explained(told, made))
      if (isNewest && newest !== undefined) newest[MADE] = undefined // hundreds of inputs each: of what stands, and not of what stood
      if (from === Infinity) marks.markChange(ledger, told, isNewest)
      else if (isNewest) marks.awaitStale(ledger, told)
      return [told]
    })
  }

  function noteRefusal(ledger: Ledger, period: string | undefined, made: Made | NoValue): void {
    if (!('why' in made) && refused.size === 0) return
    const key = `${ledger.series} ${period ?? ''}`
    const was = refused.has(key)
    if ('why' in made) refused.set(key, made)
    else refused.delete(key)
    if (was === 'why' in made) return
    shelves.changed(ledger)
    if (was) marks.markUsers(ledger, () => [period === undefined ? marks.live() : { asOf: Infinity, on: clock.now(), isLive: true, period }]) // it may come back as it was, which alone is no change
  }

  /**
   * One who reports late for an earlier moment must not push the figure into the past, where nobody would see it: until that part is
   * renewed or stale the figure may look fresher than it, which is the lesser fault.
   */
  function notBehind(made: Made, said: readonly KeptSample[]): Made {
    return { ...made, at: Math.max(made.at, ...said.filter(({ period }) => period === made.period).map(({ at }) => at)) }
  }

  const sampleOf = (series: SeriesName, { value, at, period, state, coverage, isSuspect, isSimulated: isMadeUp }: Made, now: number): KeptSample => ({
    series, at, value,
    ...(period === undefined ? {} : { period }), ...(state === undefined ? {} : { state }), ...(coverage === undefined ? {} : { coverage }),
    ...(isSuspect ? { quality: 'suspect' as const } : {}),
    source: isMadeUp ? ROLLED_UP_SIMULATED : ROLLED_UP, run: NO_RUN, receivedAt: now,
  })

  return {
    prime, take, compute, wanted: recall.wanted, recall: recall.recall, giveUp: recall.giveUp,
    isOutdated: () => deps.catalogue() !== catalogue,
    explain(series, at, period) {
      const sample: OwnSample | undefined = shelves.at(series)?.samples.find((one) => one.at === at && one.period === period)
      return sample?.[MADE]
    },
    whyNot: (series, period) => refused.get(`${series} ${period ?? ''}`),
  }
}

const isSame = (a: KeptSample, b: KeptSample): boolean =>
  a.value === b.value && a.coverage?.reported === b.coverage?.reported && a.coverage?.expected === b.coverage?.expected && a.state === b.state && a.quality === b.quality
