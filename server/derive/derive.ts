import { type Catalogue, type Cursor, type Due, type DueRule, type KeptSample, type Run, type RunId, type SeriesName, seriesName, type SourceId, splitSeries } from '#contract'
import { type BatchSample, type Bus, BusUnavailableError, FencedError, type Lease } from '../bus/bus.ts'
import { type Clock, pause } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { inputsOf, planRollUps } from './plan-roll-ups.ts'
import { type Input, rollUp, type RolledUp } from './roll-up.ts'

/** Who sends what is rolled up here; the second where a simulated figure went in, so that it stays marked. */
export const ROLLED_UP = 'derive' as SourceId
export const ROLLED_UP_SIMULATED = 'derive-simulated' as SourceId

export interface DeriveDeps {
  bus: Bus
  clock: Clock
  log: Log
  catalogue(): Catalogue
  dueOf(rule: DueRule, at: number): Due
  /** Does this area hold at this moment? Communes of another era never go into today's province. */
  holdsAt(subject: string, at: number): boolean
  instance: string
}

export interface Derive {
  start(): void
  stop(): Promise<void>
}

const LEASE = 'derive'
const LEASE_MS = 15_000
const STANDBY_MS = 3_000
const RETRY_MS = 1_000
const READ_COUNT = 500
const BLOCK_MS = 1_000
/** Parts go stale by time alone: then coverage falls though nothing comes in. */
const LOOK_AGAIN_MS = 15_000

/** Figures of the province from those of its communes, back onto the bus: with coverage, and as old as their oldest part. */
export function createDerive(deps: DeriveDeps): Derive {
  const { bus, clock, log } = deps
  const leaving = new AbortController()
  let ended: Promise<void> = Promise.resolve()
  let isQuiet = true

  async function run(): Promise<void> {
    while (!leaving.signal.aborted) {
      try {
        const lease = await bus.acquire(LEASE, LEASE_MS, deps.instance)
        if (lease === undefined) {
          await pause(clock, STANDBY_MS, leaving.signal)
          continue
        }
        try {
          await follow(lease)
        } finally {
          await bus.release(lease, deps.instance).catch(() => {})
        }
      } catch (thrown) {
        if (leaving.signal.aborted) return
        if (!isQuiet || !(thrown instanceof BusUnavailableError || thrown instanceof FencedError)) log.warn({ reason: describeError(thrown) }, 'roll-ups wait')
        isQuiet = false
        await pause(clock, RETRY_MS, leaving.signal)
      }
    }
  }

  /** From the latest values on, until the lease is lost or the bus was emptied. */
  async function follow(lease: Lease): Promise<void> {
    const latest = await bus.latest()
    const book = createBook(deps)
    for (const sample of latest.samples) book.take(sample)
    let cursor: Cursor = latest.cursor
    let lookedAt = -Infinity
    while (!leaving.signal.aborted && (await bus.renew(lease, LEASE_MS, deps.instance))) {
      const isTime = clock.now() - lookedAt >= LOOK_AGAIN_MS
      if (isTime) lookedAt = clock.now()
      const news = book.compute(isTime)
      for (const [source, samples] of news) await bus.publish({ run: runOf(source, samples, lease), samples, lease })
      const { epoch, entries } = await bus.read(cursor, { count: READ_COUNT, blockMs: BLOCK_MS, signal: leaving.signal })
      if (epoch !== latest.epoch) return
      for (const entry of entries) for (const sample of entry.samples) book.take(sample)
      cursor = entries.at(-1)?.cursor ?? cursor
      isQuiet = true
    }
  }

  let runs = 0
  function runOf(source: SourceId, samples: readonly BatchSample[], lease: Lease): Run {
    const now = clock.now()
    runs += 1
    return {
      id: `${source}:${now.toString(36)}-${deps.instance}-${runs}` as RunId, // our own words
      source, startedAt: now, endedAt: now, fence: lease.fence, raw: [], accepted: samples.length, unchanged: 0, rejected: 0, rejects: [],
      newestAt: Math.max(...samples.map(({ at }) => at)),
    }
  }

  return {
    start: () => {
      ended = run()
    },
    async stop() {
      leaving.abort()
      await ended
    },
  }
}

interface Book {
  take(sample: KeptSample): void
  /** What changed since, by who sends it; everything is looked at where `all`. */
  compute(all: boolean): Map<SourceId, BatchSample[]>
}

/** What the communes told last, and what was made of it. */
function createBook({ catalogue, dueOf, holdsAt, clock }: DeriveDeps): Book {
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
          return { value: sample.value, at: sample.at } as Input // words were not taken
        })
        const before = published.get(series)
        if (rolled === undefined) continue
        // One who reports late for an earlier moment must not push the sum into the past, where nobody would see it.
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
